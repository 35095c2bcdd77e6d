import Literate

/// One way in which what a chapter puts out is not what its record says.
public struct Difference: Equatable, Sendable, Codable, CustomStringConvertible {
  /// What differs.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A number: one recorded for the prose, or of a row of the scoreboard.
    case number
    /// A cell, a title or the size of a table.
    case table
    /// Printed text.
    case text
    /// The number that stands in the prose is not the one that was recorded.
    case prose
    /// The numbers behind a figure.
    case series
    /// The picture of the same numbers.
    case picture
    /// A claim's words, evidence or verdict.
    case claim
    /// An output that the record has and the run has not.
    case missing
    /// An output that the run has and the record has not.
    case extra
    /// A caption or an alternative text.
    case caption
  }

  public var kind: Kind
  /// The block that put it out.
  public var block: String
  /// The line in chapter.md.
  public var line: Int
  public var column: Int
  /// What is different, as a part of a sentence: "the number `test-accuracy`".
  public var subject: String
  /// What it was in the record.
  public var was: String
  /// What it is now.
  public var now: String
  /// How far they may be apart, as a part of a sentence; empty where they must be equal.
  public var allowed: String

  /// The difference as a sentence without its place.
  public var message: String {
    let limit = allowed.isEmpty ? "" : " (allowed: \(allowed))"
    switch kind {
    case .missing: return "\(subject) is missing; it was \(was)"
    case .extra: return "\(subject) is new: \(now)"
    case .prose: return "\(subject) says \(was), and the code says \(now)\(limit)"
    default: return "\(subject) was \(was), and is \(now)\(limit)"
    }
  }

  public var description: String { "line \(line), block `\(block)`: \(message)" }

  /// The difference as a finding in its chapter.
  public func diagnostic(in chapter: Chapter, _ severity: Diagnostic.Severity) -> Diagnostic {
    Diagnostic(
      severity, file: chapter.file, line: line, column: column, "block `\(block)`: \(message)",
      help: "if the new output is right, take it with `./build.sh check \(chapter.id) --accept`")
  }
}
