extension Chapter {
  /// The chapter's program.
  ///
  /// Declarations go to file scope, statements in order into `func chapter() throws`. Blocks that
  /// must fail, exercises and what belongs to them are not in it: see `tangled(failing:)`,
  /// `exercisesFile` and `checksProgram`.
  public func tangled() -> Tangled {
    var program = ProgramReader(self)
    let blocks = program.blocks(where: { $0.isPartOfProgram })
    program.checkFlow(of: blocks)
    program.checkChunks()
    var writer = SwiftWriter(file: file)
    writeHead(&writer)
    writeDeclarations(of: blocks, &writer)
    writer.write(chapterOpening)
    for assembled in blocks where assembled.block.role != .file {
      writeStatements(of: assembled, &writer)
    }
    writer.write("Notebook.finish()")
    writer.write("}")
    return Tangled(
      swift: String(decoding: writer.text, as: UTF8.self), problems: program.problems.inOrder)
  }

  /// The program of one block that must fail: the chapter's declarations and that block.
  public func tangled(failing block: Block) -> Tangled {
    var program = ProgramReader(self)
    let declared = program.blocks(where: { $0.isPartOfProgram })
    let failing = program.block(block)
    var writer = SwiftWriter(file: file)
    writeHead(&writer)
    writeDeclarations(of: declared + [failing], &writer)
    writer.write(chapterOpening)
    if block.role != .file { writeStatements(of: failing, &writer) }
    writer.write("Notebook.finish()")
    writer.write("}")
    return Tangled(
      swift: String(decoding: writer.text, as: UTF8.self),
      // Brackets may be what the block is about; the compiler says so better.
      problems: block.failure == .compile ? [] : program.problems.inOrder)
  }

  private func writeHead(_ writer: inout SwiftWriter) {
    writer.write("// Tangled from \(file). Change that file, not this one.")
    writer.write("import Ladder")
    writer.write("")
    writer.write("@main enum Program {")
    writer.write(
      "  static func main() { Notebook.run(chapter: \(quoted(folder))) { try chapter() } }")
    writer.write("}")
  }

  func writeDeclarations(of blocks: [AssembledBlock], _ writer: inout SwiftWriter) {
    for assembled in blocks {
      let ranges =
        assembled.block.role == .file
        ? [0..<assembled.code.bytes.count]
        : assembled.hoisted(keepsFunctions: assembled.block.isLocal)
      if !ranges.isEmpty { writer.write(assembled, keeping: ranges) }
    }
  }

  private func writeStatements(of assembled: AssembledBlock, _ writer: inout SwiftWriter) {
    let block = assembled.block
    let isConditional = block.isLong || !block.dataSets.isEmpty
    writer.write(opening(of: block, isConditional: isConditional), asLine: block.line)
    let hoisted = assembled.hoisted(keepsFunctions: block.isLocal)
    writer.write(assembled, keeping: complement(of: hoisted, in: assembled.code.bytes.count))
    if isConditional { writer.write("}") }
  }

  /// The call that marks where a block begins. What may be skipped stands in braces, so that
  /// nothing after it can use a variable that was never set.
  private func opening(of block: Block, isConditional: Bool) -> String {
    guard isConditional else { return "Notebook.enter(\(quoted(block.id)))" }
    let data = block.dataSets.map(quoted).joined(separator: ", ")
    return "if Notebook.enters(\(quoted(block.id)), long: \(block.isLong), data: [\(data)]) {"
  }
}

/// The beginning of the chapter's function. Were it inlined into its caller, the compiler would merge
/// the two equal bodies and forget the lines of both, which a trap's report needs.
private let chapterOpening = "@inline(never) func chapter() throws {"

/// What lies between sorted ranges.
func complement(of ranges: [Range<Int>], in count: Int) -> [Range<Int>] {
  var result: [Range<Int>] = []
  var start = 0
  for range in ranges {
    if range.lowerBound > start { result.append(start..<range.lowerBound) }
    start = max(start, range.upperBound)
  }
  if start < count { result.append(start..<count) }
  return result
}
