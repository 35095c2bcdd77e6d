/// Writes a generated Swift file whose lines and columns, to the compiler, are those of the Markdown
/// file they came from.
struct SwiftWriter {
  private(set) var text: [UInt8] = []
  private let file: String
  /// The line of the Markdown file that the compiler takes the next line for; nil in generated code.
  private var nextLine: Int?

  init(file: String) {
    self.file = file
  }

  /// Writes a line of our own, of which the compiler shall say that it is the generated file's.
  mutating func write(_ line: String) {
    if nextLine != nil {
      text += Array("#sourceLocation()\n".utf8)
      nextLine = nil
    }
    text += Array(line.utf8)
    text.append(UInt8(ascii: "\n"))
  }

  /// Writes a line of our own that counts as a line of the Markdown file.
  mutating func write(_ line: String, asLine number: Int) {
    move(to: number)
    text += Array(line.utf8)
    endLine()
  }

  /// Writes the parts of a block that lie in `kept`, everything else blank, lines and columns kept.
  mutating func write(_ block: AssembledBlock, keeping kept: [Range<Int>]) {
    var ranges = kept[...]
    var hasBlankLines = false
    for (index, line) in block.lines.enumerated() {
      let extent = block.lineStarts[index]..<block.lineStarts[index] + line.bytes.count
      while let first = ranges.first, first.upperBound <= extent.lowerBound { ranges.removeFirst() }
      let isInside =
        block.startsInsideToken[index]
        && ranges.first?.contains(extent.lowerBound) == true
      let bytes = masked(line.bytes, extent: extent, keeping: ranges)
      // Leave out blank lines until there is code to put below them.
      guard isInside || bytes.contains(where: { !isBlank($0) }) else {
        hasBlankLines = true
        continue
      }
      if hasBlankLines, isFollowing(line, index, block) {
        while let next = nextLine, next < line.line { endLine() }
      }
      hasBlankLines = false
      move(to: line.line)
      // A long string's lines must all be indented alike.
      let column = block.startsInsideToken[index] ? line.fenceColumn : line.column
      if !bytes.isEmpty { text += [UInt8](repeating: 0x20, count: max(0, column - 1)) }
      text += bytes
      endLine()
    }
  }

  /// Whether a line stands in its file below the one before it, with no chunk's boundary between
  /// them and the last line written.
  private func isFollowing(_ line: AssembledBlock.Line, _ index: Int, _ block: AssembledBlock)
    -> Bool
  {
    guard let next = nextLine else { return false }
    let distance = line.line - next
    return distance > 0 && index >= distance && block.lines[index - distance].line == next
  }

  private func masked(
    _ bytes: ArraySlice<UInt8>, extent: Range<Int>, keeping ranges: ArraySlice<Range<Int>>
  ) -> [UInt8] {
    if let first = ranges.first, first.lowerBound <= extent.lowerBound,
      first.upperBound >= extent.upperBound
    {
      return Array(bytes)
    }
    var result = [UInt8](repeating: 0x20, count: bytes.count)
    for range in ranges {
      guard range.lowerBound < extent.upperBound else { break }
      for offset in range.clamped(to: extent) {
        result[offset - extent.lowerBound] = bytes[bytes.startIndex + offset - extent.lowerBound]
      }
    }
    while result.last == 0x20 { result.removeLast() }
    return result
  }

  private mutating func move(to line: Int) {
    guard nextLine != line else { return }
    text += Array("#sourceLocation(file: \(quoted(file)), line: \(line))\n".utf8)
    nextLine = line
  }

  private mutating func endLine() {
    text.append(UInt8(ascii: "\n"))
    nextLine = nextLine.map { $0 + 1 }
  }
}

/// A text as a Swift string literal.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case _ where scalar.value < 0x20: result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
