import Autograd
import Tensors
import XCTest

/// Depthwise and dilated convolutions give what loops in Double give, and the same bits on any
/// number of threads.
final class ChannelWaysTests: XCTestCase {
  private struct Setting {
    var height = 9
    var width = 11
    var channels = 16
    var outputs = 16
    var groups = 16
    var filter = 3
    var stride = 1
    var padding = 1
    var dilation = 1
    var words: String {
      "\(height) x \(width) x \(channels) by \(filter) x \(filter) x \(outputs), \(groups) groups, "
        + "stride \(stride), padding \(padding), dilation \(dilation)"
    }
  }

  /// Channels that fill registers and that do not; rows shorter than four places; borders wider than
  /// filters; steps that pass pixels by.
  private static let settings: [Setting] = {
    var settings: [Setting] = []
    for channels in [2, 4, 8, 15, 16, 17, 40] {
      for (stride, padding, dilation) in [
        (1, 1, 1), (2, 1, 1), (1, 0, 1), (1, 2, 2), (2, 4, 3), (3, 2, 1), (4, 0, 1), (1, 4, 1),
      ] {
        settings.append(
          Setting(
            channels: channels, outputs: channels, groups: channels, stride: stride,
            padding: padding, dilation: dilation))
      }
    }
    for (height, width, filter, padding) in [
      (3, 2, 3, 1), (1, 9, 5, 2), (8, 7, 7, 3), (4, 4, 1, 0),
    ] {
      settings.append(
        Setting(
          height: height, width: width, channels: 24, outputs: 24, groups: 24, filter: filter,
          padding: padding))
    }
    for (groups, outputs) in [(1, 20), (2, 6), (8, 16)] {
      settings.append(
        Setting(channels: 8, outputs: outputs, groups: groups, padding: 2, dilation: 2))
      settings.append(
        Setting(channels: 8, outputs: outputs, groups: groups, stride: 2, padding: 3, dilation: 3))
    }
    return settings
  }()

  func testEveryWayGivesWhatLoopsGive() {
    for setting in Self.settings {
      let found = run(setting)
      let loops = Loops(found.images, found.filters, found.seed, setting)
      expect(found.result, loops.result, "result of \(setting.words)")
      expect(found.imageGradient, loops.images, "gradient of images of \(setting.words)")
      expect(found.filterGradient, loops.filters, "gradient of filters of \(setting.words)")
    }
  }

  func testTheBitsAreTheSameOnAnyNumberOfThreads() {
    for setting in [
      Setting(height: 40, width: 36, channels: 72, outputs: 72, groups: 72),
      Setting(height: 90, width: 70, channels: 8, outputs: 8, groups: 8),
      Setting(height: 41, width: 30, channels: 24, outputs: 24, groups: 24, filter: 5, stride: 2),
      Setting(height: 40, width: 36, channels: 16, outputs: 32, groups: 2, padding: 2, dilation: 2),
    ] {
      let runs = [1, 2, 4].map { threads in
        Parallel.$threads.withValue(threads) { run(setting, images: 6) }
      }
      for other in runs.dropFirst() {
        XCTAssertEqual(other.result, runs[0].result, setting.words)
        XCTAssertEqual(other.imageGradient, runs[0].imageGradient, setting.words)
        XCTAssertEqual(other.filterGradient, runs[0].filterGradient, setting.words)
      }
    }
  }

  func testOtherOperationsOnImagesHaveTheSameBitsOnAnyNumberOfThreads() {
    var random = Random(seed: 4)
    let images = Tensor.normal([5, 24, 20, 24], using: &random)
    let filters = Tensor.normal([3, 3, 8, 24], using: &random)
    let operations: [(String, (Variable) -> Variable)] = [
      ("group norm", { $0.groupNormalized(groups: 4) }),
      ("nearest", { $0.upsampled(by: 2) }),
      ("bilinear", { $0.upsampled(by: 3, .bilinear) }),
      ("transposed", { $0.transposeConvolved(with: $0.tape.constant(filters), stride: 2) }),
    ]
    for (name, operation) in operations {
      let runs = [1, 2, 4].map { threads in
        Parallel.$threads.withValue(threads) {
          let x = Tape(.training).variable(images)
          let y = operation(x)
          return [y.value, y.power(2).sum().gradients()[x]]
        }
      }
      XCTAssertTrue(runs.allSatisfy { $0 == runs[0] }, name)
    }
  }

  private struct Found {
    let images, filters, seed, result, imageGradient, filterGradient: Tensor
  }

  private func run(_ setting: Setting, images count: Int = 2) -> Found {
    var random = Random(seed: 7)
    let images = Tensor.normal(
      [count, setting.height, setting.width, setting.channels], using: &random)
    let depth = setting.channels / setting.groups
    let filters = Tensor.normal(
      [setting.filter, setting.filter, depth, setting.outputs], using: &random)
    let tape = Tape(.training)
    let (x, w) = (tape.variable(images), tape.variable(filters))
    let y = x.convolved(
      with: w, stride: setting.stride, padding: setting.padding, groups: setting.groups,
      dilation: setting.dilation)
    let seed = Tensor.normal(y.shape, using: &random)
    let gradients = y.gradients(seed: seed)
    return Found(
      images: images, filters: filters, seed: seed, result: y.value, imageGradient: gradients[x],
      filterGradient: gradients[w])
  }

  private func expect(_ found: Tensor, _ expected: [Double], _ words: String) {
    XCTAssertEqual(found.count, expected.count, words)
    let largest = expected.map(\.magnitude).max() ?? 0
    let worst = zip(found.scalars, expected).map { (Double($0) - $1).magnitude }.max() ?? 0
    XCTAssertLessThan(worst, 2e-6 * largest + 1e-12, words)
  }

  /// The convolution as it is written down, and its gradients.
  private struct Loops {
    var result: [Double]
    var images: [Double]
    var filters: [Double]

    init(_ x: Tensor, _ w: Tensor, _ seed: Tensor, _ setting: Setting) {
      let (height, width, channels) = (x.shape[1], x.shape[2], x.shape[3])
      let (size, depth, outputs) = (w.shape[0], w.shape[2], w.shape[3])
      let (down, across, share) = (seed.shape[1], seed.shape[2], outputs / setting.groups)
      result = [Double](repeating: 0, count: seed.count)
      images = [Double](repeating: 0, count: x.count)
      filters = [Double](repeating: 0, count: w.count)
      let (pixels, weights, slopes) = (x.scalars, w.scalars, seed.scalars)
      for place in 0..<x.shape[0] * down * across {
        let (image, row, column) = (
          place / (down * across), place / across % down, place % across
        )
        for (a, b) in (0..<size * size).map({ ($0 / size, $0 % size) }) {
          let i = row * setting.stride + a * setting.dilation - setting.padding
          let j = column * setting.stride + b * setting.dilation - setting.padding
          guard i >= 0, i < height, j >= 0, j < width else { continue }
          for output in 0..<outputs {
            let (sum, slope) = (place * outputs + output, Double(slopes[place * outputs + output]))
            for channel in 0..<depth {
              let pixel =
                ((image * height + i) * width + j) * channels + output / share * depth + channel
              let weight = ((a * size + b) * depth + channel) * outputs + output
              result[sum] += Double(pixels[pixel]) * Double(weights[weight])
              images[pixel] += slope * Double(weights[weight])
              filters[weight] += slope * Double(pixels[pixel])
            }
          }
        }
      }
    }
  }
}
