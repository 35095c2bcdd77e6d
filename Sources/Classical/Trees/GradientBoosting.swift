import Tensors

/// Small trees, each fitted to what those before it still miss, whose answers are added up.
///
/// ```swift
/// var model = try GradientBoosting(
///   fittedTo: train.features, labels: train.labels,
///   rules: BoostingRules(rounds: 500, rate: 0.05, leaves: 15),
///   stoppingOn: (validation.features, validation.labels), patience: 30, using: &random)
/// model.rounds                              // where the validation rows were best
/// model.probabilities(of: test.features)
/// ```
///
/// It is descent on cross-entropy, and what moves is the function itself: each round finds the slope g
/// and the curvature h of the loss at every row and grows a tree whose leaves answer
/// ``$`-\eta \sum g / (\lambda + \sum h)`$``, splitting first where
/// ``$`\sum_{\text{children}} (\sum g)^2 / (\lambda + \sum h)`$`` rises most. Columns are binned into
/// at most 255 values once. Gaps (not-a-number) go the better way at every question. One fit takes
/// rounds times columns times rows times about half the depth.
///
/// Chance is used only where ``BoostingRules`` ask for a share of rows or columns; the model is the
/// same on any number of cores.
public struct GradientBoosting: LogarithmicClassifier, StoredModel, Equatable {
  /// The trees round by round: one a round for two classes, one for each class for more.
  public let trees: [Tree]
  /// What every row begins with: the logarithms of the classes' shares, or of their ratio for two.
  public let base: Tensor
  /// The mean cross-entropy of the validation rows after each round; empty without such rows.
  public let history: [Float]
  /// How many columns it was fitted to.
  public let columnCount: Int
  public let classCount: Int

  /// Fits trees.
  ///
  /// - Parameters:
  ///   - validation: Rows and labels whose loss decides how many rounds are kept. They are part of
  ///     the fit: judge the model on others.
  ///   - patience: How many rounds to wait for a lower loss.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil,
    rules: BoostingRules = BoostingRules(),
    stoppingOn validation: (rows: Tensor, labels: [Int])? = nil, patience: Int = 20,
    using random: inout Random
  ) throws {
    let name = "Gradient boosting"
    classCount = try BinnedRows.check(rows, labels, classes: classes, for: name)
    columnCount = rows.shape[1]
    try rules.check(for: name)
    guard classCount > 1 else {
      throw TensorError("\(name) tells at least two classes apart, and was given one.")
    }
    var watch: Booster.Watch?
    if let validation {
      _ = try BinnedRows.check(
        validation.rows, validation.labels, classes: classCount, for: "\(name)'s validation")
      try checkAsked(validation.rows.shape, columns: columnCount, name)
      try GradientBoosting.check(patience: patience)
      watch = Booster.Watch(
        rows: validation.rows, target: .classes(validation.labels, count: classCount),
        patience: patience)
    }
    let fitted = Booster(rules: rules, target: .classes(labels, count: classCount))
      .fit(rows, watch: watch, using: &random)
    (trees, base, history) = (fitted.trees, fitted.base, fitted.history)
  }

  /// How many rounds were kept.
  public var rounds: Int { trees.count / base.count }

  /// The logits: `[n, classes]`; for two classes the first is 0.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: columnCount, "This boosting"))
    return Booster.scores(Booster.margins(base, trees, over: rows), classes: classCount)
  }

  /// The model after its first rounds only.
  public func prefix(_ rounds: Int) -> GradientBoosting {
    GradientBoosting(
      Array(trees.prefix(max(rounds, 1) * base.count)), base, history, columnCount, classCount)
  }

  /// The share of each column in all that the questions gained: `[columns]`.
  public var importances: Tensor { trees.importances(columns: columnCount) }

  private init(
    _ trees: [Tree], _ base: Tensor, _ history: [Float], _ columnCount: Int, _ classCount: Int
  ) {
    (self.trees, self.base, self.history) = (trees, base, history)
    (self.columnCount, self.classCount) = (columnCount, classCount)
  }

  static func check(patience: Int) throws(TensorError) {
    guard patience > 0 else {
      throw TensorError("Boosting waits at least one round for a lower loss, not \(patience).")
    }
  }
}

extension GradientBoosting {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    trees.namedTensors + [
      ("base", base), ("history", Tensor(history)),
      ("shape", Tensor(whole: [columnCount, classCount])),
    ]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "Gradient boosting")
    let shape = try stored.whole("shape", count: 2)
    (columnCount, classCount) = (shape[0], shape[1])
    base = try stored.tensor("base", [shape[1] == 2 ? 1 : shape[1]])
    history = try stored.tensor("history", [nil]).scalars
    trees = try [Tree](stored, columns: shape[0], outputs: 1)
    guard !base.isEmpty, trees.count % base.count == 0 else {
      throw TensorError(
        "Gradient boosting cannot be made: \(trees.count) trees are no whole number of rounds of "
          + "\(base.count).")
    }
  }
}
