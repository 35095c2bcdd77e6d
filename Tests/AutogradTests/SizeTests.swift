import Autograd
import Tensors
import XCTest

/// Windows and borders that nobody can count.
final class SizeTests: XCTestCase {
  private func convolution(_ images: [Int], padding: Int, groups: Int = 1) -> String {
    sentence {
      _ = try Patches(
        images: images, filters: [3, 3, 1, 1], stride: 1, padding: padding, groups: groups)
    }
  }

  private func pooling(size: Int, padding: Int) -> String {
    sentence {
      _ = try PoolingWindow([1, 5, 5, 1], size: size, stride: 1, padding: padding, in: "pooling")
    }
  }

  func testConvolution() {
    XCTAssertTrue(convolution([1, 5, 5, 1], padding: .max).contains("a padding of"))
    XCTAssertTrue(convolution([1, 5, 5, 1], padding: 1, groups: .max).contains("groups are more"))
    XCTAssertTrue(convolution([1, 5, 5, 1], padding: 1 << 30).contains("can be counted"))
    XCTAssertTrue(convolution([1, 5, 5, 1], padding: 1 << 20).contains("of memory"))
    XCTAssertEqual(convolution([1, 5, 5, 1], padding: 9), "nothing was thrown")
  }

  func testPooling() {
    XCTAssertEqual(
      pooling(size: .max, padding: .max / 2),
      "pooling: a window of size 9223372036854775807 is larger than any image")
    XCTAssertTrue(pooling(size: .max, padding: .max).contains("at most half the size"))
    XCTAssertTrue(pooling(size: 6, padding: 0).contains("does not fit"))
    XCTAssertEqual(pooling(size: 6, padding: 3), "nothing was thrown")
  }
}
