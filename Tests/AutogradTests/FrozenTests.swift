import Autograd
import Tensors
import XCTest

/// Parameters that are kept as they are, and models as they are in use.
final class FrozenTests: XCTestCase {
  func testAFrozenParameterCostsNothing() {
    let (frozen, trained) = (Parameter(Tensor([[2]])), Parameter(Tensor([[3]])))
    frozen.isFrozen = true
    let tape = Tape(.training)
    let hidden = tape.constant(Tensor([[5]])).matmul(tape.parameter(frozen)).tanh()
    XCTAssertTrue(hidden.isConstant, "work towards a frozen parameter is recorded")
    let gradients = (hidden * tape.parameter(trained)).sum().gradients()
    XCTAssertFalse(gradients.contains(frozen))
    XCTAssertEqual(gradients[trained], Tensor([[10]]).tanh())
    frozen.isFrozen = false
    let again = Tape(.training)
    XCTAssertFalse(again.parameter(frozen).isConstant)
  }

  func testGradientsPassThroughAFrozenParameter() {
    let frozen = Parameter(Tensor([2]))
    frozen.isFrozen = true
    let tape = Tape(.training)
    let x = tape.variable(Tensor([5]))
    XCTAssertEqual((x * tape.parameter(frozen)).gradients()[x], Tensor([2]))
  }

  func testAModelInUseHasGradients() {
    let tape = Tape(.inferenceWithGradients)
    let x = tape.variable(Tensor([1, 2, 3]))
    let y = x.dropout(0.5) * x
    XCTAssertEqual(y.value, Tensor([1, 4, 9]), "dropout drops nothing in use")
    XCTAssertEqual(y.sum().gradients()[x], Tensor([2, 4, 6]))
  }

  func testASumOfGradientsBeginsWithNone() {
    let (weight, other) = (Parameter(Tensor([2])), Parameter(Tensor([2])))
    var sum = Gradients()
    XCTAssertFalse(sum.contains(weight))
    XCTAssertEqual(sum[weight], Tensor([0]))
    for data in [[1, 2], [3, 4], [Float(5)]] {
      let tape = Tape(.training)
      sum += (tape.parameter(weight) * Tensor(data)).sum().gradients()
    }
    XCTAssertEqual(sum[weight], Tensor([15]))
    XCTAssertFalse(sum.contains(other))
    let x = Tape(.training).variable(Tensor([1]))
    XCTAssertTrue(sentence { _ = try sum.checked(x) }.contains("belongs to another tape"))
  }
}
