import Tensors

/// What is reported about a model: each metric is one function here, computed in double precision
/// and equal to scikit-learn's.
///
/// ```swift
/// let predicted = Score.classes(of: logits)
/// Score.accuracy(of: predicted, labels: test.labels)
/// Score.f1(of: predicted, labels: test.labels, averaged: .macro)
/// ```
public enum Score {
  /// The rule of all metrics that compare two lists: equally long and not empty.
  static func check(_ count: Int, against other: Int, _ what: String) throws(TensorError) {
    guard count == other else {
      throw TensorError(
        "Scoring compares \(what) one by one, and there are \(count) and \(other).")
    }
    guard count > 0 else { throw TensorError("Scoring needs at least one example to score.") }
  }

  /// The rule of maps from scores to probabilities: an outcome for each score, every score a number.
  static func check(scores: [Double], outcomes: [Bool]) throws(TensorError) {
    try check(scores.count, against: outcomes.count, "scores and outcomes")
    if let place = scores.firstIndex(where: { !$0.isFinite }) {
      throw TensorError(
        "The score of example \(place) is \(scores[place]), and a map needs numbers.")
    }
  }

  /// The rule of metrics of probabilities or scores: a row for each label, a column for each class,
  /// no NaN, every label a column.
  static func check(_ scores: Tensor, labels: [Int]) throws(TensorError) {
    guard scores.rank == 2 else {
      throw TensorError(
        "Scores have the shape [examples, classes], and these have the shape \(scores.shape).")
    }
    try check(scores.shape[0], against: labels.count, "rows of scores and labels")
    if let place = scores.scalars.firstIndex(where: \.isNaN) {
      throw TensorError("The scores of example \(place / scores.shape[1]) are not numbers.")
    }
    if let wrong = labels.firstIndex(where: { $0 < 0 || $0 >= scores.shape[1] }) {
      throw TensorError(
        "Example \(wrong) has the label \(labels[wrong]), and there are scores for "
          + "\(scores.shape[1]) classes, numbered from 0.")
    }
  }

  /// The class with the highest score in each row of `[examples, classes]`; the first of several.
  ///
  ///     Score.classes(of: Tensor([[0.1, 0.7, 0.2], [0.6, 0.1, 0.3]]))   // [1, 0]
  public static func classes(of scores: Tensor) -> [Int] {
    guard scores.rank == 2, scores.shape[1] > 0 else {
      fatalError(
        "Scores have the shape [examples, classes], and these have the shape \(scores.shape).")
    }
    let width = scores.shape[1]
    return (0..<scores.shape[0]).map { row in
      var best = 0
      for column in 1..<max(width, 1)
      where scores.scalars[row * width + column] > scores.scalars[row * width + best] {
        best = column
      }
      return best
    }
  }
}
