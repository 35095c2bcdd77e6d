/// What is wrong in a chapter, where, and what to do about it.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
  /// How grave a finding is.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The chapter cannot be built, or its page would be wrong.
    case error
    /// The page is built; a test of the book does not let it pass.
    case warning
    /// Explains another finding.
    case note
  }

  /// How grave it is.
  public var severity: Severity
  /// The file as the reader knows it: `Chapters/ch04-optimization/chapter.md`.
  public let file: String
  /// The line, from one.
  public let line: Int
  /// The column in bytes, from one.
  public let column: Int
  /// What was found, as a sentence without a final stop.
  public let message: String
  /// What to do, or nil where the message says it.
  public var help: String?

  /// A finding at a line and column.
  public init(
    _ severity: Severity, file: String, line: Int, column: Int, _ message: String,
    help: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.help = help
  }

  /// The first line of the finding: `Chapters/ch04-optimization/chapter.md:88:12: error: …`.
  public var headline: String { "\(file):\(line):\(column): \(severity.rawValue): \(message)" }

  /// The finding as a person reads it: the headline, the Markdown around the place with a mark
  /// under the column, and what to do.
  ///
  /// ```
  /// Chapters/ch04-optimization/chapter.md:88:10: error: unknown key 'captoin'
  ///    87 |
  ///    88 | ```swift captoin="Loss"
  ///       |          ^
  ///    89 | let x = 1
  ///   help: did you mean 'cap'?
  /// ```
  ///
  /// - Parameter source: The text of `file`; without it there is no excerpt.
  public func rendered(with source: SourceText?) -> String {
    var lines = [headline]
    if let source, (1...max(1, source.lineCount)).contains(line), source.lineCount > 0 {
      lines += excerpt(of: source)
    }
    if let help { lines.append("  help: \(help)") }
    return lines.joined(separator: "\n")
  }

  private func excerpt(of source: SourceText) -> [String] {
    let shown = max(1, line - 1)...min(source.lineCount, line + 1)
    let width = max(5, String(shown.upperBound).count + 2)
    var lines: [String] = []
    for number in shown {
      let gutter = String(repeating: " ", count: width - String(number).count) + "\(number) |"
      let text = source.line(number)
      lines.append(text.isEmpty ? gutter : "\(gutter) \(text)")
      if number == line {
        lines.append(String(repeating: " ", count: width) + " | " + caret(under: text))
      }
    }
    return lines
  }

  /// Spaces up to the column and a caret; tabs are kept so that the caret lines up in a terminal.
  private func caret(under text: String) -> String {
    let before = String(decoding: Array(text.utf8).prefix(max(0, column - 1)), as: UTF8.self)
    return String(before.map { $0 == "\t" ? "\t" : " " }) + "^"
  }
}
