import Tensors
import XCTest

final class OperationTests: XCTestCase {
  func testProductsCountTheirMultiplicationsAndAdditions() {
    let (a, b) = (Tensor.ones([300, 40]), Tensor.ones([40, 70]))
    let before = Runtime.operations
    _ = a.matmul(b)
    XCTAssertEqual(Runtime.operations - before, 2 * 300 * 40 * 70)
  }
}
