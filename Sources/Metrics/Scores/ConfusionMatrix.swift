import Tensors

/// How often each class was taken for each other: rows are labels, columns are predictions.
public struct ConfusionMatrix: Sendable, Equatable {
  /// `counts[label][predicted]`.
  public let counts: [[Int]]
  /// What the classes are called.
  public let classNames: [String]

  /// Counts predictions against labels; both are places in `classNames`.
  public init(predicted: [Int], labels: [Int], classNames: [String]) {
    self = required(
      try ConfusionMatrix(checking: predicted, labels: labels, classNames: classNames))
  }

  package init(
    checking predicted: [Int], labels: [Int], classNames: [String]
  ) throws(TensorError) {
    try Score.check(predicted.count, against: labels.count, "predictions and labels")
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: classNames.count), count: classNames.count)
    for (predicted, label) in zip(predicted, labels) {
      guard classNames.indices.contains(predicted), classNames.indices.contains(label) else {
        throw TensorError(
          "A label of \(label) and a prediction of \(predicted) need that many classes, and there "
            + "are \(classNames.count), numbered from 0.")
      }
      counts[label][predicted] += 1
    }
    self.counts = counts
    self.classNames = classNames
  }

  /// Each row divided by its sum: what share of a class was taken for which. Rows of classes
  /// without examples are 0.
  public var shares: [[Double]] {
    counts.map { row in
      let total = Double(max(row.reduce(0, +), 1))
      return row.map { Double($0) / total }
    }
  }

  /// The matrix as a tensor of counts, to be shown as an image.
  public var tensor: Tensor {
    Tensor(
      shape: [counts.count, counts.count], scalars: counts.flatMap { $0.map { Float($0) } })
  }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// The counts as a table, labels down and predictions across.
  public var description: String {
    let corner = "label \\ predicted"
    let cells =
      [[corner] + classNames]
      + zip(classNames, counts).map { name, row in [name] + row.map { "\($0)" } }
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max()! }
    return cells.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
