import Tensors

/// Small regression trees, each fitted to what those before it still miss, added up.
///
/// ```swift
/// let model = try RegressionBoosting(
///   fittedTo: train.features, targets: train.targets,
///   rules: BoostingRules(rounds: 300, rate: 0.05, leaves: 8), using: &random)
/// model(validation.features)   // [n]
/// ```
///
/// For squared error the slope is what is missed and the curvature is 1, so a leaf answers with the
/// mean of what its rows miss, shrunk by the rate and by L2; for the rest see ``GradientBoosting``.
public struct RegressionBoosting: StoredModel, Equatable {
  /// The trees, one a round.
  public let trees: [Tree]
  /// What every row begins with: the mean target.
  public let base: Tensor
  /// Half the mean squared error of the validation rows after each round; empty without such rows.
  public let history: [Float]
  /// How many columns it was fitted to.
  public let columnCount: Int

  /// Fits trees; see ``GradientBoosting`` for the validation rows.
  public init(
    fittedTo rows: Tensor, targets: Tensor, rules: BoostingRules = BoostingRules(),
    stoppingOn validation: (rows: Tensor, targets: Tensor)? = nil, patience: Int = 20,
    using random: inout Random
  ) throws {
    let name = "Regression boosting"
    try BinnedRows.check(rows, targets: targets, for: name)
    columnCount = rows.shape[1]
    try rules.check(for: name)
    var watch: Booster.Watch?
    if let validation {
      try BinnedRows.check(
        validation.rows, targets: validation.targets, for: "\(name)'s validation")
      try checkAsked(validation.rows.shape, columns: columnCount, name)
      try GradientBoosting.check(patience: patience)
      watch = Booster.Watch(
        rows: validation.rows, target: .numbers(validation.targets), patience: patience)
    }
    let fitted = Booster(rules: rules, target: .numbers(targets))
      .fit(rows, watch: watch, using: &random)
    (trees, base, history) = (fitted.trees, fitted.base, fitted.history)
  }

  /// How many rounds were kept.
  public var rounds: Int { trees.count }

  /// What the trees add up to: `[n]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This regression boosting"))
    return Booster.margins(base, trees, over: rows).flattened()
  }

  /// The share of each column in all that the questions gained: `[columns]`.
  public var importances: Tensor { trees.importances(columns: columnCount) }
}

extension RegressionBoosting {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    trees.namedTensors + [
      ("base", base), ("history", Tensor(history)), ("shape", Tensor(whole: [columnCount])),
    ]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "Regression boosting")
    columnCount = try stored.one("shape")
    base = try stored.tensor("base", [1])
    history = try stored.tensor("history", [nil]).scalars
    trees = try [Tree](stored, columns: columnCount, outputs: 1)
  }
}
