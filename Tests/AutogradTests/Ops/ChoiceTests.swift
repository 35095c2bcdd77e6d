import Autograd
import Tensors
import XCTest

final class ChoiceTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "choices",
      [
        "maximum": { Variable.maximum($0[0], $0[1]) },
        "minimum": { Variable.minimum($0[0], $0[1]) },
        "maximumOfEquals": { Variable.maximum($0[0], $0[1]) },
        "minimumOfEquals": { Variable.minimum($0[0], $0[1]) },
        "maximumOfNumber": { Variable.maximum($0[0], 0.5) },
        "minimumOfNumber": { Variable.minimum($0[0], 0.5) },
        "maximumTwice": { Variable.maximum($0[0] * $0[1], $0[0]) },
        "assigned": { inputs in
          var result = inputs[0]
          result += inputs[1]
          result *= inputs[1]
          result -= inputs[0]
          result /= inputs[1]
          result *= 2
          return result
        },
      ]
    ).prove(kinks: ["maximumOfEquals", "minimumOfEquals"])
  }

  /// As in PyTorch; and at 0 another slope than ReLU has.
  func testEqualsShareTheGradient() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([-1, 0, 2]))
    XCTAssertEqual(Variable.maximum(x, 0).sum().gradients()[x], Tensor([0, 0.5, 1]))
  }

  func testWhatIsNoNumberStaysNone() {
    let (nan, one) = (Tensor([Float.nan]), Tensor([1]))
    for result in [
      Tensor.maximum(nan, one), Tensor.maximum(one, nan), Tensor.minimum(nan, one),
      Tensor.minimum(one, nan),
    ] {
      XCTAssertTrue(result.scalar.isNaN)
    }
  }

  func testAssignmentWithTensorsAndNumbers() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([4, 9]))
    var y = x
    y += Tensor([1, 2])
    y -= 3
    y -= Tensor([1, 0])
    y += 2
    y *= Tensor([2, 3])
    y /= Tensor([4, 6])
    y /= 2
    XCTAssertEqual(y.value, Tensor([0.75, 2.5]))
    XCTAssertEqual(y.sum().gradients()[x], Tensor([0.25, 0.25]))
    XCTAssertEqual(x.value, Tensor([4, 9]))
  }

  func testComparisonsAreMasks() {
    let tape = Tape(.training)
    let (x, y) = (tape.variable(Tensor([1, 2, 3])), tape.variable(Tensor([3, 2, 1])))
    let masks = [
      x .< y, x .<= y, x .> y, x .>= y, x .== y, x .!= y, x .< 2, x .<= 2, x .> 2, x .>= 2, x .== 2,
      x .!= 2, x .< y.value, x .<= y.value, x .> y.value, x .>= y.value, x .== y.value,
      x .!= y.value,
    ]
    let expected: [[Float]] = [
      [1, 0, 0], [1, 1, 0], [0, 0, 1], [0, 1, 1], [0, 1, 0], [1, 0, 1],
    ]
    for (number, mask) in masks.enumerated() {
      XCTAssertEqual(mask, Tensor(expected[number % 6]), "mask \(number)")
    }
    let clamped = Variable.where(x .> 1.5, x, y) + x * (x .> 2)
    let gradients = clamped.sum().gradients()
    XCTAssertEqual(gradients[x], Tensor([0, 1, 2]))
    XCTAssertEqual(gradients[y], Tensor([1, 0, 0]))
  }
}
