import Literate
import Trace

/// Writes a chapter's page: its text with code as readers see it, and what the record says the code
/// put out.
struct PageWriter {
  let chapter: Chapter
  let record: ChapterRecord
  let book: Book
  let differences: [Difference]
  private let numbering: Numbering
  private let output: OutputWriter
  private var edits = PageEdits()
  private(set) var problems: [Diagnostic] = []

  init(_ chapter: Chapter, _ record: ChapterRecord, book: Book, differences: [Difference]) {
    self.chapter = chapter
    self.record = record
    self.book = book
    self.differences = differences
    numbering = Numbering(chapter, record)
    output = OutputWriter(chapter: chapter, numbering: numbering)
  }

  /// The page.
  mutating func page() -> String {
    writeHead()
    for block in chapter.swiftBlocks { write(block) }
    writeDirectives()
    writeExercises()
    writeEquations()
    writeReferences()
    writeNumbers()
    let page = edits.applied(to: chapter.source) + "\n" + foot()
    return MarkdownText.tidied(page)
  }

  private mutating func error(_ place: SourcePosition, _ message: String, _ help: String? = nil) {
    problems.append(chapter.diagnostic(.error, at: place, message, help: help))
  }

  // MARK: - Head and foot

  private mutating func writeHead() {
    let head = PageHead(chapter: chapter, record: record, book: book)
    guard let heading = chapter.headings.first(where: { $0.level == 1 }) else {
      edits.insert(
        (["# \(head.title)", ""] + head.lines + ["", ""]).joined(separator: "\n"),
        before: chapter.source.position(at: 0))
      return
    }
    edits.replace(
      heading.range, with: ["# \(head.title)", ""] + head.lines, in: chapter.source)
  }

  /// The works cited and the way on.
  private func foot() -> String {
    var lines = [""]
    var seen: Set<String> = []
    for citation in chapter.citations where seen.insert(citation.key).inserted {
      guard let entry = book.bibliography.entry(citation.key) else { continue }
      lines += ["[^\(citation.key)]: \(entry.text)", ""]
    }
    return (lines + ["---", "", PageHead(chapter: chapter, record: record, book: book).ways])
      .joined(separator: "\n")
  }

  // MARK: - Blocks

  private mutating func write(_ block: Block) {
    let entry = record[block.id]
    var lines = code(of: block)
    if block.isPartOfProgram || block.failure != nil, block.chunk == nil {
      let outputs = output.lines(for: block, entry, changes: changes(of: block))
      if let place = numbering.places[block.id] {
        edits.replace(place.range, with: outputs, in: chapter.source)
      } else {
        lines += outputs
      }
      checkFigures(of: block, entry)
    }
    edits.replace(block.range, with: lines, in: chapter.source)
  }

  private func changes(of block: Block) -> [Difference] {
    differences.filter { $0.block == block.id && $0.kind != .prose }
  }

  /// A figure needs words for those who do not see it. What a figure says of its own numbers serves
  /// a reader who tries something out; the book says what is to be seen.
  private mutating func checkFigures(of block: Block, _ entry: BlockEntry?) {
    for (index, figure) in (entry?.figures ?? []).enumerated()
    where index > 0 || block.alternativeText == nil {
      if figure.alternativeText.isEmpty {
        let what = index == 0 ? "a figure" : "another figure"
        let help =
          index == 0
          ? Self.adviceOnWords
          : "the block's alt= is of its first figure: show this one in a block of its own"
        error(
          block.range.lower, "block `\(block.id)` shows \(what) without alternative text", help)
        return
      } else if index == 0 {
        problems.append(
          chapter.diagnostic(
            .warning, at: block.range.lower,
            "block `\(block.id)` shows a figure without alternative text of its own",
            help: Self.adviceOnWords))
      }
    }
  }

  private static let adviceOnWords =
    "say in alt=\"…\" what those who do not see the figure should know"

  /// The block's code as readers see it; no lines where they do not.
  private func code(of block: Block) -> [String] {
    let text = block.displayedText
    let isSolution = block.role == .solution && !isFolded(at: block.range.lower)
    guard !block.isHidden, text.contains(where: { !$0.isWhitespace }) else { return [] }
    var lines = MarkdownText.fenced(text, language: block.language)
    if block.isFolded || isSolution {
      lines = MarkdownText.folded(isSolution ? "Solution" : block.foldLabel, lines)
    }
    if let chunk = block.chunk {
      let isFirst = chapter.swiftBlocks.first { $0.chunk == chunk }?.index == block.index
      lines = ["*\(MarkdownText.escaped(chunk))*\(isFirst ? "" : ", continued"):", ""] + lines
    }
    let isTarget = chapter.references.contains { $0.kind == .section && $0.target == block.id }
    return isTarget ? [MarkdownText.anchor(block.id), ""] + lines : lines
  }

