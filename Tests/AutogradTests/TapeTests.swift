import Autograd
import Tensors
import XCTest

final class TapeTests: XCTestCase {
  func testGradientsOfLeavesAndParameters() {
    let weight = Parameter(Tensor([[1, 2], [3, 4]]), "weight")
    let tape = Tape(.training)
    let x = tape.variable(Tensor([[5, 6]]))
    let gradients = x.matmul(tape.parameter(weight)).sum().gradients()
    XCTAssertEqual(gradients[x], Tensor([[3, 7]]))
    XCTAssertEqual(gradients[weight], Tensor([[5, 5], [6, 6]]))
    XCTAssertTrue(gradients.contains(weight))
  }

  func testSameInputTwiceAddsUp() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1, 2, 3]))
    XCTAssertEqual((x * x + x).sum().gradients()[x], Tensor([3, 5, 7]))
  }

  func testParameterUsedTwiceAddsUpInPlace() {
    let weight = Parameter(Tensor([[2]]))
    let tape = Tape(.training)
    let x = tape.constant(Tensor([[3]]))
    let y = x.matmul(tape.parameter(weight)).matmul(tape.parameter(weight))
    XCTAssertEqual(y.gradients()[weight], Tensor([[12]]))
  }

  func testAnIntermediateResultThatTheLossDoesNotUseHasZeroGradient() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1, 2]))
    let unused = x * 2
    let gradients = (x * 3).sum().gradients(alsoOf: unused)
    XCTAssertEqual(gradients[unused], Tensor([0, 0]))
    XCTAssertEqual(gradients[x], Tensor([3, 3]))
  }

  func testUnusedLeafHasZeroGradient() {
    let (used, unused) = (Parameter(Tensor([1])), Parameter(Tensor([1, 2])))
    let tape = Tape(.training)
    let other = tape.variable(Tensor([1, 2]))
    _ = tape.parameter(unused)
    let gradients = tape.parameter(used).sum().gradients()
    XCTAssertEqual(gradients[other], Tensor([0, 0]))
    XCTAssertEqual(gradients[unused], Tensor([0, 0]))
    XCTAssertFalse(gradients.contains(unused))
  }

  func testGradientOfSubexpression() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1, 2]))
    let square = x * x
    let gradients = (square * square).sum().gradients(alsoOf: square)
    XCTAssertEqual(gradients[square], Tensor([2, 8]))
    XCTAssertEqual(gradients[x], Tensor([4, 32]))
  }

  func testGradientThroughStopIsNone() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([3]))
    XCTAssertEqual((x * x.stopGradient()).sum().gradients()[x], Tensor([3]))
  }

  func testSeedWeighsEachScalar() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1, 2, 3]))
    XCTAssertEqual((x * x).gradients(seed: Tensor([1, 0, 2]))[x], Tensor([2, 0, 12]))
  }

  func testInferenceRecordsNothing() {
    let tape = Tape(.inference)
    let x = tape.variable(Tensor([1]))
    let y = tape.parameter(Parameter(Tensor([2]))) * x
    XCTAssertTrue(y.isConstant)
    XCTAssertEqual(y.value, Tensor([2]))
  }

  func testConstantsAreNotFollowed() {
    let tape = Tape(.training)
    let x = tape.constant(Tensor([1]))
    XCTAssertTrue((x * 2 + x).relu().isConstant)
  }

  func testGradientsOfPartsOfABatchAddUp() {
    let weight = Parameter(Tensor([2]))
    var sum: Gradients?
    for scalar: Float in [1, 2, 3] {
      let tape = Tape(.training)
      let gradients = (tape.parameter(weight) * scalar).sum().gradients()
      if sum == nil { sum = gradients } else { sum! += gradients }
    }
    sum! *= 0.5
    XCTAssertEqual(sum?[weight], Tensor([3]))
  }
}
