/// A fenced block as CommonMark sees it, in any Markdown file, with its places.
struct Fence {
  /// The info string, entities and escapes resolved.
  let info: String
  /// The info string's bytes in the file: what follows the fence on its line, trimmed.
  let infoOffsets: Range<Int>
  /// The code.
  let literal: String
  /// The column in the file at which each line of the code starts, from one.
  let columns: [Int]
  /// From the opening fence to the end of the closing one.
  let range: SourceRange
  let isClosed: Bool
  let length: Int

  /// Reads a code block of the tree; nil for indented code.
  init?(_ node: MarkdownNode, in source: SourceText) {
    guard node.kind == .codeBlock, let length = node.fenceLength else { return nil }
    self.length = length
    info = node.info
    literal = node.literal

    // Find the fence on its line: the recorded column may count the spaces before it.
    let line = source.offsets(ofLine: node.startLine)
    var start = min(line.lowerBound + max(0, node.startColumn - 1), line.upperBound)
    while start < line.upperBound, !isFence(source.bytes[start]) { start += 1 }
    var end = start
    while end < line.upperBound, source.bytes[end] == source.bytes[start] { end += 1 }
    infoOffsets = source.trimmed(end..<line.upperBound)

    let codeLines = linesOfCode(literal)
    let first = node.startLine + 1
    columns = codeLines.enumerated().map { index, code in
      source.column(ofSuffix: code, line: first + index)
    }

    // A fence is closed by its container's end, too; then the line that follows is outside.
    let closing = first + codeLines.count
    let inside = (node.parent?.endLine ?? .max) >= closing || node.parent?.kind == .document
    isClosed =
      inside && closing <= source.lineCount
      && source.isClosingFence(line: closing, of: source.bytes[start], atLeast: length)
    let last = isClosed ? closing : min(closing - 1, source.lineCount)
    range = source.range(start..<max(end, source.offsets(ofLine: last).upperBound))
  }
}

private func isFence(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")
}

private func linesOfCode(_ literal: String) -> [ArraySlice<UInt8>] {
  var bytes = Array(literal.utf8)[...]
  guard !bytes.isEmpty else { return [] }
  if bytes.last == UInt8(ascii: "\n") { bytes = bytes.dropLast() }
  return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
}

extension SourceText {
  /// Offsets without the spaces and tabs at either end.
  func trimmed(_ offsets: Range<Int>) -> Range<Int> {
    var (low, high) = (offsets.lowerBound, offsets.upperBound)
    while low < high, isBlank(bytes[low]) { low += 1 }
    while high > low, isBlank(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  /// The column at which a parsed line stands in its line of the file. What the parser takes away
  /// (quote marks, indentation) stands before it; of a tab it may take a part and leave spaces.
  func column(ofSuffix parsed: ArraySlice<UInt8>, line: Int) -> Int {
    let text = bytes[offsets(ofLine: line)]
    var rest = parsed
    while !text.hasSuffix(rest), rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    guard text.hasSuffix(rest) else { return 1 }
    // Spaces left of a tab start in the middle of it; the tab's own column is the nearest place.
    let left = parsed.count - rest.count
    return max(1, text.count - rest.count + 1 - min(left, 1))
  }

  /// Whether a line, whatever containers it stands in, closes a fence.
  func isClosingFence(line: Int, of fence: UInt8, atLeast length: Int) -> Bool {
    let text = bytes[trimmed(offsets(ofLine: line))]
    let run = text.reversed().prefix { $0 == fence }.count
    guard run >= length else { return false }
    return text.dropLast(run).allSatisfy { isBlank($0) || $0 == UInt8(ascii: ">") }
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

extension ArraySlice<UInt8> {
  func hasSuffix(_ other: ArraySlice<UInt8>) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
