import Classical
import Tensors
import TestSupport
import XCTest

final class DecisionTreeTests: XCTestCase {
  func check(
    _ tree: Tree, _ importances: Tensor, _ answers: Tensor, _ wanted: TreeGolden.OneTree,
    _ name: String, line: UInt = #line
  ) {
    XCTAssertEqual(tree.leafCount, wanted.leaves, name, line: line)
    expectClose(
      importances, Tensor(wanted.importances), relative: 1e-4, absolute: 1e-5, name, line: line)
    expectClose(
      answers, Tensor(wanted.answers), relative: 1e-4, absolute: 1e-5, name, line: line)
  }

  func testClassesOfScikitLearn() throws {
    let golden = try TreeGolden.load()
    let (rows, fresh) = (Tensor(golden.rows), Tensor(golden.fresh))
    for (name, impurity) in [("gini", Impurity.gini), ("entropy", .entropy)] {
      let model = try DecisionTree(
        fittedTo: rows, labels: golden.labels, impurity: impurity, depth: 4, rowsPerLeaf: 8)
      check(model.tree, model.importances, model(fresh), golden.trees[name]!, name)
      expectRowByRow(model, fresh)
      XCTAssertLessThanOrEqual(model.tree.depth, 4)
      try expectStored(model)
    }
    let pruned = try DecisionTree(
      fittedTo: rows, labels: golden.labels, depth: 4, rowsPerLeaf: 8
    ).pruned(cost: 0.012)
    check(pruned.tree, pruned.importances, pruned(fresh), golden.trees["pruned"]!, "pruned")
    let gaps = try DecisionTree(
      fittedTo: TreeGolden.matrix(golden.gaps), labels: golden.labels, depth: 3, rowsPerLeaf: 10)
    let answers = gaps(TreeGolden.matrix(golden.freshGaps))
    check(gaps.tree, gaps.importances, answers, golden.trees["giniGaps"]!, "giniGaps")
  }

  func testNumbersOfScikitLearn() throws {
    let golden = try TreeGolden.load()
    let (rows, fresh) = (Tensor(golden.rows), Tensor(golden.fresh))
    let targets = Tensor(golden.targets)
    let model = try RegressionTree(fittedTo: rows, targets: targets, depth: 4, rowsPerLeaf: 10)
    let answers = model(fresh).reshaped([-1, 1])
    check(model.tree, model.importances, answers, golden.trees["numbers"]!, "numbers")
    try expectStored(model)
    let pruned = model.pruned(cost: 0.03)
    check(
      pruned.tree, pruned.importances, pruned(fresh).reshaped([-1, 1]),
      golden.trees["numbersPruned"]!, "numbersPruned")
    let gaps = try RegressionTree(
      fittedTo: TreeGolden.matrix(golden.gaps), targets: targets, depth: 4, rowsPerLeaf: 8)
    check(
      gaps.tree, gaps.importances, gaps(TreeGolden.matrix(golden.freshGaps)).reshaped([-1, 1]),
      golden.trees["numbersGaps"]!, "numbersGaps")
  }

  /// A tree without limits knows every training row by heart, and pruning takes from it.
  func testAFullTreeAndPruning() throws {
    let (rows, labels, _) = someRows(300, gaps: false)
    // Fewer than 255 different values in a column, so that no two rows share all bins.
    let coarse = Tensor(shape: rows.shape, scalars: rows.scalars.map { ($0 * 30).rounded() })
    let model = try DecisionTree(fittedTo: coarse, labels: labels)
    XCTAssertEqual(model.classes(of: coarse), labels)
    XCTAssertEqual(model.pruned(cost: 0).classes(of: coarse), labels)
    var leaves = model.tree.leafCount
    for cost: Float in [0.001, 0.003, 0.01, 0.03, 1] {
      let pruned = model.pruned(cost: cost).tree
      XCTAssertLessThanOrEqual(pruned.leafCount, leaves)
      leaves = pruned.leafCount
    }
    XCTAssertEqual(leaves, 1)
  }

  /// Nothing but the order of values matters.
  func testUnitsDoNotMatter() throws {
    let (rows, labels, _) = someRows(400, gaps: false)
    let model = try DecisionTree(fittedTo: rows, labels: labels, rowsPerLeaf: 5)
    let other = try DecisionTree(fittedTo: rows.exp() * 1_000, labels: labels, rowsPerLeaf: 5)
    XCTAssertEqual(model.tree.nodes.map(\.column), other.tree.nodes.map(\.column))
    XCTAssertEqual(model(rows), other(rows.exp() * 1_000))
  }

