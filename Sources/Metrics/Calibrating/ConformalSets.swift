import Tensors

/// Sets of classes that hold the right one as often as promised, whatever the model: a class belongs
/// to a row's set when it is no stranger than the truth of all but a share of rows was.
///
/// Strangeness is one less the probability. The promise, ``$`1 - \alpha`$`` on average over the rows
/// that set the bar and the new one, holds when the new row came about as those did, and when the
/// model has learned from none of them.
///
/// ```swift
/// let sets = ConformalSets(probabilities: tuning, labels: labels, missing: 0.1)
/// sets(probabilities)[0]   // the classes that the first row may be of
/// ```
public struct ConformalSets: Sendable, Equatable, Codable {
  /// The strangeness that is still let in; infinite where there are too few rows for the promise.
  public let bar: Double
  /// The share of rows whose truth may be left out.
  public let missing: Double

  /// Sets the bar from probabilities of shape `[examples, classes]`.
  public init(probabilities: Tensor, labels: [Int], missing: Double) {
    self = required(
      try ConformalSets(checking: probabilities, labels: labels, missing: missing))
  }

  package init(
    checking probabilities: Tensor, labels: [Int], missing: Double
  ) throws(TensorError) {
    try Score.checkProbabilities(probabilities, labels: labels)
    guard missing > 0, missing < 1 else {
      throw TensorError(
        "The share of truths left out lies between 0 and 1, and \(missing) does not.")
    }
    let width = probabilities.shape[1]
    let strangeness = labels.indices.map { row in
      1 - Double(probabilities.scalars[row * width + labels[row]])
    }
    // Rounding upwards must not take a place more for the last digit of a product.
    let place = Int(((1 - missing) * Double(labels.count + 1) - 1e-9).rounded(.up))
    bar = place > labels.count ? .infinity : strangeness.sorted()[place - 1]
    self.missing = missing
  }

  /// The classes in the set of each row.
  public func callAsFunction(_ probabilities: Tensor) -> [[Int]] {
    required(try ConformalSets.check(probabilities.shape))
    let width = probabilities.shape[1]
    return (0..<probabilities.shape[0]).map { row in
      (0..<width).filter { 1 - Double(probabilities.scalars[row * width + $0]) <= bar }
    }
  }

  package static func check(_ shape: [Int]) throws(TensorError) {
    guard shape.count == 2 else {
      throw TensorError(
        "Probabilities have the shape [examples, classes], and these have the shape \(shape).")
    }
  }

  /// The share of rows whose set holds their label.
  public func coverage(of probabilities: Tensor, labels: [Int]) -> Double {
    required(try Score.check(probabilities, labels: labels))
    let sets = self(probabilities)
    return Double(labels.indices.count { sets[$0].contains(labels[$0]) }) / Double(labels.count)
  }
}
