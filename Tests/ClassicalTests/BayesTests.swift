import Classical
import Tensors
import TestSupport
import XCTest

/// Naive Bayes of both kinds and the discriminants.
final class BayesTests: XCTestCase {
  /// Scores less the logarithm of their exponentials' sum: logarithms of probabilities.
  func logProbabilities(_ scores: Tensor) -> Tensor {
    scores - scores.logSumExp(axes: [1], keepingAxes: true)
  }

  func testNaiveBayes() throws {
    let golden = try ClassifierGolden.load()
    let model = try NaiveBayes(
      fittedTo: Tensor(golden.rows), labels: golden.labels, smoothing: 0.01)
    expectClose(model.means, Tensor(golden.bayes.means))
    expectClose(model.variances, Tensor(golden.bayes.variances))
    let fresh = Tensor(golden.fresh)
    expectClose(model(fresh), Tensor(golden.bayes.scores), relative: 1e-5, absolute: 1e-5)
    expectClose(
      model.probabilities(of: fresh), Tensor(golden.bayes.probabilities), relative: 1e-4,
      absolute: 1e-6)
    expectRowByRow(model, fresh)
    try expectStored(model)
  }

  func testCountingBayes() throws {
    let golden = try ClassifierGolden.load().counting
    let labels = try ClassifierGolden.load().labels
    let model = try CountingBayes(
      fittedTo: Tensor(golden.counts), labels: labels, smoothing: 0.5)
    expectClose(model(Tensor(golden.fresh)), Tensor(golden.scores), relative: 1e-5, absolute: 1e-5)
    expectRowByRow(model, Tensor(golden.fresh))
    try expectStored(model)
  }

  func testLinearDiscriminant() throws {
    let golden = try ClassifierGolden.load()
    for (shrinkage, wanted) in zip([Float(0), 0.2], golden.linearDiscriminant) {
      let model = try LinearDiscriminant(
        fittedTo: Tensor(golden.rows), labels: golden.labels, shrinkage: shrinkage)
      expectClose(
        logProbabilities(model(Tensor(golden.fresh))), Tensor(wanted), relative: 1e-4,
        absolute: 1e-4, "shrinkage \(shrinkage)")
      expectRowByRow(model, Tensor(golden.fresh))
      try expectStored(model)
    }
  }

  func testQuadraticDiscriminant() throws {
    let golden = try ClassifierGolden.load()
    for (shrinkage, wanted) in zip([Float(0), 0.2], golden.quadraticDiscriminant) {
      let model = try QuadraticDiscriminant(
        fittedTo: Tensor(golden.rows), labels: golden.labels, shrinkage: shrinkage)
      expectClose(
        model(Tensor(golden.fresh)), Tensor(wanted), relative: 1e-4, absolute: 1e-4,
        "shrinkage \(shrinkage)")
      expectRowByRow(model, Tensor(golden.fresh))
      try expectStored(model)
    }
  }

  func testTheSameOnThreads() throws {
    let golden = try ClassifierGolden.load()
    let (rows, labels) = (Tensor(golden.rows), golden.labels)
    try expectSameOnThreads { try NaiveBayes(fittedTo: rows, labels: labels) }
    try expectSameOnThreads { try CountingBayes(fittedTo: rows.abs(), labels: labels) }
    try expectSameOnThreads { try LinearDiscriminant(fittedTo: rows, labels: labels) }
    try expectSameOnThreads { try QuadraticDiscriminant(fittedTo: rows, labels: labels) }
  }

  /// Equal columns count their evidence once each: the log-odds are multiplied, the ranking stays.
  func testCopiesOfAColumnMultiplyTheEvidence() throws {
    var random = Random(seed: 2)
    let labels = (0..<200).map { $0 % 2 }
    let column =
      Tensor.normal([200, 1], using: &random)
      + Tensor(labels.map { Float($0) }).reshaped(
        [-1, 1])
    let once = try NaiveBayes(fittedTo: column, labels: labels)(column)
    let copies = column.tiled([1, 5])
    let five = try NaiveBayes(fittedTo: copies, labels: labels)(copies)
    expectClose(
      five[0..., 1] - five[0..., 0], 5 * (once[0..., 1] - once[0..., 0]), relative: 1e-3,
      absolute: 1e-4)
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 1], [2, 1], [5, 3]])
    expectSentence(
      "Naive Bayes divides by the variance of each column in each class, and column 1 of class 0 "
        + "has none. Give a smoothing above 0.",
      try NaiveBayes(fittedTo: rows, labels: [0, 0, 1], smoothing: 0))
    expectSentence(
      "Naive Bayes describes each class by its own rows and needs at least 1 of each, and class 1 "
        + "has 0.",
      try NaiveBayes(fittedTo: rows, labels: [0, 0, 2]))
    expectSentence(
      "Naive Bayes for counts takes counts, which are 0 or more, and column 0 of row 1 holds -1.0.",
      try CountingBayes(fittedTo: Tensor([[1, 0], [-1, 2]]), labels: [0, 1]))
    expectSentence(
      "A linear discriminant takes a shrinkage from 0 to 1, and 2.0 is not.",
      try LinearDiscriminant(fittedTo: rows, labels: [0, 0, 1], shrinkage: 2))
    XCTAssertThrowsError(try LinearDiscriminant(fittedTo: rows, labels: [0, 0, 1])) {
      XCTAssertTrue("\($0)".contains("Give a shrinkage above 0"), "\($0)")
    }
    XCTAssertThrowsError(
      try QuadraticDiscriminant(
        fittedTo: Tensor([[0, 1], [2, 1], [5, 3], [6, 3]]), labels: [0, 0, 1, 1])
    ) { XCTAssertTrue("\($0)".contains("rows of class 0 do not vary"), "\($0)") }
  }
}
