import Classical
import Tensors
import TestSupport
import XCTest

final class GradientBoostingTests: XCTestCase {
  func testNumbersOfScikitLearn() throws {
    let golden = try TreeGolden.load()
    let targets = Tensor(golden.targets)
    var random = Random(seed: 1)
    let rules = BoostingRules(rounds: 12, rate: 0.2, leaves: 6, rowsPerLeaf: 10)
    let rows = Tensor(golden.rows)
    let model = try RegressionBoosting(
      fittedTo: rows, targets: targets, rules: rules, using: &random)
    let wanted = Tensor(golden.boosting["numbers"]!)
    expectClose(model(rows).reshaped([-1, 1]), wanted, relative: 1e-3, absolute: 1e-4)
    try expectStored(model)
    var withGaps = rules
    withGaps.l2 = 1.5
    let gaps = TreeGolden.matrix(golden.gaps)
    let other = try RegressionBoosting(
      fittedTo: gaps, targets: targets, rules: withGaps, using: &random)
    expectClose(
      other(gaps).reshaped([-1, 1]), Tensor(golden.boosting["numbersGaps"]!), relative: 1e-3,
      absolute: 1e-4)
  }

  func testClassesOfScikitLearn() throws {
    let golden = try TreeGolden.load()
    var random = Random(seed: 1)
    let rows = Tensor(golden.rows)
    let model = try GradientBoosting(
      fittedTo: rows, labels: golden.binary,
      rules: BoostingRules(rounds: 12, rate: 0.2, leaves: 6, rowsPerLeaf: 10), using: &random)
    XCTAssertEqual(model.trees.count, 12)
    expectRowByRow(model, rows[0..<12])
    expectClose(
      model(rows)[0..., 1..<2], Tensor(golden.boosting["binary"]!), relative: 1e-3, absolute: 1e-3)
    let gaps = TreeGolden.matrix(golden.gaps)
    let deep = BoostingRules(rounds: 12, rate: 0.2, leaves: 31, depth: 3, rowsPerLeaf: 10, l2: 1)
    let other = try GradientBoosting(
      fittedTo: gaps, labels: golden.binary, rules: deep, using: &random)
    expectClose(
      other(gaps)[0..., 1..<2], Tensor(golden.boosting["binaryGaps"]!), relative: 1e-3,
      absolute: 1e-3)
    let three = try GradientBoosting(
      fittedTo: rows, labels: golden.labels,
      rules: BoostingRules(rounds: 8, rate: 0.2, leaves: 6, rowsPerLeaf: 10), using: &random)
    XCTAssertEqual(three.trees.count, 24)
    // scikit-learn begins with logarithms of shares less their mean, which no probability notices.
    let (found, wanted) = (three(rows), Tensor(golden.boosting["classes"]!))
    expectClose(
      found - found.mean(axes: [1], keepingAxes: true),
      wanted - wanted.mean(axes: [1], keepingAxes: true), relative: 1e-3, absolute: 1e-3)
    try expectStored(three)
  }

  /// The loss of the rows it is fitted to falls with every round.
  func testEveryRoundLowersTheLoss() throws {
    let (rows, labels, _) = someRows(900)
    var random = Random(seed: 2)
    let model = try GradientBoosting(
      fittedTo: rows, labels: labels, rules: BoostingRules(rounds: 30),
      stoppingOn: (rows, labels), patience: 30, using: &random)
    XCTAssertEqual(model.history.count, 30)
    for (one, next) in zip(model.history, model.history.dropFirst()) {
      XCTAssertLessThan(next, one)
    }
    XCTAssertEqual(model.prefix(7).rounds, 7)
  }

  /// It stops where the validation rows are best, and keeps as many rounds.
  func testStopping() throws {
    let (rows, labels, targets) = someRows(400)
    let other = someRows(400, seed: 7)
    var random = Random(seed: 3)
    let rules = BoostingRules(rounds: 400, rate: 0.3)
    let model = try GradientBoosting(
      fittedTo: rows, labels: labels, rules: rules, stoppingOn: (other.rows, other.labels),
      patience: 10, using: &random)
    let best = model.history.indices.min { model.history[$0] < model.history[$1] }!
    XCTAssertEqual(model.rounds, best + 1)
    XCTAssertEqual(model.history.count, best + 11)
    let line = try RegressionBoosting(
      fittedTo: rows, targets: targets, rules: rules, stoppingOn: (other.rows, other.targets),
      patience: 10, using: &random)
    XCTAssertEqual(line.history.count, line.rounds + 10)
  }

  /// With shares of rows and columns, margins are kept by walking the trees; they add up to the model.
  func testSharesOfRowsAndColumns() throws {
    let (rows, _, targets) = someRows(700)
    var random = Random(seed: 4)
    let model = try RegressionBoosting(
      fittedTo: rows, targets: targets,
      rules: BoostingRules(rounds: 40, rowShare: 0.6, columnShare: 0.5),
      stoppingOn: (rows, targets), patience: 40, using: &random)
    let misses = model(rows) - targets
    XCTAssertEqual(
      (misses * misses).mean().scalar / 2, model.history[model.rounds - 1], accuracy: 1e-4)
    XCTAssertLessThan(model.history.last!, 0.5 * model.history[0])
  }

  /// Enough rows for several blocks and pieces, and a number of columns that fills no panel.
  func testTheSameOnThreads() throws {
    let (rows, labels, targets) = someRows(20_000, columns: 7)
    try expectSameOnThreads {
      var random = Random(seed: 5)
      return try GradientBoosting(
        fittedTo: rows, labels: labels, rules: BoostingRules(rounds: 3), using: &random)
    }
    try expectSameOnThreads {
      var random = Random(seed: 5)
      return try RegressionBoosting(
        fittedTo: rows, targets: targets, rules: BoostingRules(rounds: 4, rowShare: 0.7),
        using: &random)
    }
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 1], [2, 1]])
    var random = Random(seed: 1)
    expectSentence(
      "Gradient boosting tells at least two classes apart, and was given one.",
      try GradientBoosting(fittedTo: rows, labels: [0, 0], using: &random))
    expectSentence(
      "Gradient boosting takes an L2 from 0 up and shares above 0 and up to 1, and was given -1.0, "
        + "1.0 of the rows and 1.0 of the columns.",
      try GradientBoosting(
        fittedTo: rows, labels: [0, 1], rules: BoostingRules(l2: -1), using: &random))
    expectSentence(
      "Boosting waits at least one round for a lower loss, not 0.",
      try GradientBoosting(
        fittedTo: rows, labels: [0, 1], stoppingOn: (rows, [0, 1]), patience: 0, using: &random))
  }
}
