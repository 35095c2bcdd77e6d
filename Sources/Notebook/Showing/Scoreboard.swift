import Metrics
import Trace

/// Puts a model on the book's scoreboard, which stands on the contents page: what it got wrong on
/// the digits' test rows, with an interval, and what it costs.
///
///     score("nearest neighbours", error: error, interval: 0.006...0.029, seconds: 0, bytes: 276_000)
///
/// Since chapter 5 the scoreboard asks twice, and a model comes with both answers: on the test rows,
/// whose writers it knows, and on writers of whom it has read nothing.
///
/// ```swift
/// let folds = Folds.grouped(by: Digits.stretches, folds: 5, using: &random)
/// let wrong = digits.mistakes(folds) { rows, random in fit(rows, using: &random).classes }
/// let strangers = Bootstrap.mean(of: wrong, groups: Digits.stretches, using: &random)
/// score("trees", error: testError, newWriters: strangers, seconds: 2.5, bytes: 90_000)
/// ```
///
/// - Parameters:
///   - error: The share of test rows that the model got wrong, from 0 to 1.
///   - interval: Where the error lies when the luck of the rows is taken into account.
///   - seconds: How long training took.
///   - bytes: What has to be kept to use the model.
public func score(
  _ model: String, error: Double, interval: ClosedRange<Double>, seconds: Double, bytes: Int
) {
  let output = required(
    try scoreOutput(
      checking: ScoreOutput(
        model: model, error: error, interval: interval, seconds: seconds, bytes: bytes)))
  put(output)
}

/// The same with the intervals that metrics come with, whose estimates are the errors: on the test
/// rows and, where it was measured, on new writers.
public func score(
  _ model: String, error: Interval, newWriters: Interval? = nil, seconds: Double, bytes: Int
) {
  let same = reach(error)
  let output = ScoreOutput(
    model: model, error: same.error, interval: same.interval, newWriters: newWriters.map(reach),
    seconds: seconds, bytes: bytes)
  put(required(try scoreOutput(checking: output)))
}

/// An error with its interval, which is everything where it is not known.
private func reach(_ error: Interval) -> ScoreOutput.Reach {
  let isKnown = error.lower <= error.upper
  return ScoreOutput.Reach(
    error: error.estimate, interval: isKnown ? error.lower...error.upper : 0...1)
}

/// The row, when it can be one.
package func scoreOutput(checking score: ScoreOutput) throws -> ScoreOutput {
  if let flaw = score.flaw {
    throw NotebookError("\(flaw.prefix(1).uppercased())\(flaw.dropFirst()).")
  }
  return score
}
