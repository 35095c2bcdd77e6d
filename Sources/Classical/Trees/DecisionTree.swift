import Tensors

/// One tree of questions, whose leaves answer with the shares of the classes that reached them.
///
/// ```swift
/// let tree = try DecisionTree(fittedTo: train.features, labels: train.labels, depth: 3)
/// print(tree.description(columns: train.featureNames))
/// tree.classes(of: validation.features)
/// tree.pruned(cost: 0.01).tree.leafCount
/// ```
///
/// From the root down, each node asks the question that makes the impurity of its two children
/// smallest, weighted by their rows; among equals the first column and the smallest threshold. It is
/// greedy: a question that would pay only together with the next one is not seen. Thresholds lie
/// half-way between values; a column of more than 255 different values is cut in 255 places with
/// about as many rows between them, and nothing else is approximate. Units do not matter, nor does
/// anything that keeps the order. Gaps (not-a-number) go the better way.
public struct DecisionTree: ProbabilisticClassifier, StoredModel, Equatable {
  /// The questions.
  public let tree: Tree
  /// How many columns it was fitted to.
  public let columnCount: Int
  public let classCount: Int

  /// Grows a tree.
  ///
  /// - Parameters:
  ///   - depth: How many questions a row is asked at most; as many as it takes where nothing is said.
  ///   - rowsPerLeaf: How many rows each leaf has at least.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, impurity: Impurity = .gini,
    depth: Int? = nil, rowsPerLeaf: Int = 1
  ) throws {
    let name = "A decision tree"
    classCount = try BinnedRows.check(rows, labels, classes: classes, for: name)
    columnCount = rows.shape[1]
    let rules = TreeGrower.Rules(depth: depth, rowsPerLeaf: rowsPerLeaf)
    try rules.check(columns: columnCount, for: name)
    var unused = Random(key: 0, position: 0)
    tree = TreeGrower(
      bins: BinnedRows(rows), target: .classes(labels, count: classCount, impurity), rules: rules
    ).grow(using: &unused)
  }

  private init(_ tree: Tree, _ columnCount: Int, _ classCount: Int) {
    (self.tree, self.columnCount, self.classCount) = (tree, columnCount, classCount)
  }

  /// The shares of the classes in the leaf of each row: `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This decision tree"))
    return sums(of: [tree], outputs: classCount, over: rows)
  }

  /// The same as calling: the shares are the probabilities.
  public func probabilities(of rows: Tensor) -> Tensor { self(rows) }

  /// The share of each column in all that the questions gained: `[columns]`.
  public var importances: Tensor { [tree].importances(columns: columnCount) }

  /// The tree that pays `cost` for each leaf, in impurity per row, and keeps what is worth it.
  public func pruned(cost: Float) -> DecisionTree {
    DecisionTree(tree.pruned(cost: cost), columnCount, classCount)
  }

  /// The tree as text, one question or leaf a line.
  public func description(columns names: [String] = []) -> String {
    tree.description(columns: names)
  }
}

extension DecisionTree {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [tree].namedTensors + [("shape", Tensor(whole: [columnCount, classCount]))]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A decision tree")
    let shape = try stored.whole("shape", count: 2)
    let trees = try [Tree](stored, columns: shape[0], outputs: shape[1])
    guard let tree = trees.first, trees.count == 1 else {
      throw TensorError("A decision tree cannot be made: there are \(trees.count) trees, not one.")
    }
    self.init(tree, shape[0], shape[1])
  }
}
