import Tensors

/// Many trees, each grown on rows drawn with replacement and on columns drawn anew for each question,
/// whose shares are averaged.
///
/// ```swift
/// let forest = try RandomForest(
///   fittedTo: train.features, labels: train.labels, trees: 200, using: &random)
/// forest.probabilities(of: validation.features)
/// forest.outOfBag.shares   // what the trees that did not see a training row say of it
/// ```
///
/// A deep tree is right on average and different with every draw of rows; a mean of many keeps the
/// first and loses most of the second, the more the less the trees resemble one another. About 37 of
/// 100 rows are not drawn for a given tree: what such trees say of them, averaged, estimates the error
/// on new rows without a validation set, as long as rows do not belong together. Trees are grown on
/// several cores; each has a stream of its own, so the forest is the same on any number of them.
public struct RandomForest: ProbabilisticClassifier, StoredModel, Equatable {
  public let trees: [Tree]
  /// How many columns it was fitted to.
  public let columnCount: Int
  public let classCount: Int
  /// What the training rows get from the trees that were grown without them.
  public let outOfBag: OutOfBag

  /// Grows a forest.
  ///
  /// - Parameters:
  ///   - columnsPerSplit: How many columns are drawn for each question; the root of their number
  ///     where nothing is said.
  ///   - drawsRows: Whether rows are drawn with replacement; else every tree sees all of them, and
  ///     no row is out of the bag.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, trees count: Int = 100,
    impurity: Impurity = .gini, depth: Int? = nil, rowsPerLeaf: Int = 1,
    columnsPerSplit: Int? = nil, drawsRows: Bool = true, using random: inout Random
  ) throws {
    let name = "A random forest"
    let classes = try BinnedRows.check(rows, labels, classes: classes, for: name)
    (classCount, columnCount) = (classes, rows.shape[1])
    let rules = TreeGrower.Rules(
      depth: depth, rowsPerLeaf: rowsPerLeaf,
      columnsPerSplit: columnsPerSplit ?? max(1, Int(Double(rows.shape[1]).squareRoot())))
    let target = TreeGrower.Target.classes(labels, count: classes, impurity)
    (trees, outOfBag) = try ForestGrower.grow(
      rows, target, rules, count: count, drawsRows: drawsRows, for: name, using: &random)
  }

  /// The mean of the trees' shares: `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This random forest"))
    return sums(of: trees, outputs: classCount, over: rows) / Float(trees.count)
  }

  /// The same as calling: the shares are the probabilities.
  public func probabilities(of rows: Tensor) -> Tensor { self(rows) }

  /// The share of each column in all that the questions gained: `[columns]`.
  ///
  /// It flatters columns of many values; `permutationImportances` asks rows that were not trained on.
  public var importances: Tensor { trees.importances(columns: columnCount) }
}

/// What trees say of training rows that they were grown without.
public struct OutOfBag: Sendable, Equatable {
  /// The mean answer of those trees: `[rows, outputs]`; zeros where there is none.
  public let shares: Tensor
  /// How many trees were grown without each row.
  public let treeCounts: [Int]

  /// The share of rows whose class is the largest share, among rows with at least one tree.
  public func accuracy(labels: [Int]) -> Double {
    let answers = shares.argmax(axis: 1)
    let asked = treeCounts.indices.filter { treeCounts[$0] > 0 }
    return Double(asked.count { answers[$0] == labels[$0] }) / Double(max(asked.count, 1))
  }
}

extension RandomForest {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    trees.namedTensors + outOfBag.namedTensors
      + [("shape", Tensor(whole: [columnCount, classCount]))]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A random forest")
    let shape = try stored.whole("shape", count: 2)
    (columnCount, classCount) = (shape[0], shape[1])
    trees = try [Tree](stored, columns: shape[0], outputs: shape[1])
    outOfBag = try OutOfBag(stored, outputs: shape[1])
    guard !trees.isEmpty else {
      throw TensorError("A random forest cannot be made: there are no trees.")
    }
  }
}

extension OutOfBag {
  var namedTensors: [(name: String, tensor: Tensor)] {
    [("outOfBag", shares), ("outOfBagCounts", Tensor(whole: treeCounts))]
  }

  init(_ stored: StoredTensors, outputs: Int) throws(TensorError) {
    shares = try stored.tensor("outOfBag", [nil, outputs])
    treeCounts = try stored.whole("outOfBagCounts", count: shares.shape[0])
  }
}
