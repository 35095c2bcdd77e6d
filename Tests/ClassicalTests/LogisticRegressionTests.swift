import Classical
import Tensors
import TestSupport
import XCTest

final class LogisticRegressionTests: XCTestCase {
  func testValuesOfScikitLearn() throws {
    let golden = try ClassifierGolden.load()
    for (penalty, wanted) in [
      (Penalty.l2(0.01), golden.logisticL2), (Penalty.l1(0.03), golden.logisticL1),
    ] {
      let model = try LogisticRegression(
        fittedTo: Tensor(golden.rows), labels: golden.labels, penalty: penalty, tolerance: 1e-6)
      XCTAssertTrue(model.hasSettled, "\(penalty)")
      expectClose(
        model.weights, Tensor(wanted.weights), relative: 1e-3, absolute: 1e-3, "\(penalty)")
      // The sum of all logits means nothing; scikit-learn's bias adds up to something else.
      let found = model(Tensor(golden.fresh))
      let logits = Tensor(wanted.logits)
      expectClose(
        found - found.mean(axes: [1], keepingAxes: true),
        logits - logits.mean(axes: [1], keepingAxes: true), relative: 1e-3, absolute: 1e-3,
        "\(penalty)")
      expectRowByRow(model, Tensor(golden.fresh))
      try expectStored(model)
    }
  }

  /// At the lowest point the slope of each weight is what the penalty allows.
  func testTheSlopeAtTheEnd() throws {
    let golden = try ClassifierGolden.load()
    let (rows, labels) = (Tensor(golden.rows), golden.labels)
    let strength: Float = 0.05
    let model = try LogisticRegression(
      fittedTo: rows, labels: labels, penalty: .l1(strength), tolerance: 1e-6)
    let misses = model.probabilities(of: rows) - Tensor.oneHot(labels, classes: 3)
    let slopes = rows.matmul(misses, transposeLeft: true) / Float(labels.count)
    var zeros = 0
    for (weight, slope) in zip(model.weights.scalars, slopes.scalars) {
      if weight == 0 {
        zeros += 1
        XCTAssertLessThanOrEqual(slope.magnitude, strength + 1e-4)
      } else {
        XCTAssertEqual(slope, weight > 0 ? -strength : strength, accuracy: 1e-4)
      }
    }
    XCTAssertGreaterThan(zeros, 0)
  }

  /// A column far from zero, and in other units, does no harm to the search.
  func testRowsFarFromZero() throws {
    let golden = try ClassifierGolden.load()
    let rows = Tensor(golden.rows)
    let near = try LogisticRegression(
      fittedTo: rows, labels: golden.labels, penalty: .l2(0.01), tolerance: 1e-6)
    let far = try LogisticRegression(
      fittedTo: rows + 1_000, labels: golden.labels, penalty: .l2(0.01), tolerance: 1e-6)
    expectClose(far.weights, near.weights, relative: 2e-2, absolute: 2e-3)
  }

  func testTheSameOnThreads() throws {
    let golden = try ClassifierGolden.load()
    let (rows, labels) = (Tensor(golden.rows), golden.labels)
    try expectSameOnThreads { try LogisticRegression(fittedTo: rows, labels: labels) }
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 1], [2, 1]])
    expectSentence(
      "Logistic regression tells at least two classes apart, and was given one.",
      try LogisticRegression(fittedTo: rows, labels: [0, 0]))
    expectSentence(
      "Logistic regression takes a penalty from 0 up, a tolerance above 0 and at least one step, "
        + "and was given -1.0, 1e-05 and 5000.",
      try LogisticRegression(fittedTo: rows, labels: [0, 1], penalty: .l2(-1)))
  }
}
