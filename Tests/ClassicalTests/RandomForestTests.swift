import Classical
import Tensors
import TestSupport
import XCTest

final class RandomForestTests: XCTestCase {
  /// Without chance a forest is its tree, many times.
  func testAForestOfEqualTrees() throws {
    let (rows, labels, targets) = someRows(300)
    var random = Random(seed: 1)
    let tree = try DecisionTree(fittedTo: rows, labels: labels, rowsPerLeaf: 4)
    let forest = try RandomForest(
      fittedTo: rows, labels: labels, trees: 4, rowsPerLeaf: 4, columnsPerSplit: 6,
      drawsRows: false, using: &random)
    XCTAssertEqual(forest.trees, [Tree](repeating: tree.tree, count: 4))
    expectClose(forest(rows), tree(rows))
    let line = try RegressionTree(fittedTo: rows, targets: targets, rowsPerLeaf: 4)
    let lines = try RegressionForest(
      fittedTo: rows, targets: targets, trees: 4, rowsPerLeaf: 4, columnsPerSplit: 6,
      drawsRows: false, using: &random)
    expectClose(lines(rows), line(rows))
  }

  /// What is said of a row out of the bag is what the trees without it say, and is near the truth.
  func testOutOfBagIsNearTheErrorOnNewRows() throws {
    let (rows, labels, _) = someRows(1_200)
    let fresh = someRows(2_000, seed: 9)
    var random = Random(seed: 2)
    let forest = try RandomForest(
      fittedTo: rows, labels: labels, trees: 60, rowsPerLeaf: 2, using: &random)
    func right(_ rows: Tensor, _ labels: [Int]) -> Double {
      Double(zip(forest.classes(of: rows), labels).count { $0 == $1 }) / Double(labels.count)
    }
    let (outside, inside) = (right(fresh.rows, fresh.labels), right(rows, labels))
    XCTAssertEqual(forest.outOfBag.accuracy(labels: labels), outside, accuracy: 0.05)
    XCTAssertGreaterThan(inside, outside + 0.05)
    let share = Double(forest.outOfBag.treeCounts.reduce(0, +)) / (60 * 1_200)
    XCTAssertEqual(share, 0.368, accuracy: 0.01)
    expectRowByRow(forest, fresh.rows[0..<20])
    expectClose(forest.outOfBag.shares.sum(axes: [1]), .ones([1_200]), relative: 1e-4)
    try expectStored(forest)
  }

  /// Columns that say something are worth more than those that say nothing.
  func testImportances() throws {
    let (rows, labels, targets) = someRows(800, gaps: false)
    var random = Random(seed: 3)
    let forest = try RandomForest(
      fittedTo: rows, labels: labels, trees: 40, rowsPerLeaf: 5, using: &random)
    let fresh = someRows(800, gaps: false, seed: 8)
    let permuted = try PermutationImportance(fresh.rows, repeats: 2, using: &random) { rows in
      Double(zip(forest.classes(of: rows), fresh.labels).count { $0 == $1 }) / 800
    }
    for useful in 0..<3 {
      for useless in 3..<6 {
        XCTAssertGreaterThan(forest.importances[useful], forest.importances[useless])
        XCTAssertGreaterThan(permuted.drops[useful], permuted.drops[useless])
      }
    }
    XCTAssertEqual(forest.importances.sum().scalar, 1, accuracy: 1e-5)
    let line = try RegressionForest(
      fittedTo: rows, targets: targets, trees: 20, rowsPerLeaf: 3, using: &random)
    try expectStored(line)
  }

  func testTheSameOnThreads() throws {
    let (rows, labels, _) = someRows(500)
    try expectSameOnThreads {
      var random = Random(seed: 5)
      return try RandomForest(fittedTo: rows, labels: labels, trees: 7, using: &random)
    }
    let known = someRows(500, gaps: false).rows
    try expectSameOnThreads {
      var random = Random(seed: 5)
      return try IsolationForest(fittedTo: known, trees: 7, using: &random)
    }
  }

  func testCutsOfScikitLearn() throws {
    let golden = try TreeGolden.load().cutsToPart
    for (rows, cuts) in zip(golden.rows, golden.cuts) {
      XCTAssertEqual(IsolationForest.cutsToPart(rows), cuts, accuracy: 1e-6, "\(rows) rows")
    }
  }

  /// By another random stream than scikit-learn's: two forests of 4,000 trees differ by up to 0.007.
  func testIsolationOfScikitLearn() throws {
    let golden = try TreeGolden.load()
    var random = Random(seed: 2)
    let forest = try IsolationForest(fittedTo: Tensor(golden.rows), trees: 4_000, using: &random)
    expectClose(
      forest(Tensor(golden.fresh)), Tensor(golden.isolation), relative: 0, absolute: 0.012)
  }

  /// Far rows are odd; a row in a hole in the middle, like none of the others, is the most ordinary.
  func testIsolation() throws {
    var random = Random(seed: 6)
    var rows = Tensor.normal([600, 6], using: &random)
    // A shell without an inside.
    rows = rows / rows.norm(axes: [1]).reshaped([-1, 1])
    let forest = try IsolationForest(fittedTo: rows, using: &random)
    let scores = forest(rows)
    let asked = forest(Tensor.stacked([Tensor.filled([6], with: 4), Tensor.zeros([6])]))
    XCTAssertGreaterThan(asked[0], scores.maximum().scalar)
    XCTAssertLessThan(asked[1], scores.minimum().scalar)
    try expectStored(forest)
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 1], [2, 1]])
    var random = Random(seed: 1)
    expectSentence(
      "A random forest has at least one tree, and 0 were asked for.",
      try RandomForest(fittedTo: rows, labels: [0, 1], trees: 0, using: &random))
    expectSentence(
      "A random forest can look at 1 to 2 of 2 columns for a question, and 3 were asked for.",
      try RandomForest(fittedTo: rows, labels: [0, 1], columnsPerSplit: 3, using: &random))
    expectSentence(
      "An isolation forest has at least one tree on at least two rows, and was given 100 trees, 1 "
        + "rows for each and 2 rows in all.",
      try IsolationForest(fittedTo: rows, rowsPerTree: 1, using: &random))
  }
}
