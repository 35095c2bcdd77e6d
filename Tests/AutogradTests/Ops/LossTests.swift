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
      "pinball": { $0[0].pinball(Self.halves($0[0].shape), quantile: 0.8) },
      "poisson": { $0[0].poisson(Self.halves($0[0].shape)) },
      "focal": { $0[0].focal(Self.bits($0[0].shape)) },
      "focalHalf": { $0[0].focal(Self.bits($0[0].shape), gamma: 0.5) },
      "focalZero": { $0[0].focal(Self.bits($0[0].shape), gamma: 0) },
      "binaryCrossEntropyWeighted": {
        $0[0].binaryCrossEntropy(Self.halves($0[0].shape), positiveWeight: 3)
      },
      "triplet": { $0[0].triplet(partner: $0[1], other: $0[2], margin: 1.5) },
      "contrastive": {
        $0[0].contrastive($0[1], together: Self.bits([$0[0].shape[0]]), margin: 3)
      },
    ]
  }

  private static func bits(_ shape: [Int]) -> Tensor { numbers(shape) { Float($0 % 2) } }

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

  /// Where a probability is too small for a float, the focal loss is still told apart from 0 by its
  /// slope, and what is not sure at all costs what it costs.
  func testFocalOfSureAnswers() {
    let tape = Tape(.training)
    for size: Double in [5, 12, 20] {
      let logit = tape.variable(Tensor([Float(size)]))
      let right = logit.focal(Tensor([1])).scalar
      let wrong = logit.focal(Tensor([0])).scalar
      let (miss, hit) = (1 / (1 + exp(size)), 1 / (1 + exp(-size)))
      XCTAssertEqual(Double(right) / (miss * miss * log1p(exp(-size))), 1, accuracy: 1e-4)
      XCTAssertEqual(Double(wrong) / (hit * hit * (size + log1p(exp(-size)))), 1, accuracy: 1e-5)
    }
  }

  func testPairsWithoutDistanceHaveNoSlope() {
    let tape = Tape(.training)
    let a = tape.variable(Tensor([[1, 2], [0, 0]]))
    let same = tape.constant(a.value)
    let gradients = a.contrastive(same, together: Tensor([1, 1])).gradients()
    XCTAssertEqual(gradients[a], Tensor.zeros([2, 2]))
  }

  func testWhatIsNotANumberIsNotALossOfZero() {
    let tape = Tape(.training)
    let spoilt = tape.variable(Tensor([[.nan, 0]]))
    XCTAssertTrue(spoilt.pinball(Tensor([[1, 0]]), quantile: 0.5).value.scalar.isNaN)
    XCTAssertTrue(spoilt.poisson(Tensor([[1, 0]])).value.scalar.isNaN)
    XCTAssertTrue(spoilt.focal(Tensor([[1, 0]])).value.scalar.isNaN)
    XCTAssertTrue(spoilt.binaryCrossEntropy(Tensor([[1, 0]])).value.scalar.isNaN)
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
    XCTAssertEqual(
      sentence { try Variable.checkQuantile(1) },
      "pinball loss: the quantile is 1.0, and must be between 0 and 1")
    XCTAssertEqual(
      sentence { try Variable.checkCounts(Tensor([2, -1])) },
      "Poisson loss: target -1.0 at position 1 is negative, and a count is not")
    XCTAssertEqual(
      sentence { try Variable.checkFocal(Tensor([1, 0.5]), gamma: 2) },
      "focal loss: target 0.5 at position 1 is neither 0 nor 1")
    XCTAssertEqual(
      sentence { try Variable.checkFocal(Tensor([1]), gamma: -1) },
      "focal loss: gamma is -1.0, and must not be negative")
    XCTAssertEqual(
      sentence { try Variable.checkPositiveWeight(0) },
      "binary cross-entropy: the weight of positive targets is 0.0, and must be positive and "
        + "finite")
    XCTAssertEqual(
      sentence { try Variable.checkTriplet([2, 3], [2, 3], [3, 3], margin: 1) },
      "triplet loss: embeddings of shapes [2, 3], [2, 3] and [3, 3] should be three matrices of "
        + "one shape, [triplets, width]")
    XCTAssertEqual(
      sentence { try Variable.checkTriplet([2, 3], [2, 3], [2, 3], margin: 0) },
      "triplet loss: the margin is 0.0, and must be positive")
    XCTAssertEqual(
      sentence { try Variable.checkContrastive([2, 3], [2, 3], Tensor([1]), margin: 1) },
      "contrastive loss: embeddings of shapes [2, 3] and [2, 3] should be two matrices of one "
        + "shape, [pairs, width], and come with a vector of their number, not of shape [1]")
    XCTAssertEqual(
      sentence { try Variable.checkContrastive([2, 3], [2, 3], Tensor([1, 2]), margin: 1) },
      "contrastive loss: pair 1 is marked 2.0, neither 0 nor 1")
    XCTAssertEqual(
      sentence { try Variable.checkContrastive([1, 3], [1, 3], Tensor([1]), margin: 0) },
      "contrastive loss: the margin is 0.0, and must be positive")
  }
}
