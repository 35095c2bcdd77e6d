import Autograd
import Tensors
import XCTest

/// Convolution has several ways: Winograd's for filters of 3 x 3 and channels that fill lanes,
/// patches read where they lie, the gradient as a convolution by filters turned round, and copies of
/// patches. Each must give what four loops in Double give.
final class ConvolutionWaysTests: XCTestCase {
  private struct Setting {
    var height = 8
    var width = 8
    var channels = 16
    var outputs = 16
    var filter = 3
    var stride = 1
    var padding = 1
    var words: String {
      "\(height) x \(width) x \(channels) by \(filter) x \(filter) x \(outputs), "
        + "stride \(stride), padding \(padding)"
    }
  }

  func testEveryWayGivesWhatLoopsGive() {
    var settings: [Setting] = []
    // Winograd, with whole and odd squares and every padding.
    for (height, width) in [(8, 8), (7, 9), (4, 5), (3, 4), (16, 12)] {
      for padding in 0...2 {
        settings.append(Setting(height: height, width: width, padding: padding))
      }
    }
    settings.append(Setting(height: 9, width: 7, channels: 32, outputs: 48))
    // Patches where they lie; their gradient turned round, by copies, and of single steps only.
    settings.append(Setting(height: 9, width: 11, channels: 3, outputs: 8, filter: 5, padding: 2))
    settings.append(Setting(height: 9, width: 11, channels: 8, outputs: 5, filter: 5, padding: 2))
    settings.append(Setting(height: 12, width: 13, channels: 8, outputs: 20, stride: 2))
    settings.append(Setting(height: 9, width: 8, channels: 10, outputs: 6, padding: 0))
    // Copies: rows too short, and no border to speak of.
    settings.append(Setting(height: 5, width: 5, channels: 4, outputs: 7, padding: 0))
    settings.append(Setting(height: 6, width: 6, channels: 5, outputs: 17, filter: 1, padding: 0))
    for setting in settings { check(setting) }
  }

  private func check(_ setting: Setting) {
    var random = Random(seed: 7)
    let (f, c, k) = (setting.filter, setting.channels, setting.outputs)
    let images = Tensor.normal([2, setting.height, setting.width, c], using: &random)
    let filters = Tensor.normal([f, f, c, k], using: &random)
    let tape = Tape(.training)
    let (x, w) = (tape.variable(images), tape.variable(filters))
    let y = x.convolved(with: w, stride: setting.stride, padding: setting.padding)
    let seed = Tensor.normal(y.shape, using: &random)
    let gradients = y.gradients(seed: seed)
    let loops = Loops(images, filters, seed, stride: setting.stride, padding: setting.padding)
    expect(y.value, loops.result, "result of \(setting.words)")
    expect(gradients[x], loops.images, "gradient of images of \(setting.words)")
    expect(gradients[w], loops.filters, "gradient of filters of \(setting.words)")
  }

  private func expect(_ found: Tensor, _ expected: [Double], _ words: String) {
    XCTAssertEqual(found.count, expected.count, words)
    let largest = expected.map(\.magnitude).max() ?? 0
    let worst = zip(found.scalars, expected).map { (Double($0) - $1).magnitude }.max() ?? 0
    XCTAssertLessThan(worst, 2e-6 * largest + 1e-12, words)
  }
}

/// The convolution as it is written down, and its gradients.
private struct Loops {
  var result: [Double]
  var images: [Double]
  var filters: [Double]

  init(_ x: Tensor, _ w: Tensor, _ seed: Tensor, stride: Int, padding: Int) {
    let (height, width, channels) = (x.shape[1], x.shape[2], x.shape[3])
    let (size, outputs) = (w.shape[0], w.shape[3])
    let (down, across) = (seed.shape[1], seed.shape[2])
    result = [Double](repeating: 0, count: seed.count)
    images = [Double](repeating: 0, count: x.count)
    filters = [Double](repeating: 0, count: w.count)
    let (pixels, weights, slopes) = (x.scalars, w.scalars, seed.scalars)
    for image in 0..<x.shape[0] {
      for (row, column) in (0..<down * across).map({ ($0 / across, $0 % across) }) {
        let place = ((image * down + row) * across + column) * outputs
        for (a, b) in (0..<size * size).map({ ($0 / size, $0 % size) }) {
          let (i, j) = (row * stride + a - padding, column * stride + b - padding)
          guard i >= 0, i < height, j >= 0, j < width else { continue }
          for channel in 0..<channels {
            let pixel = ((image * height + i) * width + j) * channels + channel
            let weight = ((a * size + b) * channels + channel) * outputs
            for output in 0..<outputs {
              let slope = Double(slopes[place + output])
              result[place + output] += Double(pixels[pixel]) * Double(weights[weight + output])
              images[pixel] += slope * Double(weights[weight + output])
              filters[weight + output] += slope * Double(pixels[pixel])
            }
          }
        }
      }
    }
  }
}
