import Files
import Foundation

/// A row of the book's scoreboard: what a model reached on the digits, and what it cost.
public struct ScoreOutput: Equatable, Sendable {
  public var model: String
  /// The share of test rows that the model got wrong, from 0 to 1.
  public var error: Double
  /// Where the error lies when the luck of the test rows is taken into account.
  public var interval: ClosedRange<Double>
  /// How long training took.
  public var seconds: Double
  /// What has to be kept to use the model.
  public var bytes: Int

  public init(
    model: String, error: Double, interval: ClosedRange<Double>, seconds: Double, bytes: Int
  ) {
    self.model = model
    self.error = error
    self.interval = interval
    self.seconds = seconds
    self.bytes = bytes
  }
}

extension ScoreOutput: OutputKind {
  package static let word = "score"
  package static let fieldNames = ["model", "error", "interval", "seconds", "bytes"]

  package var json: JSON {
    .fields([
      ("model", .string(model)), ("error", .float(error)),
      ("interval", .array([.float(interval.lowerBound), .float(interval.upperBound)])),
      ("seconds", .float(seconds)), ("bytes", .integer(bytes)),
    ])
  }

  package init(from fields: Fields) throws(Flaw) {
    let ends = try fields.floats("interval")
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw fields.flaw("interval", "an interval must be two numbers in ascending order")
    }
    let score = ScoreOutput(
      model: try fields.string("model"), error: try fields.float("error"),
      interval: ends[0]...ends[1], seconds: try fields.amount("seconds"),
      bytes: try fields.count("bytes"))
    if let flaw = score.flaw { throw fields.flaw(nil, flaw) }
    self = score
  }

  package func terminalText(in folder: String) -> String {
    let numbers = String(
      format: "error %.1f %% (%.1f to %.1f %%), trained in %.3g s, %d bytes",
      100 * error, 100 * interval.lowerBound, 100 * interval.upperBound, seconds, bytes)
    return "Scoreboard: \(model), \(numbers)"
  }

  /// How long training took is another number at every run.
  package var withoutTimes: ScoreOutput {
    var score = self
    score.seconds = 0
    return score
  }

  /// What keeps this from being a row of the scoreboard; nil when nothing does.
  package var flaw: String? {
    if model.isEmpty { return "a row of the scoreboard needs the name of a model" }
    let range = "a row of the scoreboard"
    guard (0...1).contains(error) else {
      return "\(range) takes an error as a share of the rows, from 0 to 1, found \(error)"
    }
    guard interval.contains(error) else {
      return "\(range) takes an interval that holds the error; \(error) lies outside of "
        + "\(interval.lowerBound) to \(interval.upperBound)"
    }
    guard seconds >= 0, seconds.isFinite else {
      return "\(range) takes a training time of zero or more seconds, found \(seconds)"
    }
    guard bytes >= 0 else { return "\(range) takes zero or more bytes, found \(bytes)" }
    return nil
  }
}
