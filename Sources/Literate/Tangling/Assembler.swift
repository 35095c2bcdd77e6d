/// Puts chunks where blocks include them.
///
/// `// <<setup>>` alone on a line stands for the code of all blocks with `chunk="setup"`, in order.
struct Assembler {
  private let chapter: Chapter
  private var chunks: [String: [Block]] = [:]
  private(set) var problems: [Diagnostic] = []

  /// More lines than any chapter has: chunks that include others twice, and so on, grow beyond all
  /// bounds.
  private static let limit = 20_000

  init(_ chapter: Chapter) {
    self.chapter = chapter
    for block in chapter.blocks where block.isSwift {
      if let name = block.chunk { chunks[name, default: []].append(block) }
    }
  }

  /// The code of a block.
  mutating func assemble(_ block: Block) -> AssembledBlock {
    var lines: [AssembledBlock.Line] = []
    expand(block, path: [], into: &lines)
    let assembled = AssembledBlock(block: block, lines: lines)
    checkBoundaries(of: assembled)
    return assembled
  }

  private mutating func expand(
    _ block: Block, path: [String], into lines: inout [AssembledBlock.Line]
  ) {
    let bytes = Array(block.literal.utf8)
    var start = 0
    var index = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let text = bytes[start..<end]
      let column = index < block.columns.count ? block.columns[index] : 1
      let line = block.firstCodeLine + index
      if let name = chunkName(text) {
        include(name, at: chapter.source.position(line: line, column: column), path: path, &lines)
      } else {
        lines.append(
          AssembledBlock.Line(bytes: text, line: line, column: column, fenceColumn: block.column))
      }
      start = end + 1
      index += 1
    }
  }

  private mutating func include(
    _ name: String, at place: SourcePosition, path: [String],
    _ lines: inout [AssembledBlock.Line]
  ) {
    guard let parts = chunks[name] else {
      let meant = nearest(to: name, in: chunks.keys.sorted())
      problems.append(
        chapter.diagnostic(
          .error, at: place, "there is no chunk '\(name)'",
          help: meant.map { "did you mean '\($0)'?" }
            ?? "define it in a block with chunk=\"\(name)\""))
      return
    }
    guard !path.contains(name) else {
      let circle = (path + [name]).joined(separator: " → ")
      problems.append(
        chapter.diagnostic(
          .error, at: place, "the chunk '\(name)' includes itself: \(circle)",
          help: "take this line out"))
      return
    }
    guard lines.count < Self.limit else {
      problems.append(
        chapter.diagnostic(
          .error, at: place, "with its chunks this block has more than \(Self.limit) lines",
          help: "include fewer chunks in one another"))
      return
    }
    for part in parts { expand(part, path: path + [name], into: &lines) }
  }

  /// The compiler takes a new place only between statements or members.
  private mutating func checkBoundaries(of assembled: AssembledBlock) {
    for index in assembled.lines.indices.dropFirst()
    where assembled.lines[index].line != assembled.lines[index - 1].line + 1
      && assembled.startsInsideExpression[index]
    {
      let line = assembled.lines[index]
      problems.append(
        chapter.diagnostic(
          .error, at: chapter.source.position(line: line.line, column: line.column),
          "a chunk begins or ends inside parentheses, brackets or a string",
          help: "include chunks where a statement or a member could stand"))
    }
  }
}

extension Block {
  /// The names of the chunks that the block's lines include, in order.
  package var inclusions: [String] { lines.compactMap { chunkName(Array($0.utf8)[...]) } }
}

/// The name in `// <<name>>` where that is all of the line.
func chunkName(_ line: ArraySlice<UInt8>) -> String? {
  var text = line
  while let first = text.first, isBlank(first) { text.removeFirst() }
  while let last = text.last, isBlank(last) { text.removeLast() }
  guard text.starts(with: "//".utf8) else { return nil }
  text = text.dropFirst(2)
  while let first = text.first, isBlank(first) { text.removeFirst() }
  guard text.count > 4, text.starts(with: "<<".utf8), text.hasSuffix(Array(">>".utf8)[...]) else {
    return nil
  }
  var name = text.dropFirst(2).dropLast(2)
  while let first = name.first, isBlank(first) { name.removeFirst() }
  while let last = name.last, isBlank(last) { name.removeLast() }
  guard !name.isEmpty, !name.contains(UInt8(ascii: "<")) else { return nil }
  return String(decoding: name, as: UTF8.self)
}
