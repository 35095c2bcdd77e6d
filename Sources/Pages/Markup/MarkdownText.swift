import Trace

/// Pieces of GitHub-flavoured Markdown made from values.
package enum MarkdownText {
  /// Text as running prose shows it, its marks taken literally.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in oneLine(text) {
      if "\\`*_<>[]~$|&#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// Text without line breaks and control characters.
  package static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  /// Text as a block that shows it exactly; the fence is longer than any run of backticks in it.
  package static func fenced(_ text: String, language: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var longest = 0
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + language] + lines + [fence]
  }

  /// Printed text as a person would have seen it in a terminal: after a carriage return a line is
  /// written over, control characters are not shown, spaces at line ends are dropped.
  package static func printed(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let last = line.split(whereSeparator: { $0 == "\r" }).last ?? ""
      let shown = last.unicodeScalars.filter { $0 == "\t" || $0.value >= 0x20 && $0.value != 0x7F }
      let kept = String(String.UnicodeScalarView(shown))
      return kept.lastIndex { !$0.isWhitespace }.map { String(kept[...$0]) } ?? ""
    }
    let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
    let last = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
    return first <= last && first < lines.count ? lines[first...last].joined(separator: "\n") : ""
  }

  /// A table, numbers aligned at the right.
  package static func table(_ table: TableOutput) -> [String] {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let marks = table.columns.map { $0.kind == .text ? ":---" : "---:" }
    return [row(table.columns.map { escaped($0.title) }), row(marks)]
      + table.rows.indices.map { index in
        row(table.columns.indices.map { escaped(table.text(row: index, column: $0)) })
      }
  }

  /// A place that a link can lead to.
  package static func anchor(_ name: String) -> String {
    let plain = name.filter { !"<>\"&".contains($0) && !$0.isWhitespace }
    return "<a id=\"\(plain)\"></a>"
  }

  /// What is shown when a reader opens it, under a line of plain text.
  package static func folded(_ summary: String, _ lines: [String]) -> [String] {
    ["<details><summary>\(Pages.escaped(oneLine(summary)))</summary>", ""] + lines
      + ["", "</details>"]
  }

  /// A page without more than one empty line in a row, except inside fenced blocks.
  ///
  /// Bytes and not characters: this reads every page of the book at every build.
  package static func tidied(_ page: String) -> String {
    let bytes = Array(page.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var fence: ArraySlice<UInt8>?
    var isAfterBlank = true
    for line in bytes.split(separator: newline, omittingEmptySubsequences: false) {
      let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }
      let first = text.first ?? 0
      let isMark = first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
      let mark = isMark ? text.prefix { $0 == first } : []
      let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if let open = fence {
        let closes = mark.count >= open.count && mark.first == open.first
        if closes, text.dropFirst(mark.count).allSatisfy({ $0 == UInt8(ascii: " ") }) {
          fence = nil
        }
      } else if mark.count >= 3 {
        fence = text.prefix(mark.count)
      } else if isBlank, isAfterBlank {
        continue
      }
      result += line
      result.append(newline)
      isAfterBlank = isBlank
    }
    while result.last == newline || result.last == UInt8(ascii: " ") { result.removeLast() }
    return String(decoding: result + [newline], as: UTF8.self)
  }
}

private let newline = UInt8(ascii: "\n")
