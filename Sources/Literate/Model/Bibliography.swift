/// The works that chapters cite: `Chapters/bibliography.md`.
///
/// An entry is an item of a list that begins with its key in code style, so that the file reads
/// well as it is:
///
/// ```
/// - `kingma2015` Diederik P. Kingma and Jimmy Ba. *Adam: A method for stochastic optimization*. 2015.
/// ```
public struct Bibliography: Sendable {
  /// One work.
  public struct Entry: Sendable, Hashable {
    /// What a footnote calls it.
    public let key: String
    /// The text after the key, in Markdown, on one line.
    public let text: String
    /// The key in the file.
    public let range: SourceRange
  }

  /// The works, in the order of the file.
  public let entries: [Entry]
  /// What is wrong with the file.
  public let problems: [Diagnostic]

  /// A bibliography without entries, for a book that cites nothing.
  public init() {
    entries = []
    problems = []
  }

  /// Reads a bibliography.
  public init(_ source: SourceText, file: String = "Chapters/bibliography.md") {
    var entries: [Entry] = []
    withMarkdown(source) { root in
      root.walk { node, isEntered in
        guard isEntered, node.kind == .item, let paragraph = node.firstChild,
          paragraph.kind == .paragraph, paragraph.firstChild?.kind == .code,
          let leaf = LeafText(paragraph, in: source),
          case .code(let key, let whole, _) = InlineReader.elements(of: paragraph, leaf: leaf).first
        else { return }
        let rest = String(decoding: leaf.bytes[whole.upperBound...], as: UTF8.self)
        // A colon after the key is for readers of the list, not part of the work's name.
        let text = rest.hasPrefix(":") ? rest.dropFirst() : rest[...]
        entries.append(
          Entry(
            key: key, text: text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            range: source.range(leaf.offsets(whole))))
      }
    }
    self.entries = entries
    var lines: [String: Int] = [:]
    var problems: [Diagnostic] = []
    for entry in entries {
      let place = entry.range.lower
      if let line = lines[entry.key] {
        problems.append(
          Diagnostic(
            .error, file: file, line: place.line, column: place.column,
            "the key '\(entry.key)' is used at line \(line) already", help: "use another key"))
      }
      lines[entry.key] = lines[entry.key] ?? place.line
    }
    self.problems = problems
  }

  /// The work of a key, or nil.
  public func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }
}
