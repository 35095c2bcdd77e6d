import Tensors

/// Examples that each have a number to be predicted.
public struct RegressionSet: DataSet, Equatable {
  /// One row of numbers for each example: `[count, features]`.
  public let features: Tensor
  /// The number to be predicted, for each example: `[count]`.
  public let targets: Tensor
  /// What the columns of `features` are called; empty when they have no names.
  public let featureNames: [String]
  /// What the number to be predicted is called.
  public let targetName: String

  /// Examples from a matrix of features and a target for each of its rows.
  public init(
    features: Tensor, targets: Tensor, featureNames: [String] = [], targetName: String = "target"
  ) {
    self = required(try RegressionSet(checking: features, targets, featureNames, targetName))
  }

  package init(
    checking features: Tensor, _ targets: Tensor, _ featureNames: [String], _ targetName: String
  ) throws(TensorError) {
    guard features.rank == 2, targets.shape == [features.shape[0]] else {
      throw TensorError(
        "A regression set needs features of shape [count, features] and targets of shape [count], "
          + "and has \(features.shape) and \(targets.shape).")
    }
    guard featureNames.isEmpty || featureNames.count == features.shape[1] else {
      throw TensorError(
        "\(featureNames.count) names were given for \(features.shape[1]) columns of features.")
    }
    self.features = features
    self.targets = targets
    self.featureNames = featureNames
    self.targetName = targetName
  }

  /// The number of examples.
  public var count: Int { targets.count }

  /// The examples with these numbers, in this order.
  public func rows(_ numbers: [Int]) -> RegressionSet {
    RegressionSet(
      features: features.selectingRows(numbers),
      targets: Tensor(shape: [numbers.count], scalars: numbers.map { targets.scalars[$0] }),
      featureNames: featureNames, targetName: targetName)
  }

  /// The same examples with other features, for instance standardised ones.
  public func withFeatures(_ features: Tensor) -> RegressionSet {
    let keepsColumns = features.shape.last == self.features.shape.last
    return RegressionSet(
      features: features, targets: targets, featureNames: keepsColumns ? featureNames : [],
      targetName: targetName)
  }
}

extension RegressionSet {
  /// The rows of `table` as examples: the column `target` is predicted from the columns
  /// `features`; from all other columns of numbers when no names are given.
  public init(
    _ table: Table, features: [String] = [], target: String
  ) throws(TableError) {
    let chosen =
      features.isEmpty
      ? table.columns.filter { $0.name != target && $0.values.kind != .text }.map(\.name)
      : features
    let targets = try table.features([target])
    self.init(
      features: try table.features(chosen),
      targets: Tensor(shape: [table.rowCount], scalars: targets.scalars),
      featureNames: chosen, targetName: target)
  }
}
