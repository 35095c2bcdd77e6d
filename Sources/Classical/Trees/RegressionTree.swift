import Tensors

/// One tree of questions, whose leaves answer with the mean of the numbers that reached them.
///
/// ```swift
/// let tree = try RegressionTree(fittedTo: train.features, targets: train.targets, depth: 3)
/// tree(validation.features)   // [n]
/// ```
///
/// Each question makes the squared error of its two children smallest; for the rest see
/// ``DecisionTree``. Between and beyond the training rows it knows steps only: it never answers more
/// than the largest target or less than the smallest.
public struct RegressionTree: StoredModel, Equatable {
  /// The questions.
  public let tree: Tree
  /// How many columns it was fitted to.
  public let columnCount: Int

  /// Grows a tree.
  public init(
    fittedTo rows: Tensor, targets: Tensor, depth: Int? = nil, rowsPerLeaf: Int = 1
  ) throws {
    let name = "A regression tree"
    try BinnedRows.check(rows, targets: targets, for: name)
    columnCount = rows.shape[1]
    let rules = TreeGrower.Rules(depth: depth, rowsPerLeaf: rowsPerLeaf)
    try rules.check(columns: columnCount, for: name)
    var unused = Random(key: 0, position: 0)
    tree = TreeGrower(
      bins: BinnedRows(rows), target: .numbers(targets.scalars), rules: rules
    ).grow(using: &unused)
  }

  private init(_ tree: Tree, _ columnCount: Int) {
    (self.tree, self.columnCount) = (tree, columnCount)
  }

  /// The mean of the leaf of each row: `[n]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This regression tree"))
    return sums(of: [tree], outputs: 1, over: rows).flattened()
  }

  /// The share of each column in all that the questions gained: `[columns]`.
  public var importances: Tensor { [tree].importances(columns: columnCount) }

  /// The tree that pays `cost` for each leaf, in squared error per row, and keeps what is worth it.
  public func pruned(cost: Float) -> RegressionTree {
    RegressionTree(tree.pruned(cost: cost), columnCount)
  }
}

extension RegressionTree {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [tree].namedTensors + [("shape", Tensor(whole: [columnCount]))]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A regression tree")
    let columns = try stored.one("shape")
    let trees = try [Tree](stored, columns: columns, outputs: 1)
    guard let tree = trees.first, trees.count == 1 else {
      throw TensorError(
        "A regression tree cannot be made: there are \(trees.count) trees, not one.")
    }
    self.init(tree, columns)
  }
}
