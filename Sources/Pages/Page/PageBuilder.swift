import Literate
import Trace

/// Makes the pieces of a page.
struct PageBuilder {
  let chapter: Chapter
  let record: ChapterRecord?
  let book: Book
  /// What is marked.
  let differences: [Difference]
  let numbering: Numbering
  let hashes: CodeHashes
  private(set) var pieces: [Piece] = []
  private(set) var problems: [Diagnostic] = []

  init(
    _ chapter: Chapter, _ record: ChapterRecord?, _ book: Book, _ differences: [Difference]
  ) {
    self.chapter = chapter
    self.record = record
    self.book = book
    self.differences = differences
    numbering = Numbering(chapter, record)
    hashes = CodeHashes(chapter)
  }

  mutating func build() {
    // Where an exercise begins with its stub, its frame stands before the block.
    addExercises()
    addBlocks()
    addDirectives()
    addMathematics()
    addReferences()
    addNumbers()
    addComparisons()
  }

  mutating func add(_ range: SourceRange, _ content: Piece.Content) {
    pieces.append(Piece(range: range, content: content))
  }

  mutating func insert(_ content: Piece.Content, before position: SourcePosition) {
    add(SourceRange(lower: position, upper: position), content)
  }

  mutating func tell(
    _ place: SourcePosition, _ message: String, _ help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    problems.append(chapter.diagnostic(severity, at: place, message, help: help))
  }

  // MARK: - Directives, exercises, mathematics

  private mutating func addDirectives() {
    let tables = Set(chapter.tables.compactMap(\.name))
    for directive in chapter.directives {
      switch directive.kind {
      case .name(let name):
        let number = tables.contains(name) ? numbering[name] : nil
        let caption = number.map { Caption("Table \($0)", anchor: name) }
        add(directive.range, .name(name, table: caption))
      case .out(let name):
        // The outputs of a block stand at the first directive that asks for them.
        let isTaken = numbering.places[name]?.range == directive.range && chapter.block(name) != nil
        if !isTaken { add(directive.range, .nothing) }
      case .chapter, .literal: add(directive.range, .nothing)
      }
    }
  }

  /// An exercise goes from its prompt to the next exercise or heading.
  private mutating func addExercises() {
    let starts = chapter.exercises.map { $0.prompt?.lower ?? $0.stub.range.lower }
    for (index, exercise) in chapter.exercises.enumerated() {
      let start = starts[index]
      let heading = chapter.headings.first { $0.range.lower > start }?.range.lower
      let following = index + 1 < starts.count ? starts[index + 1] : nil
      let end = [following, heading].compactMap { $0?.offset }.min() ?? chapter.source.bytes.count
      // A quotation or a list cannot be cut by a frame.
      let isFramed = start.column == 1
      insert(.exercise(exercise.id, isFramed: isFramed), before: start)
      if isFramed { insert(.exerciseEnd, before: chapter.source.position(at: end)) }
      if index == 0 { insert(.note(answersNote), before: exercise.stub.range.upper) }
    }
  }

  private var answersNote: [Words] {
    [
      .text("Write your answers into "),
      .link("Exercises.swift", to: chapter.source("Exercises.swift")), .text(" and run "),
      .code("./build.sh \(chapter.id)"), .text("."),
    ]
  }

  private mutating func addMathematics() {
    for formula in chapter.mathematics {
      guard formula.isBlock else {
        add(formula.range, .formula(formula))
        continue
      }
      // What numbers its own lines is not numbered a second time.
      let ownsNumber = ["\\tag", "\\begin{align}", "\\begin{gather}", "\\begin{equation}"]
        .contains { formula.tex.contains($0) }
      let number = ownsNumber ? nil : formula.name.flatMap { numbering[$0] }
      add(formula.range, .equation(formula, number: number))
    }
  }
}
