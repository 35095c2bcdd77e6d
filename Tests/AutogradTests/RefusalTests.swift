import Autograd
import Tensors
import XCTest

/// What stops a program, and the sentence it stops with.
final class RefusalTests: XCTestCase {
  func testLossMustBeOneNumber() {
    let x = Tape(.training).variable(Tensor([1, 2]))
    XCTAssertEqual(
      sentence { try x.checkIsLoss() },
      "computing gradients: the variable has shape [2], and a loss is a single number; "
        + "take its sum() or mean(), or pass gradients(seed:) a weight for each scalar")
  }

  func testSeedMustHaveTheShape() {
    let x = Tape(.training).variable(Tensor([1, 2]))
    XCTAssertEqual(
      sentence { try x.checkSeed(Tensor([1])) },
      "computing gradients: the seed has shape [1] and the variable [2], which must be equal")
  }

  func testTapeServesOnce() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1]))
    let loss = (x * x).sum()
    _ = loss.gradients()
    XCTAssertTrue(
      sentence { _ = try loss.checkCanDifferentiate() }.hasPrefix(
        "computing gradients: this tape is used up, since what the first gradients needed was "
          + "released as they were computed."))
  }

  func testGradientsOfGradientsAreRefused() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1]))
    let gradient = (x * x).sum().gradients()[x]
    let again = (tape.variable(gradient) * x).sum()
    XCTAssertTrue(
      sentence { _ = try again.checkCanDifferentiate() }.contains(
        "Gradients of gradients are not available"))
  }

  func testInferenceHasNoGradients() {
    let x = Tape(.inference).variable(Tensor([1]))
    XCTAssertEqual(
      sentence { _ = try x.checkCanDifferentiate() },
      "computing gradients: this tape is for inference and records nothing; use Tape(.training), or "
        + "Tape(.inferenceWithGradients) for a model as it is in use")
  }

  func testConstantHasNoGradients() {
    let x = Tape(.training).constant(Tensor([1]))
    XCTAssertEqual(
      sentence { _ = try x.checkCanDifferentiate() },
      "computing gradients: the value is a constant, it depends on no tape.variable(…) and no "
        + "tape.parameter(…) that is not frozen")
  }

  func testTapesDoNotMix() {
    let (a, b) = (Tape(.training).variable(Tensor([1])), Tape(.training).variable(Tensor([1])))
    XCTAssertEqual(
      sentence { _ = try Tape.common(a, b, in: "adding") },
      "adding: the two variables belong to different tapes; one step of training uses one "
        + "tape, and a value from an earlier one comes over as tape.constant(old.value)")
  }

  func testReadingGradientsThatAreNotThere() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1, 2]))
    let square = x * x
    let constant = tape.constant(Tensor([1]))
    let other = Tape(.training).variable(Tensor([1]))
    let gradients = square.sum().gradients()
    XCTAssertEqual(
      sentence { _ = try gradients.checked(square) },
      "reading a gradient: the one of this intermediate result of shape [2] was not kept; "
        + "ask for it with gradients(alsoOf: variable)")
    XCTAssertEqual(
      sentence { _ = try gradients.checked(constant) },
      "reading a gradient: the variable of shape [1] is a constant; "
        + "gradients are computed for tape.variable(…) and tape.parameter(…)")
    XCTAssertEqual(
      sentence { _ = try gradients.checked(other) },
      "reading a gradient: the variable of shape [1] belongs to another tape than these gradients")
  }

  func testImagesWithoutPixelsCannotBePooled() {
    let said = sentence {
      _ = try PoolingWindow([1, 0, 3, 16], size: 2, stride: 1, padding: 1, in: "max pooling")
    }
    XCTAssertEqual(said, "max pooling: images of shape [1, 0, 3, 16] have no pixels")
  }

  func testRandomNumbersMustBeGiven() {
    XCTAssertEqual(
      sentence { try Tape.checkRandom(nil, for: "dropout") },
      "dropout: the tape has no random numbers; make it with Tape(.training, using: &random)")
  }
}
