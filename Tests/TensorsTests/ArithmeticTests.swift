import Tensors
import XCTest

final class ArithmeticTests: XCTestCase {
  func testEqualShapes() {
    let a = Tensor([[1, 2], [3, 4]])
    let b = Tensor([[5, 6], [7, 8]])
    XCTAssertEqual(a + b, Tensor([[6, 8], [10, 12]]))
    XCTAssertEqual(a - b, Tensor([[-4, -4], [-4, -4]]))
    XCTAssertEqual(a * b, Tensor([[5, 12], [21, 32]]))
    XCTAssertEqual(b / a, Tensor([[5, 3], [7.0 / 3, 2]]))
  }

  func testNumbersOnBothSides() {
    let x = Tensor([1, 2, 4])
    XCTAssertEqual(x + 1, Tensor([2, 3, 5]))
    XCTAssertEqual(1 - x, Tensor([0, -1, -3]))
    XCTAssertEqual(2 * x, Tensor([2, 4, 8]))
    XCTAssertEqual(1 / x, Tensor([1, 0.5, 0.25]))
    XCTAssertEqual(-x, Tensor([-1, -2, -4]))
  }

  func testBroadcasting() {
    let matrix = Tensor([[1, 2, 3], [4, 5, 6]])
    XCTAssertEqual(matrix + Tensor([10, 20, 30]), Tensor([[11, 22, 33], [14, 25, 36]]))
    XCTAssertEqual(matrix + Tensor([[10], [20]]), Tensor([[11, 12, 13], [24, 25, 26]]))
    XCTAssertEqual(Tensor([[1], [2]]) * Tensor([3, 4, 5]), Tensor([[3, 4, 5], [6, 8, 10]]))
    XCTAssertEqual(Tensor(2) - matrix, Tensor([[1, 0, -1], [-2, -3, -4]]))
  }

  func testInPlace() {
    var x = Tensor([[1, 2], [3, 4]])
    let shared = x
    x += Tensor([10, 20])
    x *= 2
    x -= x
    XCTAssertEqual(x, Tensor.zeros([2, 2]))
    XCTAssertEqual(shared, Tensor([[1, 2], [3, 4]]))
    var grows = Tensor([1, 2])
    grows += Tensor([[0], [1]])
    XCTAssertEqual(grows, Tensor([[1, 2], [2, 3]]))
  }

  func testProductOfMatrices() {
    let a = Tensor([[1, 2, 3], [4, 5, 6]])
    let b = Tensor([[1, 0], [0, 1], [1, 1]])
    XCTAssertEqual(a.matmul(b), Tensor([[4, 5], [10, 11]]))
    XCTAssertEqual(a.matmul(a, transposeRight: true), Tensor([[14, 32], [32, 77]]))
    XCTAssertEqual(a.matmul(a, transposeLeft: true).shape, [3, 3])
    XCTAssertEqual(a.transposed().transposed(), a)
    XCTAssertEqual(a.transposed()[2, 1], 6)
  }

  func testReductions() {
    let x = Tensor([[1, 2, 3], [4, 5, 6]])
    XCTAssertEqual(x.sum(), Tensor(21))
    XCTAssertEqual(x.sum(axes: [0]), Tensor([5, 7, 9]))
    XCTAssertEqual(x.mean(axes: [-1], keepingAxes: true), Tensor([[2], [5]]))
    XCTAssertEqual(x.argmax(), [2, 2])
    XCTAssertEqual(x.argmin(axis: 0), [0, 0, 0])
  }
}
