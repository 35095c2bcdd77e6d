/// Reads the blocks that make a program and finds what would make it another program than meant.
struct ProgramReader {
  private let chapter: Chapter
  private var assembler: Assembler
  private var found: [Diagnostic] = []

  /// One chapter function stays under this many lines, or the compiler takes long over it.
  static let longestFunction = 400

  init(_ chapter: Chapter) {
    self.chapter = chapter
    assembler = Assembler(chapter)
  }

  var problems: [Diagnostic] { found + assembler.problems }

  /// The blocks a program is made of, chunks put in.
  mutating func blocks(where isWanted: (Block) -> Bool) -> [AssembledBlock] {
    chapter.blocks.filter { $0.isSwift && $0.chunk == nil && isWanted($0) }.map { block($0) }
  }

  /// One block, chunks put in; brackets that do not match are found here.
  mutating func block(_ block: Block) -> AssembledBlock {
    let assembled = assembler.assemble(block)
    for problem in assembled.outline.problems {
      report(
        assembled, problem.offset, problem.message,
        "a block is complete in itself: what it opens it closes")
    }
    return assembled
  }

  /// Finds statements that leave the chapter early, and a chapter function that is too long.
  mutating func checkFlow(of blocks: [AssembledBlock]) {
    var lineCount = 0
    for assembled in blocks {
      guard assembled.block.role != .file else {
        checkNames(of: assembled)
        continue
      }
      for offset in assembled.outline.returns {
        report(
          assembled, offset, "this 'return' leaves the chapter before its last block",
          "put the code into a function, or use 'if' and 'break'")
      }
      for offset in assembled.outline.defers {
        report(
          assembled, offset, "this 'defer' waits for the end of the chapter, not of the block",
          "write what it does where it is to be done, or put the code into a function")
      }
      checkNames(of: assembled)
      let hoisted = assembled.hoisted(keepsFunctions: assembled.block.isLocal)
      let before = lineCount
      lineCount += countLines(assembled, without: hoisted)
      if before <= Self.longestFunction, lineCount > Self.longestFunction {
        found.append(
          chapter.diagnostic(
            .warning, at: assembled.block.range.lower,
            "the chapter's statements pass \(Self.longestFunction) lines here, and compile slowly",
            help: "move code into functions, which stand at file scope"))
      }
    }
  }

  /// Finds declarations under a name that the program around the chapter uses: it would mean the
  /// chapter's, and no place in the chapter would be to blame.
  private mutating func checkNames(of assembled: AssembledBlock) {
    for (name, offset) in assembled.outline.names where Self.ownNames.contains(name) {
      report(
        assembled, offset, "the program that the chapter becomes has a `\(name)` of its own",
        "give this another name")
    }
  }

  private static let ownNames: Set<String> = ["Notebook", "Program", "Exercises", "chapter"]

  /// Finds chunks that nothing includes.
  mutating func checkChunks() {
    let blocks = chapter.blocks.filter(\.isSwift)
    guard blocks.contains(where: { $0.chunk != nil }) else { return }
    let included = Set(blocks.flatMap(\.inclusions))
    var seen: Set<String> = []
    for block in blocks {
      guard let name = block.chunk, seen.insert(name).inserted, !included.contains(name)
      else { continue }
      found.append(
        chapter.diagnostic(
          .warning, at: block.range.lower, "nothing includes the chunk '\(name)'",
          help: "write // <<\(name)>> on a line of the block it belongs to"))
    }
  }

  private func countLines(_ assembled: AssembledBlock, without hoisted: [Range<Int>]) -> Int {
    assembled.lines.indices.count { index in
      let start = assembled.lineStarts[index]
      return !assembled.lines[index].bytes.allSatisfy(isBlank)
        && !hoisted.contains { $0.contains(start) }
    }
  }

  private mutating func report(
    _ assembled: AssembledBlock, _ offset: Int, _ message: String, _ help: String
  ) {
    let place = assembled.position(at: offset, in: chapter.source)
    found.append(chapter.diagnostic(.error, at: place, message, help: help))
  }
}
