import Files
import Foundation

/// A row of the book's scoreboard: what a model reached on the digits, and what it cost.
public struct ScoreOutput: Equatable, Sendable {
  /// An error and where it lies when luck is taken into account.
  public struct Reach: Equatable, Sendable {
    /// The share of rows that the model got wrong, from 0 to 1.
    public var error: Double
    public var interval: ClosedRange<Double>

    public init(error: Double, interval: ClosedRange<Double>) {
      self.error = error
      self.interval = interval
    }
  }

  public var model: String
  /// The share of test rows that the model got wrong, from 0 to 1. Their writers also wrote the rows
  /// that it learned from.
  public var error: Double
  /// Where the error lies when the luck of the test rows is taken into account.
  public var interval: ClosedRange<Double>
  /// The same for rows by writers of whom the model has read nothing; nil where nobody measured it.
  public var newWriters: Reach?
  /// How long training took.
  public var seconds: Double
  /// What has to be kept to use the model.
  public var bytes: Int

  public init(
    model: String, error: Double, interval: ClosedRange<Double>, newWriters: Reach? = nil,
    seconds: Double, bytes: Int
  ) {
    self.model = model
    self.error = error
    self.interval = interval
    self.newWriters = newWriters
    self.seconds = seconds
    self.bytes = bytes
  }
}

extension ScoreOutput: OutputKind {
  package static let word = "score"
  package static let fieldNames = [
    "model", "error", "interval", "newWriters", "seconds", "bytes",
  ]

  package var json: JSON {
    .fields(
      [("model", .string(model))] + Reach(error: error, interval: interval).pairs
        + [
          ("newWriters", newWriters.map { .fields($0.pairs) }), ("seconds", .float(seconds)),
          ("bytes", .integer(bytes)),
        ])
  }

  package init(from fields: Fields) throws(Flaw) {
    let same = try Reach(from: fields)
    var newWriters: Reach?
    if fields.has("newWriters") {
      let found = try fields.object("newWriters", "an error on new writers")
      try found.allow("error", "interval")
      newWriters = try Reach(from: found)
    }
    let score = ScoreOutput(
      model: try fields.string("model"), error: same.error, interval: same.interval,
      newWriters: newWriters, seconds: try fields.amount("seconds"),
      bytes: try fields.count("bytes"))
    if let flaw = score.flaw { throw fields.flaw(nil, flaw) }
    self = score
  }

  package func terminalText(in folder: String) -> String {
    let cost = String(format: "trained in %.3g s, %d bytes", seconds, bytes)
    let same = Reach(error: error, interval: interval).text
    let new = newWriters.map { ", on new writers \($0.text)" } ?? ""
    return "Scoreboard: \(model), error \(same)\(new), \(cost)"
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
    let row = "a row of the scoreboard"
    for reach in [Reach(error: error, interval: interval), newWriters].compactMap({ $0 }) {
      guard (0...1).contains(reach.error) else {
        return "\(row) takes an error as a share of the rows, from 0 to 1, found \(reach.error)"
      }
      guard reach.interval.contains(reach.error) else {
        return "\(row) takes an interval that holds the error; \(reach.error) lies outside of "
          + "\(reach.interval.lowerBound) to \(reach.interval.upperBound)"
      }
    }
    guard seconds >= 0, seconds.isFinite else {
      return "\(row) takes a training time of zero or more seconds, found \(seconds)"
    }
    guard bytes >= 0 else { return "\(row) takes zero or more bytes, found \(bytes)" }
    return nil
  }
}

extension ScoreOutput.Reach {
  fileprivate var pairs: [(String, JSON?)] {
    [
      ("error", .float(error)),
      ("interval", .array([.float(interval.lowerBound), .float(interval.upperBound)])),
    ]
  }

  fileprivate init(from fields: Fields) throws(Flaw) {
    let ends = try fields.floats("interval")
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw fields.flaw("interval", "an interval must be two numbers in ascending order")
    }
    self.init(error: try fields.float("error"), interval: ends[0]...ends[1])
  }

  /// "1.4 % (0.6 to 2.9 %)".
  package var text: String {
    String(
      format: "%.1f %% (%.1f to %.1f %%)", 100 * error, 100 * interval.lowerBound,
      100 * interval.upperBound)
  }
}
