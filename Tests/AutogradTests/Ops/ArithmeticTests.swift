import Autograd
import Tensors
import XCTest

final class ArithmeticTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "arithmetic",
      [
        "add": { $0[0] + $0[1] },
        "subtract": { $0[0] - $0[1] },
        "multiply": { $0[0] * $0[1] },
        "divide": { $0[0] / $0[1] },
        "negate": { -$0[0] },
        "addNumber": { $0[0] + 2.5 },
        "numberPlus": { 2.5 + $0[0] },
        "subtractNumber": { $0[0] - 2.5 },
        "numberMinus": { 2.5 - $0[0] },
        "multiplyByNumber": { $0[0] * 2.5 },
        "numberTimes": { 2.5 * $0[0] },
        "divideByNumber": { $0[0] / 2.5 },
        "numberOver": { 2.5 / $0[0] },
        "twice": { $0[0] * $0[0] + $0[0] },
        "twiceOver": { $0[0] / ($0[0] + $0[0] * $0[0]) },
      ]
    ).prove()
  }

  func testTensorsAreConstants() {
    let tape = Tape(.training)
    let (x, t) = (tape.variable(Tensor([4, 9])), Tensor([2, 3]))
    let results = [x + t, t + x, x - t, t - x, x * t, t * x, x / t, t / x]
    let expected: [[Float]] = [
      [6, 12], [6, 12], [2, 6], [-2, -6], [8, 27], [8, 27], [2, 3], [0.5, Float(3) / 9],
    ]
    for (result, expected) in zip(results, expected) {
      XCTAssertEqual(result.value, Tensor(expected))
    }
    let sum = results.dropFirst().reduce(results[0]) { $0 + $1 }
    let slopes = sum.sum().gradients()[x]
    // 1 + 1 + 1 - 1 + t + t + 1 / t - t / x²
    XCTAssert(slopes.isClose(to: Tensor([2 + 4 + 0.5 - 2.0 / 16, 2 + 6 + 1.0 / 3 - 3.0 / 81])))
  }
}
