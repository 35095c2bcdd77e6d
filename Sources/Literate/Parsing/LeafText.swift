/// The text of one paragraph, heading or table cell, with the way back to the file.
///
/// cmark-gfm takes quote marks and indentation off each line before it reads a leaf's mark-up, and
/// counts inline columns in what is left. This keeps that text and the file's offset of each byte.
struct LeafText {
  /// What the parser read.
  let bytes: [UInt8]
  /// The offset in the file of each byte, and of the place after the last one.
  private let offsets: [Int]
  /// The column that the parser gives to the first byte of each line.
  let firstColumn: Int

  /// The text of a leaf, or nil where it cannot be found again in the file.
  init?(_ node: MarkdownNode, in source: SourceText) {
    var content = node.content
    while content.last == UInt8(ascii: "\n") { content.removeLast() }
    guard !content.isEmpty else { return nil }
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let starts = startsOfLines(lines, of: node, in: source) else { return nil }

    var offsets: [Int] = []
    offsets.reserveCapacity(content.count + 1)
    for (line, start) in zip(lines, starts) {
      var place = start
      for byte in line {
        // In a table cell `\|` stands for a bar and was read as one.
        if byte == UInt8(ascii: "|"), place < source.bytes.count,
          source.bytes[place] == UInt8(ascii: "\\")
        {
          place += 1
        }
        offsets.append(place)
        place += 1
      }
      offsets.append(place)
    }
    bytes = content
    self.offsets = offsets
    let column = starts[0] - source.offsets(ofLine: source.position(at: starts[0]).line).lowerBound
    switch node.kind {
    case .paragraph: firstColumn = node.startColumn
    case .tableCell: firstColumn = node.startColumn + starts[0] - source.startOfCell(node)
    default: firstColumn = column + 1
    }
  }

  /// The offset in the file of a byte of the leaf.
  func offset(_ index: Int) -> Int { offsets[min(max(index, 0), offsets.count - 1)] }

  /// The stretch of the file that a stretch of the leaf came from.
  func offsets(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return offset(range.lowerBound)..<offset(range.lowerBound) }
    let end = offset(range.upperBound - 1) + 1
    return offset(range.lowerBound)..<max(end, offset(range.lowerBound))
  }

  /// The stretch of the file that the whole leaf came from.
  var whole: Range<Int> { offsets(0..<bytes.count) }
}

/// Where in the file each line of a leaf begins.
private func startsOfLines(
  _ lines: [ArraySlice<UInt8>], of node: MarkdownNode, in source: SourceText
) -> [Int]? {
  if node.kind == .tableCell {
    let cell = source.startOfCell(node)
    let end = source.offsets(ofLine: node.startLine).upperBound
    return cell < end ? [source.trimmed(cell..<end).lowerBound] : nil
  }
  // Definitions of links at the head of a paragraph are taken out of it, so that its lines are
  // the last ones; the end of a heading does not say where its text ends.
  let fromEnd = node.endLine - lines.count + 1
  let candidates = node.kind == .paragraph ? [fromEnd, node.startLine] : [node.startLine, fromEnd]
  for first in candidates + Array(node.startLine...max(node.startLine, node.endLine)).prefix(50) {
    guard first >= node.startLine else { continue }
    let starts = lines.enumerated().compactMap { index, line in
      source.start(of: line, line: first + index)
    }
    if starts.count == lines.count { return starts }
  }
  return nil
}

extension SourceText {
  /// Where a cell of a table begins. The parser counts a row's columns from where the table
  /// begins, whatever stands before the row on its own line.
  fileprivate func startOfCell(_ cell: MarkdownNode) -> Int {
    let line = offsets(ofLine: cell.startLine)
    guard let row = cell.parent, let table = row.parent else { return line.lowerBound }
    var start = line.lowerBound + max(0, table.startColumn - 1)
    if cell.startLine != table.startLine {
      // Before a row stand only quote marks and blanks.
      start = line.lowerBound
      while start < line.upperBound, isBlank(bytes[start]) || bytes[start] == UInt8(ascii: ">") {
        start += 1
      }
    }
    return min(start + max(0, cell.startColumn - table.startColumn), line.upperBound)
  }

  /// Where a line of a leaf's text stands in a line of the file: at its end, blanks and a
  /// heading's closing marks aside.
  fileprivate func start(of parsed: ArraySlice<UInt8>, line: Int) -> Int? {
    let whole = offsets(ofLine: line)
    if bytes[whole].hasSuffix(parsed) { return whole.upperBound - parsed.count }
    var end = trimmed(whole).upperBound
    var text = parsed
    while let last = text.last, isBlank(last) { text.removeLast() }
    if bytes[whole.lowerBound..<end].hasSuffix(text) { return end - text.count }
    while end > whole.lowerBound, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    end = trimmed(whole.lowerBound..<end).upperBound
    return bytes[whole.lowerBound..<end].hasSuffix(text) ? end - text.count : nil
  }
}
