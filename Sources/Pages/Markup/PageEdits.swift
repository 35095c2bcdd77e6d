import Literate

/// Replacements of stretches of a chapter's text, collected and then made all at once.
package struct PageEdits {
  private var edits: [(range: SourceRange, text: String)] = []

  package init() {}

  package mutating func replace(_ range: SourceRange, with text: String) {
    edits.append((range, text))
  }

  /// Replaces a stretch that stands on lines of its own, perhaps inside a list item or a quotation,
  /// by lines at the same depth. Without lines it disappears.
  package mutating func replace(_ range: SourceRange, with lines: [String], in source: SourceText) {
    let prefix = PageEdits.prefix(before: range, in: source)
    let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
    let last = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
    let text = (first < lines.count ? lines[first...last] : []).enumerated().map { index, line in
      if index == 0 { return line }
      return line.isEmpty ? String(prefix.reversed().drop { $0 == " " }.reversed()) : prefix + line
    }
    edits.append((range, text.joined(separator: "\n")))
  }

  /// Removes a stretch that stands in running text, with a space before it.
  package mutating func remove(_ range: SourceRange, in source: SourceText) {
    let start = range.lower.offset
    let hasSpace = start > 0 && source.bytes[start - 1] == UInt8(ascii: " ")
    edits.append((source.range((hasSpace ? start - 1 : start)..<range.offsets.upperBound), ""))
  }

  package mutating func insert(_ text: String, before position: SourcePosition) {
    edits.append((SourceRange(lower: position, upper: position), text))
  }

  package func applied(to source: SourceText) -> String { source.replacing(edits) }

  /// What continues a line's container: quotation marks stay, list marks become spaces.
  private static func prefix(before range: SourceRange, in source: SourceText) -> String {
    let lineStart = range.lower.offset - (range.lower.column - 1)
    return String(source.text(in: lineStart..<range.lower.offset).map { $0 == ">" ? ">" : " " })
  }
}