  /// A column of 10,000 values is cut in 255 places: a step is found within a bin's width of where it
  /// is, and a value that a third of the rows have is a bin of its own.
  func testManyValues() throws {
    var random = Random(seed: 3)
    let column = (0..<10_000).map { $0 % 3 == 0 ? Float(0.25) : Float(random.unit()) }
    let rows = Tensor(shape: [10_000, 1], scalars: column)
    let step = try RegressionTree(
      fittedTo: rows, targets: Tensor(column.map { $0 > 0.7 ? 1 : 0 }), depth: 1)
    XCTAssertEqual(step.tree.nodes[0].threshold, 0.7, accuracy: 1.5 / 170)
    let spike = try RegressionTree(
      fittedTo: rows, targets: Tensor(column.map { $0 == 0.25 ? 1 : 0 }))
    XCTAssertEqual(spike(Tensor([[0.25], [0.1], [0.9]])), Tensor([1, 0, 0]))
    let full = try RegressionTree(fittedTo: rows, targets: rows.flattened())
    XCTAssertEqual(full.tree.leafCount, 255)
  }

  func testHandMadeCases() throws {
    // Exclusive or: no first question gains, and yet the second does.
    let square = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]])
    let exclusive = try DecisionTree(fittedTo: square, labels: [0, 1, 1, 0])
    XCTAssertEqual(exclusive.classes(of: square), [0, 1, 1, 0])
    // One question, half-way between.
    let line = try RegressionTree(fittedTo: Tensor([[1], [2], [4]]), targets: Tensor([0, 0, 3]))
    XCTAssertEqual(line.tree.nodes[0].threshold, 3)
    XCTAssertEqual(line(Tensor([[3], [3.5]])), Tensor([0, 3]))
    // A column of gaps that say everything.
    let gaps = Tensor([[.nan], [1], [.nan], [1]])
    let missing = try DecisionTree(fittedTo: gaps, labels: [1, 0, 1, 0])
    XCTAssertEqual(missing.classes(of: gaps), [1, 0, 1, 0])
    // Nothing to ask.
    let one = try DecisionTree(fittedTo: Tensor([[1], [1], [1]]), labels: [0, 1, 1])
    XCTAssertEqual(one.tree.leafCount, 1)
    expectClose(one(Tensor([[7]])), Tensor([[1 / 3, 2 / 3]]))
    XCTAssertEqual(
      line.tree.description(columns: ["time"]), "time <= 3?\n  0 (2 rows)\n  3 (1 row)")
    XCTAssertEqual(one.description(), "0.33 0.67 (3 rows)")
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 1], [2, 1]])
    expectSentence(
      "A decision tree needs a label for each row, and was given 2 rows and 1 labels.",
      try DecisionTree(fittedTo: rows, labels: [0]))
    expectSentence(
      "A decision tree takes numbers and gaps (as not-a-number), and column 1 of row 0 holds inf.",
      try DecisionTree(fittedTo: Tensor([[0, .infinity]]), labels: [0]))
    expectSentence(
      "A decision tree takes a depth from 0 up and at least one row in a leaf, and was given -1 and "
        + "1.", try DecisionTree(fittedTo: rows, labels: [0, 1], depth: -1))
    expectSentence(
      "A regression tree needs a number for each row, [2], and was given targets of shape [1].",
      try RegressionTree(fittedTo: rows, targets: Tensor([1])))
    expectSentence(
      "A regression tree needs targets that are numbers, and row 1 has nan.",
      try RegressionTree(fittedTo: rows, targets: Tensor([1, .nan])))
    let model = try DecisionTree(fittedTo: rows, labels: [0, 1])
    var tensors = Dictionary(
      uniqueKeysWithValues: model.namedTensors.map { ($0.name, $0.tensor) })
    expectSentence(
      "This tree asks about 1 columns and takes rows of shape [n, 1] or wider, and these have the "
        + "shape [3].", try model.tree.check([3]))
    let shape = tensors["shape"]
    tensors["shape"] = Tensor([2, 0])
    expectSentence(
      "A decision tree cannot be made: trees ask about at least one column and answer with at least "
        + "one number, not 2 and 0.", try DecisionTree(namedTensors: tensors))
    tensors["shape"] = shape
    tensors["columns"] = Tensor([7, 0, 0])
    expectSentence(
      "A decision tree cannot be made: \"columns\" holds 7.0, which is no whole number from 0 to 1.",
      try DecisionTree(namedTensors: tensors))
    tensors["columns"] = Tensor([0, 0, 0])
    tensors["children"] = Tensor([1, 1, 0])
    expectSentence(
      "A decision tree cannot be made: the children of tree 0 do not stand behind their parents and "
        + "within the tree.", try DecisionTree(namedTensors: tensors))
  }
}
