/// A text as every part of the book sees it: UTF-8, lines ended by `\n`, no byte order mark.
///
/// The normalisation is CommonMark's, so that our lines are the parser's lines: CR LF and a lone
/// CR end a line, a leading byte order mark is dropped, NUL and bytes that are not UTF-8 become
/// U+FFFD. All places (`SourcePosition`) refer to the normalised bytes.
public struct SourceText: Sendable, Hashable {
  /// The normalised bytes.
  public let bytes: [UInt8]
  /// The offset at which each line starts; a final line end starts no further line.
  public let lineStarts: [Int]
  /// Where the first bytes stood that were not UTF-8, or nil in a sound text.
  public let firstInvalidByte: SourcePosition?

  /// Normalises a string.
  public init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  /// Normalises the bytes of a file.
  public init(bytes raw: [UInt8]) {
    let (normalised, invalid) = normalise(raw)
    bytes = normalised
    lineStarts = startsOfLines(in: normalised)
    firstInvalidByte = invalid.map { place(of: $0, in: normalised) }
  }

  /// The whole text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// How many lines there are; an empty text has none.
  public var lineCount: Int { lineStarts.count }

  /// The offsets of a line (from one) without its line end; empty where there is no such line.
  public func offsets(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    let next = line < lineStarts.count ? lineStarts[line] : bytes.count
    let end = next > start && bytes[next - 1] == UInt8(ascii: "\n") ? next - 1 : next
    return start..<end
  }

  /// A line (from one) without its line end; empty where there is no such line.
  public func line(_ line: Int) -> String {
    String(decoding: bytes[offsets(ofLine: line)], as: UTF8.self)
  }

  /// The text of a stretch.
  public func text(in range: SourceRange) -> String { text(in: range.offsets) }

  /// The text between two offsets.
  public func text(in offsets: Range<Int>) -> String {
    String(decoding: bytes[offsets.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The place at a byte offset; offsets outside the text are moved to its nearest end.
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    // Search for the last line that starts at or before the offset.
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return SourcePosition(offset: offset, line: 1, column: 1) }
    return SourcePosition(offset: offset, line: low, column: offset - lineStarts[low - 1] + 1)
  }

  /// The place of a line and column, both from one.
  public func position(line: Int, column: Int) -> SourcePosition {
    let start = offsets(ofLine: line).lowerBound
    return SourcePosition(
      offset: min(start + column - 1, bytes.count), line: line, column: column)
  }

  /// The stretch between two offsets.
  public func range(_ offsets: Range<Int>) -> SourceRange {
    SourceRange(lower: position(at: offsets.lowerBound), upper: position(at: offsets.upperBound))
  }

  /// The text with stretches replaced, all of them at once.
  ///
  /// The stretches may come in any order. Of two that overlap the one that begins first wins and
  /// the other is left out.
  public func replacing(_ replacements: [(range: SourceRange, text: String)]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for (range, text) in replacements.sorted(by: { $0.range.lower < $1.range.lower }) {
      guard range.lower.offset >= copied else { continue }
      result += bytes[copied..<range.lower.offset]
      result += Array(text.utf8)
      copied = range.offsets.upperBound
    }
    result += bytes[copied...]
    return String(decoding: result, as: UTF8.self)
  }
}

private func place(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
  let before = bytes[..<offset]
  let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  return SourcePosition(offset: offset, line: line, column: offset - start + 1)
}

private func startsOfLines(in bytes: [UInt8]) -> [Int] {
  guard !bytes.isEmpty else { return [] }
  var starts = [0]
  for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") && index + 1 < bytes.count {
    starts.append(index + 1)
  }
  return starts
}
