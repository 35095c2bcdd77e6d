import Autograd
import Tensors
import XCTest

/// Operations of the reader's own.
final class CustomTests: XCTestCase {
  private var random = Random(seed: 4)

  private func cube(_ input: Variable, slope: Float = 3) -> Variable {
    let x = input.value
    return input.custom("cube", x * x * x) { gradient in gradient * slope * x * x }
  }

  func testAnOperationOfOneInput() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1, 2]))
    let y = cube(x * 2)
    XCTAssertEqual(y.value, Tensor([8, 64]))
    XCTAssertEqual(y.sum().gradients()[x], Tensor([24, 96]))
    XCTAssertTrue(checkGradient(at: Tensor([0.5, -1.5]), using: &random) { cube($0) }.passes)
  }

  func testAWrongPullbackIsFound() {
    let check = checkGradient(at: Tensor([0.5, -1.5]), using: &random) { cube($0, slope: 2) }
    XCTAssertFalse(check.passes)
    XCTAssertEqual(check.input, 0)
    XCTAssertEqual(check.gradient / check.expected, 2 / 3, accuracy: 1e-3)
    XCTAssertTrue(check.description.hasPrefix("the gradient of input 0 at ["), check.description)
  }

  func testAnOperationOfSeveralInputs() {
    func product(_ a: Variable, _ b: Variable) -> Variable {
      let (x, y) = (a.value, b.value)
      return Variable.custom("product", of: [a, b], x * y) { [$0 * y, $0 * x] }
    }
    let inputs = [Tensor([1, 2, 3]), Tensor([4, 5, 6])]
    XCTAssertTrue(checkGradient(at: inputs, using: &random) { product($0[0], $0[1]) }.passes)
    XCTAssertTrue(checkGradient(at: [inputs[0]], using: &random) { product($0[0], $0[0]) }.passes)
  }

  func testNoGradientNeedFlow() {
    let tape = Tape(.training)
    let (x, y) = (tape.variable(Tensor([1])), tape.variable(Tensor([2])))
    let first = Variable.custom("first", of: [x, y], x.value) { [$0, nil] }
    let gradients = first.gradients()
    XCTAssertEqual(gradients[x], Tensor([1]))
    XCTAssertEqual(gradients[y], Tensor([0]))
  }

  func testOfConstantsNothingIsRecorded() {
    let x = Tape(.training).constant(Tensor([1]))
    XCTAssertTrue(cube(x).isConstant)
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { try Variable.checkCustom("cube", gradients: [], inputs: []) },
      "cube: an operation needs at least one input")
    XCTAssertEqual(
      sentence { try Variable.checkCustom("cube", gradients: [[2]], inputs: [[2], [2]]) },
      "cube: the pullback returned 1 gradients for 2 inputs")
    XCTAssertEqual(
      sentence { try Variable.checkCustom("cube", gradients: [nil, [3]], inputs: [[2], [2]]) },
      "cube: the pullback returned a gradient of shape [3] for input 1 of shape [2]; "
        + "a gradient has the shape of what it belongs to")
  }
}
