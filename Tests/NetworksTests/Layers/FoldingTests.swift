import Autograd
import Networks
import Tensors
import XCTest

final class FoldingTests: XCTestCase {
  /// Statistics and weights unlike those of a fresh norm.
  private func norm(_ channels: Int, _ random: inout Random) -> BatchNorm {
    let norm = BatchNorm(channels, epsilon: 1e-3)
    norm.weight.value = .normal([channels], mean: 1, deviation: 0.5, using: &random)
    norm.bias.value = .normal([channels], using: &random)
    norm.runningMean.value = .normal([channels], using: &random)
    norm.runningVariance.value = .uniform([channels], in: 0.1..<3, using: &random)
    return norm
  }

  func testAFoldedNormGivesTheSame() {
    var random = Random(seed: 3)
    for (inputs, outputs, groups, bias) in [(3, 8, 1, true), (6, 6, 6, false), (4, 6, 2, true)] {
      let layer = Conv2D(
        inputs, outputs, stride: 2, groups: groups, bias: bias, using: &random)
      if bias { layer.bias!.value = .normal([outputs], using: &random) }
      let norm = norm(outputs, &random)
      let images = Tensor.normal([2, 7, 6, inputs], using: &random)
      let (two, one) = (norm.predict(layer.predict(images)), layer.folding(norm).predict(images))
      XCTAssert(one.isClose(to: two, relative: 1e-5, absolute: 2e-6), "\(groups)")
      XCTAssertFalse(layer.predict(images).isClose(to: two, relative: 1e-2))
    }
  }

  /// The folded layer is a copy: training it changes neither convolution nor norm.
  func testAFoldedLayerSharesNothing() {
    var random = Random(seed: 4)
    let (layer, norm) = (Conv2D(2, 3, using: &random), norm(3, &random))
    let before = layer.weight.value
    let folded = layer.folding(norm)
    folded.weight.value = .zeros(folded.weight.shape)
    folded.bias!.value = .zeros([3])
    XCTAssertEqual(layer.weight.value, before)
    XCTAssertEqual(folded.stride, layer.stride)
    XCTAssertEqual(folded.padding, layer.padding)
  }

  func testAConvolutionFromFiltersThatThereAre() {
    let layer = Conv2D(weight: .ones([3, 3, 1, 1]), bias: Tensor([1]))
    XCTAssertEqual(layer.predict(.ones([1, 3, 3, 1])).scalars, [5, 7, 5, 7, 10, 7, 5, 7, 5])
    XCTAssertEqual(Conv2D(weight: .ones([3, 3, 1, 1]), dilation: 2).padding, 2)
  }

  func testSamePaddingIsTensorFlows() {
    for (length, size, stride, before, after) in [
      (224, 3, 2, 0, 1), (225, 3, 2, 1, 1), (7, 5, 2, 2, 2), (8, 5, 2, 1, 2), (5, 3, 1, 1, 1),
      (6, 2, 1, 0, 1), (9, 1, 2, 0, 0), (4, 3, 4, 0, 0), (5, 3, 4, 1, 1),
    ] {
      let border = SamePadding(size, stride: stride).border(of: length)
      XCTAssertEqual(
        [border.before, border.after], [before, after], "\(length) \(size) \(stride)")
      XCTAssertEqual(
        (length + before + after - size) / stride + 1, (length + stride - 1) / stride)
    }
    XCTAssertEqual(SamePadding(3, stride: 2).predict(.ones([1, 4, 5, 2])).shape, [1, 5, 7, 2])
  }

  func testMisuseIsASentence() {
    func sentence(_ rule: () throws -> Void) -> String {
      do { try rule() } catch { return "\(error)" }
      return "nothing was thrown"
    }
    XCTAssertEqual(
      sentence { try Conv2D.check(norm: [4], after: [3, 3, 2, 8]) },
      "folding: a norm of 4 channels cannot follow a convolution with 8 outputs")
    XCTAssertEqual(
      sentence { try Conv2D.check(weight: [3, 3, 2], bias: nil) },
      "Conv2D: filters have the axes [height, width, inputs of a group, outputs], not [3, 3, 2]")
    XCTAssertEqual(
      sentence { try Conv2D.check(weight: [3, 3, 2, 8], bias: [2]) },
      "Conv2D: the bias has shape [2], and for 8 outputs it should be [8]")
  }
}