  /// Whether a place lies inside a `<details>` that the author wrote.
  private func isFolded(at position: SourcePosition) -> Bool {
    let inCode = chapter.blocks.map(\.range.offsets)
    var depth = 0
    for (tag, step) in [("<details", 1), ("</details", -1)] {
      for offset in chapter.source.offsets(of: tag, before: position.offset)
      where !inCode.contains(where: { $0.contains(offset) }) {
        depth += step
      }
    }
    return depth > 0
  }

  // MARK: - Directives, exercises, equations

  private mutating func writeDirectives() {
    let named = Set(chapter.mathematics.compactMap(\.name))
    for directive in chapter.directives {
      switch directive.kind {
      case .chapter, .literal: edits.remove(directive.range, in: chapter.source)
      case .name(let name):
        var lines = [MarkdownText.anchor(name)]
        let isTable = chapter.tables.contains { $0.name == name }
        if isTable, let number = numbering[name] { lines += ["", "**Table \(number).**", ""] }
        if named.contains(name) { lines.append("") }
        edits.replace(directive.range, with: lines, in: chapter.source)
      case .out(let name):
        // The outputs of a block stand at the first directive that asks for them.
        let isTaken = numbering.places[name]?.range == directive.range && chapter.block(name) != nil
        if !isTaken { edits.remove(directive.range, in: chapter.source) }
      }
    }
  }

  private mutating func writeExercises() {
    for (index, exercise) in chapter.exercises.enumerated() {
      let place = exercise.prompt?.lower ?? exercise.stub.range.lower
      edits.insert(MarkdownText.anchor(exercise.id) + "\n\n", before: place)
      guard index == 0 else { continue }
      let note =
        "\n\n*Write your answers into [Exercises.swift](../Chapters/\(chapter.folder)/"
        + "Exercises.swift) and run `./build.sh \(chapter.id)`.*"
      edits.insert(note, before: exercise.stub.range.upper)
    }
  }

  private mutating func writeEquations() {
    for formula in chapter.mathematics where formula.isBlock {
      guard let name = formula.name, let number = numbering[name] else { continue }
      let ownsNumber = ["\\tag", "\\begin{align}", "\\begin{gather}", "\\begin{equation}"]
        .contains { formula.tex.contains($0) }
      var lines = formula.tex.split(separator: "\n").map(String.init)
      if !ownsNumber { lines.append("\\tag{\(number)}") }
      edits.replace(formula.range, with: ["```math"] + lines + ["```"], in: chapter.source)
    }
  }

  // MARK: - References and numbers

  private mutating func writeReferences() {
    for reference in chapter.references {
      let text = chapter.source.text(in: reference.textRange)
      switch reference.kind {
      case .section: break
      case .chapter:
        guard let other = book.chapter(reference.target) else {
          error(reference.range.lower, "there is no chapter '\(reference.target)'")
          continue
        }
        edits.replace(reference.range, with: "[\(text) \(other.number)](\(other.pageFile))")
      case .figure, .table, .equation, .exercise:
        if let number = numbering[reference.target] {
          edits.replace(reference.range, with: "[\(text) \(number)](#\(reference.target))")
        } else if !chapter.headings.contains(where: { $0.anchor == reference.target }) {
          missing(reference)
        }
      }
    }
  }

  private mutating func missing(_ reference: Reference) {
    let block = chapter.block(reference.blockName)
    // A result that nobody has recorded yet is not the fault of the text.
    if let block, block.isNotAlwaysRun, record[block.id] == nil { return }
    error(
      reference.range.lower,
      block == nil
        ? "there is no \(reference.kind.rawValue) '\(reference.target)'"
        : "block `\(reference.blockName)` shows no \(reference.kind.rawValue)",
      "refer to something that is shown, or show it")
  }

  private mutating func writeNumbers() {
    for bound in chapter.numbers {
      guard let (value, _) = record.number(bound.name) else {
        let help = nearest(to: bound.name, in: record.numberNames).map { "did you mean '\($0)'?" }
        error(bound.range.lower, "no block records the number '\(bound.name)'", help)
        edits.replace(bound.range, with: bound.text)
        continue
      }
      let text = value.string(bound.format.flatMap { NumberFormat($0) })
      edits.replace(bound.range, with: MarkdownText.escaped(text))
    }
  }
}

extension SourceText {
  /// Where a word stands before a place.
  fileprivate func offsets(of word: String, before end: Int) -> [Int] {
    let word = Array(word.utf8)
    return bytes.indices.prefix(max(0, min(end, bytes.count) - word.count)).filter { offset in
      bytes[offset] == word[0] && bytes[offset..<offset + word.count].elementsEqual(word)
    }
  }
}
