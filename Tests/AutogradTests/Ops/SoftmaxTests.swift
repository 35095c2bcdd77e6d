import Autograd
import Tensors
import XCTest

final class SoftmaxTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "softmax",
      [
        "softmax": { $0[0].softmax() },
        "softmaxFirst": { $0[0].softmax(axis: 0) },
        "logSoftmax": { $0[0].logSoftmax() },
        "logSoftmaxFirst": { $0[0].logSoftmax(axis: 0) },
      ]
    ).prove()
  }

  func testMaskedPlacesGetNothing() {
    let x = Tensor([[0, -.infinity, 0]])
    XCTAssertEqual(x.softmax(), Tensor([[0.5, 0, 0.5]]))
  }

  func testNothingToShareIsNotANumber() {
    let x = Tensor([[-.infinity, -.infinity]])
    XCTAssertTrue(x.softmax().scalars.allSatisfy(\.isNaN))
    XCTAssertTrue(Tensor([[1, .nan]]).softmax().scalars.allSatisfy(\.isNaN))
  }

  /// Wherever it stands in a row: the largest scalar passes it over, the sum does not.
  func testOneThatIsNotANumberSpoilsItsRow() {
    for count in [3, 16, 17, 32, 40, 100] {
      for place in 0..<count {
        var x = Tensor.range(0..<count).reshaped([1, count])
        x.scalars[place] = .nan
        XCTAssertTrue(x.softmax().scalars.allSatisfy(\.isNaN), "\(place) of \(count)")
        XCTAssertTrue(x.logSoftmax().scalars.allSatisfy(\.isNaN), "\(place) of \(count)")
      }
    }
  }

  /// The largest scalar is found wherever it stands: without it, its power would be infinite.
  func testOneLargeScalarTakesAll() {
    for count in [3, 16, 17, 32, 40, 100] {
      for place in 0..<count {
        var x = Tensor.zeros([1, count])
        x.scalars[place] = 1000
        var expected = Tensor.zeros([1, count])
        expected.scalars[place] = 1
        XCTAssertEqual(x.softmax(), expected, "\(place) of \(count)")
      }
    }
  }

  func testAnotherAxisIsTheSameTransposed() {
    var random = Random(seed: 1)
    let x = Tensor.normal([4, 5, 6], using: &random)
    let expected = x.permuted([0, 2, 1]).softmax().permuted([0, 2, 1])
    XCTAssertEqual(x.softmax(axis: 1), expected)
  }
}
