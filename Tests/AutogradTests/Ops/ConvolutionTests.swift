import Autograd
import Tensors
import XCTest

final class ConvolutionTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "convolutions",
      [
        "convolved": { $0[0].convolved(with: $0[1], bias: $0[2]) },
        "convolvedNoBias": { $0[0].convolved(with: $0[1]) },
        "convolvedReLU": { $0[0].convolved(with: $0[1], bias: $0[2], activation: .relu) },
        "convolvedTanh": { $0[0].convolved(with: $0[1], bias: $0[2], activation: .tanh) },
        "convolvedStride2Padding1": {
          $0[0].convolved(with: $0[1], bias: $0[2], stride: 2, padding: 1)
        },
        "convolvedPadding2": { $0[0].convolved(with: $0[1], padding: 2) },
        "convolvedGroups2": { $0[0].convolved(with: $0[1], bias: $0[2], padding: 1, groups: 2) },
        "convolvedDepthwise3": {
          $0[0].convolved(with: $0[1], bias: $0[2], stride: 2, padding: 1, groups: 3)
        },
        "maxPooled2": { $0[0].maxPooled(2) },
        "maxPooledEqual": { $0[0].maxPooled(2) },
        "maxPooled3": { $0[0].maxPooled(3, stride: 2, padding: 1) },
        "averagePooled2": { $0[0].averagePooled(2) },
        "averagePooled3": { $0[0].averagePooled(3, stride: 2, padding: 1) },
      ]
    ).prove(kinks: ["maxPooledEqual"])
  }

  func testNaNIsTheLargest() {
    let x = Tensor(shape: [1, 2, 2, 1], scalars: [1, .nan, 3, 2])
    XCTAssertTrue(x.maxPooled(2).scalar.isNaN)
  }

  func testRefusals() {
    func patches(
      _ images: [Int], _ filters: [Int], stride: Int = 1, padding: Int = 0, groups: Int = 1
    ) -> String {
      sentence {
        _ = try Patches(
          images: images, filters: filters, stride: stride, padding: padding, groups: groups)
      }
    }
    XCTAssertEqual(
      patches([8, 8, 3], [3, 3, 3, 8]),
      "convolution of images [8, 8, 3] by filters [3, 3, 3, 8]: images have the axes [number, "
        + "height, width, channels] and filters [height, width, channels of a group, outputs]")
    XCTAssertEqual(
      patches([1, 8, 8, 3], [3, 3, 4, 8]),
      "convolution of images [1, 8, 8, 3] by filters [3, 3, 4, 8] in 1 groups: the images have 3 "
        + "channels, and filters that see 4 in each group need 4; the 8 outputs must be a multiple "
        + "of the groups")
    XCTAssertEqual(
      patches([1, 2, 2, 3], [3, 3, 3, 8]),
      "convolution of images [1, 2, 2, 3] by filters [3, 3, 3, 8] with padding 0: "
        + "the filters do not fit into the images")
    XCTAssertEqual(
      patches([1, 2, 2, 3], [1, 1, 3, 8], stride: 0),
      "convolution of images [1, 2, 2, 3] by filters [1, 1, 3, 8]: stride 0, padding 0 and "
        + "groups 1 must be at least 1, 0 and 1")
    XCTAssertEqual(
      sentence { try Variable.checkConvolutionBias([3], outputs: 4) },
      "convolution: the bias has shape [3], and for 4 outputs it should be [4]")
    XCTAssertEqual(
      sentence {
        _ = try PoolingWindow([1, 2, 2, 1], size: 3, stride: 1, padding: 0, in: "max pooling")
      },
      "max pooling: a window of size 3 does not fit into images of shape [1, 2, 2, 1] "
        + "with padding 0")
    XCTAssertEqual(
      sentence {
        _ = try PoolingWindow([2, 2], size: 3, stride: 1, padding: 0, in: "max pooling")
      },
      "max pooling: images have the axes [number, height, width, channels], not [2, 2]")
    XCTAssertEqual(
      sentence {
        _ = try PoolingWindow([1, 2, 2, 1], size: 2, stride: 0, padding: 2, in: "average pooling")
      },
      "average pooling: size 2 and stride 0 must be at least 1, and the padding 2 at most half "
        + "the size")
  }
}
