import Tensors

/// Many regression trees, each grown on rows drawn with replacement, whose answers are averaged.
///
/// ```swift
/// let forest = try RegressionForest(
///   fittedTo: train.features, targets: train.targets, trees: 200, using: &random)
/// forest(validation.features)   // [n]
/// ```
///
/// A third of the columns is drawn for each question where nothing is said; for the rest see
/// ``RandomForest``.
public struct RegressionForest: StoredModel, Equatable {
  public let trees: [Tree]
  /// How many columns it was fitted to.
  public let columnCount: Int
  /// What the training rows get from the trees that were grown without them.
  public let outOfBag: OutOfBag

  /// Grows a forest.
  public init(
    fittedTo rows: Tensor, targets: Tensor, trees count: Int = 100, depth: Int? = nil,
    rowsPerLeaf: Int = 1, columnsPerSplit: Int? = nil, drawsRows: Bool = true,
    using random: inout Random
  ) throws {
    let name = "A regression forest"
    try BinnedRows.check(rows, targets: targets, for: name)
    columnCount = rows.shape[1]
    let rules = TreeGrower.Rules(
      depth: depth, rowsPerLeaf: rowsPerLeaf,
      columnsPerSplit: columnsPerSplit ?? max(1, rows.shape[1] / 3))
    (trees, outOfBag) = try ForestGrower.grow(
      rows, .numbers(targets.scalars), rules, count: count, drawsRows: drawsRows, for: name,
      using: &random)
  }

  /// The mean of the trees' answers: `[n]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This regression forest"))
    return sums(of: trees, outputs: 1, over: rows).flattened() / Float(trees.count)
  }

  /// The share of each column in all that the questions gained: `[columns]`.
  public var importances: Tensor { trees.importances(columns: columnCount) }
}

extension RegressionForest {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    trees.namedTensors + outOfBag.namedTensors + [("shape", Tensor(whole: [columnCount]))]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A regression forest")
    columnCount = try stored.one("shape")
    trees = try [Tree](stored, columns: columnCount, outputs: 1)
    outOfBag = try OutOfBag(stored, outputs: 1)
    guard !trees.isEmpty else {
      throw TensorError("A regression forest cannot be made: there are no trees.")
    }
  }
}
