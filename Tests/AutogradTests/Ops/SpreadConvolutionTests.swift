import Autograd
import Tensors
import XCTest

/// Convolutions with a dilation, and those in which every channel has a filter of its own.
final class SpreadConvolutionTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "spread convolutions",
      [
        "dilated2": { $0[0].convolved(with: $0[1], bias: $0[2], dilation: 2) },
        "dilated2Padding2": {
          $0[0].convolved(with: $0[1], bias: $0[2], padding: 2, dilation: 2)
        },
        "dilated3Stride2Groups2": {
          $0[0].convolved(
            with: $0[1], bias: $0[2], stride: 2, padding: 3, groups: 2, dilation: 3)
        },
        "depthwise2": { $0[0].convolved(with: $0[1], bias: $0[2], groups: 2) },
        "depthwise3Padding1": {
          $0[0].convolved(with: $0[1], bias: $0[2], padding: 1, groups: 3)
        },
        "depthwise17": { $0[0].convolved(with: $0[1], bias: $0[2], padding: 1, groups: 17) },
        "depthwise3Stride2Dilated2": {
          $0[0].convolved(
            with: $0[1], bias: $0[2], stride: 2, padding: 2, groups: 3, dilation: 2)
        },
        "depthwise3LeakyReLU": {
          $0[0].convolved(
            with: $0[1], bias: $0[2], padding: 1, groups: 3, activation: .leakyReLU(slope: 0.1))
        },
      ]
    ).prove()
  }

  func testRefusals() {
    func patches(_ dilation: Int, filters: [Int] = [3, 3, 1, 1], padding: Int = 0) -> String {
      sentence {
        _ = try Patches(
          images: [1, 6, 6, 1], filters: filters, stride: 1, padding: padding, groups: 1,
          dilation: dilation)
      }
    }
    let what = "convolution of images [1, 6, 6, 1] by filters [3, 3, 1, 1]"
    XCTAssertEqual(patches(0), "\(what): a dilation of 0 must be at least 1")
    XCTAssertEqual(
      patches(3), "\(what) with padding 0 and dilation 3: the filters do not fit into the images")
    XCTAssertEqual(patches(3, padding: 1), "nothing was thrown")
    XCTAssertEqual(patches(.max, filters: [1, 1, 1, 1]), "nothing was thrown")
    XCTAssertTrue(patches(.max).hasSuffix("the filters do not fit into the images"))
  }
}
