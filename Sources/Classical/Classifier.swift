import Tensors

/// A model that says to which of several classes a row belongs.
///
/// Every classifier of this module is fitted where it is made and used by calling it:
///
/// ```swift
/// let model = try NearestNeighbours(fittedTo: train.features, labels: train.labels, k: 3)
/// let scores = model(validation.features)             // [n, classes]
/// let answers = model.classes(of: validation.features)
/// ```
public protocol Classifier: Sendable {
  /// How many classes there are; they are numbered from 0.
  var classCount: Int { get }

  /// How strongly each row speaks for each class: `[rows, classes]`, the largest is the answer.
  func callAsFunction(_ rows: Tensor) -> Tensor
}

extension Classifier {
  /// The class of each row: where its largest score stands, the first of equals.
  public func classes(of rows: Tensor) -> [Int] { self(rows).argmax(axis: 1) }
}

/// A classifier that says how probable each class is.
public protocol ProbabilisticClassifier: Classifier {
  /// The probability of each class, `[rows, classes]`; a row's add up to 1.
  func probabilities(of rows: Tensor) -> Tensor
}

/// A classifier whose scores are logarithms of probabilities, up to a number that all scores of a
/// row have in common: Bayes' rule before the division.
public protocol LogarithmicClassifier: ProbabilisticClassifier {}

extension LogarithmicClassifier {
  /// The exponentials of the scores, divided by their sum.
  public func probabilities(of rows: Tensor) -> Tensor {
    let scores = self(rows)
    return (scores - scores.logSumExp(axes: [1], keepingAxes: true)).exp()
  }
}
