import Metrics
import Trace

/// Puts a model on the book's scoreboard, which stands on the contents page: what it got wrong on
/// the digits' test rows, with an interval, and what it costs.
///
///     score("nearest neighbours", error: error, interval: 0.006...0.029, seconds: 0, bytes: 276_000)
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

/// The same with one of the intervals that metrics come with; its estimate is the error.
public func score(_ model: String, error: Interval, seconds: Double, bytes: Int) {
  let isKnown = error.lower <= error.upper
  score(
    model, error: error.estimate,
    interval: isKnown ? error.lower...error.upper : 0...1, seconds: seconds, bytes: bytes)
}

/// The row, when it can be one.
package func scoreOutput(checking score: ScoreOutput) throws -> ScoreOutput {
  if let flaw = score.flaw {
    throw NotebookError("\(flaw.prefix(1).uppercased())\(flaw.dropFirst()).")
  }
  return score
}
