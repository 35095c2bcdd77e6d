/// What is wrong in a chapter, where, and what to do about it.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
  /// How grave a finding is.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The chapter cannot be built, or its page would be wrong.
    case error
    /// The page is built; a test of the book does not let it pass.
    case warning
    /// Something to think about for whoever writes the chapter; it keeps nothing back.
    case advice
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
    self.message = Diagnostic.clipped(message)
    self.help = help
  }

  /// A message without what is too long to be read: a word that somebody typed may have no end.
  private static func clipped(_ message: String) -> String {
    message.utf8.count > 1_000 ? message.prefix(400) + " … " + message.suffix(100) : message
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
      let (text, before) = clipped(source, line: number)
      lines.append(text.isEmpty ? gutter : "\(gutter) \(text)")
      if number == line {
        lines.append(String(repeating: " ", count: width) + " | " + caret(after: before))
      }
    }
    return lines
  }

  /// A line, and what of it stands before the column. Of a very long line both begin and end near
  /// the column, so that a message stays a message whatever it is about.
  private func clipped(_ source: SourceText, line: Int) -> (text: String, before: String) {
    let whole = source.offsets(ofLine: line)
    let place = min(whole.lowerBound + max(0, column - 1), whole.upperBound)
    var low = whole.lowerBound
    var high = whole.upperBound
    if whole.count > Diagnostic.longestLine {
      low = max(low, place - Diagnostic.longestLine / 2)
      high = min(high, low + Diagnostic.longestLine)
      // No character is cut in two.
      while low < place, source.bytes[low] & 0xC0 == 0x80 { low += 1 }
      while high < whole.upperBound, source.bytes[high] & 0xC0 == 0x80 { high += 1 }
    }
    let start = low > whole.lowerBound ? "…" : ""
    let end = high < whole.upperBound ? "…" : ""
    let cut = min(max(place, low), high)
    return (
      start + source.text(in: low..<high) + end, start + source.text(in: low..<cut)
    )
  }

  /// The bytes of a line that an excerpt shows at most; prose is written in lines without end.
  private static let longestLine = 240

  /// Spaces up to the column and a caret; tabs are kept so that the caret lines up in a terminal.
  private func caret(after before: String) -> String {
    String(before.map { $0 == "\t" ? "\t" : " " }) + "^"
  }
}
