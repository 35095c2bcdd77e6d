extension Findings {
  /// The text as a whole: whether there is one.
  mutating func checkText() {
    let start = chapter.source.position(at: 0)
    guard chapter.source.bytes.contains(where: { !isBlank($0) && $0 != UInt8(ascii: "\n") }) else {
      return error(start, "the chapter is empty", "begin with its title: # A title")
    }
    if !chapter.headings.contains(where: { $0.level == 1 }) {
      error(start, "the chapter has no title", "begin with a line such as: # Optimization")
    }
    if !chapter.blocks.contains(where: \.isPartOfProgram) {
      warning(start, "the chapter has no code that runs", "open a block with ```swift")
    }
  }

  /// Fences and names of blocks.
  mutating func checkBlocks() {
    var lines: [String: Int] = [:]
    for block in chapter.blocks {
      checkFence(block)
      checkLanguage(block)
      guard block.isSwift else { continue }
      let place = self.place(of: .id, in: block)
      if let first = lines[block.id] {
        error(
          place, "the block at line \(first) is called '\(block.id)' already",
          "give this one another id")
      }
      lines[block.id] = lines[block.id] ?? block.line
      if block.isNamed, !isName(block.id) {
        error(
          place, "'\(block.id)' is no name for a block",
          "use lower case, digits and hyphens: id=learning-rate")
      }
    }
  }

  /// Names of the passages in another library's words.
  mutating func checkSameBlocks() {
    var lines: [String: Int] = [:]
    for block in chapter.sameBlocks {
      if let line = lines[block.name] {
        error(
          block.nameRange.lower, "the passage at line \(line) is called '\(block.name)' already",
          "give this one another name")
      }
      lines[block.name] = lines[block.name] ?? block.line
      if !isName(block.name) {
        error(
          block.nameRange.lower, "'\(block.name)' is no name for a passage",
          "use lower case, digits and hyphens: same=one-step")
      }
      if block.tolerance == .any {
        error(
          block.range.lower, "numbers of another library are to equal the chapter's",
          "give them a tolerance, such as tol=1e-2, or leave out those that are clock times")
      }
      checkBeside(block)
    }
  }

  private mutating func checkBeside(_ block: SameBlock) {
    guard let beside = block.beside, let range = block.besideRange,
      chapter.block(beside) == nil
    else { return }
    let meant = nearest(to: beside, in: chapter.swiftBlocks.map(\.id))
    error(
      range.lower, "there is no block of Swift '\(beside)' to stand beside",
      meant.map { "did you mean '\($0)'?" })
  }

  /// Lines that look like fences of ours and, for a backtick in what follows, are none: behind
  /// backticks an info string ends at the first one.
  mutating func checkBrokenFences() {
    for number in stride(from: 1, through: chapter.source.lineCount, by: 1) {
      let line = chapter.source.line(number)
      let text = line.drop { " >-*".contains($0) }
      let run = text.prefix { $0 == "`" }
      let info = text.dropFirst(run.count)
      guard run.count >= 3, info.hasPrefix("swift "), info.contains("`"),
        !info.contains(String(run)),
        !chapter.blocks.contains(where: { $0.range.lines.contains(number) })
      else { continue }
      let column = line.utf8.count - text.utf8.count + 1
      error(
        chapter.source.position(line: number, column: column),
        "this line opens no block, since there is a backtick in what follows the fence",
        "write the fence with tildes, ~~~swift, or do without the backtick")
    }
  }

  private mutating func checkFence(_ block: Block) {
    let fence = String(repeating: mark(of: block), count: block.fenceLength)
    if !block.isClosed {
      error(
        block.range.lower, "this fence is never closed",
        "end the block with a line of \(fence), indented like the first")
    }
    // A line that looks like the opening of a block inside another one: either that one was not
    // closed, or its fence is too short to hold this one.
    guard block.literal.utf8.contains(where: { $0 == mark(of: block).asciiValue }) else { return }
    for (index, line) in block.lines.enumerated() {
      let text = line.drop { $0 == " " }
      let run = text.prefix { $0 == mark(of: block) }.count
      guard line.count - text.count < 4, run >= block.fenceLength,
        text.dropFirst(run).drop(while: { $0 == " " }).first?.isLetter == true
      else { continue }
      let column =
        (index < block.columns.count ? block.columns[index] : 1) + line.count - text.count
      error(
        chapter.source.position(line: block.firstCodeLine + index, column: column),
        "a block seems to open inside the block that begins at line \(block.line)",
        "close that one first; to show fences in a block, give it a longer fence: \(fence)`"
          .replacingMark(mark(of: block)))
    }
  }

  private func mark(of block: Block) -> Character {
    chapter.source.bytes[block.range.lower.offset] == UInt8(ascii: "~") ? "~" : "`"
  }

  /// The place of a key in a block's info string, or of the block.
  func place(of key: Attribute.Key, in block: Block) -> SourcePosition {
    block.attributes.first { $0.key == key.rawValue }?.range.lower ?? block.range.lower
  }
}

extension String {
  /// The advice about a longer fence, with the mark that the block uses.
  fileprivate func replacingMark(_ mark: Character) -> String {
    mark == "`" ? self : String(dropLast()) + String(mark)
  }
}
