import Autograd
import Networks
import Tensors
import XCTest

final class UpsamplingTests: XCTestCase {
  /// With nothing said about the border, images become as many times larger as the stride.
  func testImagesBecomeAsManyTimesLargerAsTheStride() {
    var random = Random(seed: 1)
    let images = Tensor.ones([1, 4, 5, 2])
    for size in 1...7 {
      for stride in 1...4 where stride > 1 || size % 2 == 1 {
        let layer = TransposedConv2D(2, 3, size: size, stride: stride, using: &random)
        XCTAssertEqual(
          layer.predict(images).shape, [1, 4 * stride, 5 * stride, 3], "\(size) \(stride)")
      }
    }
    let even = TransposedConv2D(2, 3, size: 4, stride: 1, using: &random)
    XCTAssertEqual(even.predict(images).shape, [1, 3, 4, 3])
  }

  /// A dilated filter of odd size keeps the size of the image, too.
  func testDilatedFiltersKeepTheSize() {
    var random = Random(seed: 1)
    for (size, dilation) in [(3, 1), (3, 2), (5, 3), (1, 4)] {
      let layer = Conv2D(2, 3, size: size, dilation: dilation, using: &random)
      XCTAssertEqual(layer.predict(.ones([1, 13, 12, 2])).shape, [1, 13, 12, 3])
    }
  }

  func testWorkIsCounted() {
    var random = Random(seed: 1)
    let images = Tensor.ones([1, 4, 5, 2])
    let larger = TransposedConv2D(2, 3, size: 2, stride: 2, using: &random)
    // Every pixel of two channels is written, times each of twelve scalars of a filter.
    XCTAssertEqual(
      larger.operations(input: images.shape, output: [1, 8, 10, 3]), 2 * 4 * 5 * 2 * 12)
    let depthwise = Conv2D(2, 2, groups: 2, using: &random)
    XCTAssertEqual(
      depthwise.operations(input: images.shape, output: images.shape), 2 * 4 * 5 * 2 * 9)
  }
}
