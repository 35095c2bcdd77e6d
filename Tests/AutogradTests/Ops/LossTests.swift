import Autograd
import Foundation
import Tensors
import XCTest

final class LossTests: XCTestCase {
  private static let labels = [2, 0, 1, 2]

  func testOperations() {
    OpFamily("losses", functions).prove()
  }

  private var functions: [String: OpFamily.Function] {
    [
      "crossEntropy": { $0[0].crossEntropy(labels: Self.labels) },
      "crossEntropySmoothed": { $0[0].crossEntropy(labels: Self.labels, smoothing: 0.1) },
      "crossEntropyIgnoring": {
        $0[0].crossEntropy(labels: Self.labels, smoothing: 0.2, ignoring: 2)
      },
      "crossEntropyOneClass": { $0[0].crossEntropy(labels: [0, 0]) },
      "meanSquaredError": { $0[0].meanSquaredError(Self.halves($0[0].shape)) },
      "meanAbsoluteError": { $0[0].meanAbsoluteError(Self.halves($0[0].shape)) },
      "huber": { $0[0].huber(Self.halves($0[0].shape)) },
      "huberHalf": { $0[0].huber(Self.halves($0[0].shape), delta: 0.5) },
      "binaryCrossEntropy": { $0[0].binaryCrossEntropy(Self.halves($0[0].shape)) },
      "hinge": { $0[0].hinge(Self.numbers($0[0].shape) { Float($0 % 2 * 2 - 1) }) },
      "klDivergence": { $0[0].klDivergence(Self.numbers($0[0].shape) { Float($0 + 1) / 10 }) },
      "infoNCE": { $0[0].infoNCE($0[1], temperature: 0.5) },
    ]
  }

  private static func numbers(_ shape: [Int], _ number: (Int) -> Float) -> Tensor {
    Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(number))
  }

  private static func halves(_ shape: [Int]) -> Tensor {
    numbers(shape) { Float($0 % 3) / 2 }
  }

  /// Where the answer is right and sure, the loss is small and not 0.
  func testBinaryCrossEntropyOfSureAnswers() {
    let tape = Tape(.training)
    for size: Float in [8, 12, 15, 30] {
      let exact = log1p(exp(-Double(size)))
      for (logit, target) in [(size, Float(1)), (-size, 0)] {
        let loss = tape.variable(Tensor([logit])).binaryCrossEntropy(Tensor([target]))
        XCTAssertEqual(Double(loss.value.scalar) / exact, 1, accuracy: 1e-5, "\(logit)")
      }
    }
  }

  func testWhatIsNotANumberIsNotALossOfZero() {
    let tape = Tape(.training)
    let spoilt = tape.variable(Tensor([[.nan, 0]]))
    XCTAssertTrue(spoilt.hinge(Tensor([[1, -1]])).value.scalar.isNaN)
    XCTAssertTrue(spoilt.klDivergence(Tensor([[0.5, 0.5]])).value.scalar.isNaN)
    let fine = tape.variable(Tensor([[-1, -1]]))
    XCTAssertTrue(fine.klDivergence(Tensor([[.nan, 0.5]])).value.scalar.isNaN)
  }

  func testTermsOfManyBlocksAddUp() {
    var random = Random(seed: 2)
    let x = Tensor.normal([20_000], using: &random)
    let t = Tensor.normal([20_000], using: &random)
    let tape = Tape(.inference)
    let error = tape.constant(x).meanSquaredError(t).scalar
    XCTAssertEqual(error, ((x - t) * (x - t)).mean().scalar, accuracy: 1e-5)
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { _ = try CrossEntropyPlan([2, 3], [0], smoothing: 0, ignoring: nil) },
      "cross-entropy: logits of shape [2, 3] need 2 labels, one for each line along the last axis, "
        + "but 1 were given")
    XCTAssertEqual(
      sentence { _ = try CrossEntropyPlan([2, 3], [0, 3], smoothing: 0, ignoring: nil) },
      "cross-entropy: label 3 at position 1 is not one of the 3 classes, 0 to 2")
    XCTAssertEqual(
      sentence { _ = try CrossEntropyPlan([1, 3], [0], smoothing: 2, ignoring: nil) },
      "cross-entropy: the smoothing is 2.0, and a share is between 0 and 1")
    XCTAssertEqual(
      sentence { try Variable.checkTargets([4], [4, 1], in: "mean squared error") },
      "mean squared error: predictions have shape [4] and targets [4, 1], which must be equal")
    XCTAssertEqual(
      sentence { try Variable.checkSides(Tensor([1, 0])) },
      "hinge loss: target 0.0 at position 1 is neither -1 nor 1")
    XCTAssertEqual(
      sentence { try Variable.checkDelta(0) }, "Huber loss: delta is 0.0, and must be positive")
    XCTAssertEqual(
      sentence { try Variable.checkPartners([2, 3], [3, 3], temperature: 1) },
      "InfoNCE: embeddings of shapes [2, 3] and [3, 3] should be two matrices of one shape, "
        + "[pairs, width]")
    XCTAssertEqual(
      sentence { try Variable.checkPartners([2, 3], [2, 3], temperature: 0) },
      "InfoNCE: the temperature is 0.0, and must be positive")
  }
}
