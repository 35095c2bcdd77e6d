import Autograd
import Tensors
import XCTest

final class UpsamplingTests: XCTestCase {
  func testOperations() {
    var functions: [String: OpFamily.Function] = [:]
    for factor in 1...3 {
      functions["nearest\(factor)"] = { $0[0].upsampled(by: factor) }
      functions["bilinear\(factor)"] = { $0[0].upsampled(by: factor, .bilinear) }
    }
    OpFamily("resizings", functions).prove()
  }

  func testByOneIsNothingAndRepeatedPixelsPoolBack() {
    var random = Random(seed: 3)
    let x = Tensor.normal([2, 5, 4, 3], using: &random)
    XCTAssertEqual(x.upsampled(by: 1), x)
    XCTAssertEqual(x.upsampled(by: 1, .bilinear), x)
    XCTAssertEqual(x.upsampled(by: 4).maxPooled(4), x)
  }

  func testInfinitePixelsStayWhereTheyAre() {
    let x = Tensor(shape: [1, 1, 2, 1], scalars: [.infinity, 1])
    XCTAssertEqual(
      x.upsampled(by: 2).scalars, [.infinity, .infinity, 1, 1] + [.infinity, .infinity, 1, 1])
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { _ = try Enlargement([2, 2], by: 2, .nearest) },
      "up-sampling: images have the axes [number, height, width, channels], not [2, 2]")
    XCTAssertEqual(
      sentence { _ = try Enlargement([1, 2, 2, 1], by: 0, .nearest) },
      "up-sampling: the factor is 0, and must be at least 1")
    XCTAssertTrue(
      sentence { _ = try Enlargement([1, 2, 2, 1], by: .max, .bilinear) }.hasPrefix(
        "up-sampling images of shape [1, 2, 2, 1]: shape"))
  }
}
