import Tensors

/// Examples that each belong to one of several classes.
///
/// ```swift
/// let digits = try Digits.load()
/// digits.features.shape   // [1797, 64]
/// digits.images.shape     // [1797, 8, 8, 1]
/// digits.labels.prefix(3) // [0, 1, 2]
/// ```
public struct ClassificationSet: DataSet, Equatable {
  /// One row of numbers for each example: `[count, features]`.
  public let features: Tensor
  /// The class of each example, as its place in `classNames`.
  public let labels: [Int]
  /// What the classes are called.
  public let classNames: [String]
  /// What the columns of `features` are called; empty when they have no names, as in images.
  public let featureNames: [String]
  /// Height, width and channels of each example, when the examples are images.
  public let imageShape: [Int]?

  /// Examples from a matrix of features and a class for each of its rows.
  public init(
    features: Tensor, labels: [Int], classNames: [String], featureNames: [String] = []
  ) {
    self = required(
      try ClassificationSet(
        checking: features, labels, classNames, featureNames: featureNames, imageShape: nil))
  }

  /// Images of shape `[count, height, width, channels]` and a class for each.
  public init(images: Tensor, labels: [Int], classNames: [String]) {
    self = required(try ClassificationSet(checking: images, labels, classNames))
  }

  package init(
    checking images: Tensor, _ labels: [Int], _ classNames: [String]
  ) throws(TensorError) {
    guard images.rank == 4 else {
      throw TensorError(
        "Images have the shape [count, height, width, channels], and this tensor has the shape "
          + "\(images.shape).")
    }
    let imageShape = Array(images.shape[1...])
    let features = Tensor(
      shape: [images.shape[0], imageShape.reduce(1, *)], scalars: images.scalars)
    try self.init(
      checking: features, labels, classNames, featureNames: [], imageShape: imageShape)
  }

  package init(
    checking features: Tensor, _ labels: [Int], _ classNames: [String], featureNames: [String],
    imageShape: [Int]?
  ) throws(TensorError) {
    guard features.rank == 2, features.shape[0] == labels.count else {
      throw TensorError(
        "A classification set needs features of shape [count, features] and a label for each row, "
          + "and has features of shape \(features.shape) and \(labels.count) labels.")
    }
    guard featureNames.isEmpty || featureNames.count == features.shape[1] else {
      throw TensorError(
        "\(featureNames.count) names were given for \(features.shape[1]) columns of features.")
    }
    if let wrong = labels.firstIndex(where: { !classNames.indices.contains($0) }) {
      throw TensorError(
        "Example \(wrong) has the label \(labels[wrong]), and there are \(classNames.count) "
          + "classes, numbered from 0.")
    }
    self.features = features
    self.labels = labels
    self.classNames = classNames
    self.featureNames = featureNames
    self.imageShape = imageShape
  }

  /// The number of examples.
  public var count: Int { labels.count }
  /// The number of classes, also those without an example.
  public var classCount: Int { classNames.count }
  /// How many examples each class has.
  public var classCounts: [Int] {
    labels.reduce(into: [Int](repeating: 0, count: classCount)) { $0[$1] += 1 }
  }

  /// The examples as images: `[count, height, width, channels]`.
  public var images: Tensor {
    guard let imageShape else {
      fatalError(
        "The examples of this set are rows of \(features.shape[1]) features and no images.")
    }
    return Tensor(shape: [count] + imageShape, scalars: features.scalars)
  }

  /// The examples with these numbers, in this order.
  public func rows(_ numbers: [Int]) -> ClassificationSet {
    replacing(features: features.selectingRows(numbers), labels: numbers.map { labels[$0] })
  }

  /// The same examples with other features, for instance standardised or scaled ones.
  public func withFeatures(_ features: Tensor) -> ClassificationSet {
    let keepsColumns = features.shape.last == self.features.shape.last
    return required(
      try ClassificationSet(
        checking: features, labels, classNames, featureNames: keepsColumns ? featureNames : [],
        imageShape: keepsColumns ? imageShape : nil))
  }

  func replacing(features: Tensor, labels: [Int]) -> ClassificationSet {
    required(
      try ClassificationSet(
        checking: features, labels, classNames, featureNames: featureNames, imageShape: imageShape))
  }
}

extension ClassificationSet {
  /// The rows of `table` as examples: the column `label` is the class, the columns `features` are
  /// the features; all columns of numbers but the label when no names are given.
  public init(
    _ table: Table, features: [String] = [], label: String, classNames: [String]? = nil
  ) throws(TableError) {
    let (labels, names) = try table.labels(label, classNames: classNames)
    let chosen =
      features.isEmpty
      ? table.columns.filter { $0.name != label && $0.values.kind != .text }.map(\.name)
      : features
    self.init(
      features: try table.features(chosen), labels: labels, classNames: names,
      featureNames: chosen)
  }
}
