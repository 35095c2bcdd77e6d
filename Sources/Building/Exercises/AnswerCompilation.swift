import Literate

/// Compiles a reader's answers with the chapter's checks. What does not compile is replaced by its
/// stub and told, until the rest does.
struct AnswerCompilation {
  private let volume: Shelf.Volume
  private let sheet: AnswerSheet
  /// The types of the library, each with its module.
  private let library: [String: String]
  /// Exercises whose stub stands in for an answer.
  private var replaced: Set<String>
  /// Declarations of the reader's own that do not compile.
  private var leftOut: Set<Int> = []
  /// What was said of those.
  private var ofHelpers: [Diagnostic] = []
  /// What the compiler has against answers, by exercise.
  private(set) var refused: [String: [Diagnostic]] = [:]

  private var chapter: Chapter { volume.chapter }
  private var file: String { "Chapters/\(chapter.folder)/Exercises.swift" }
  private var folder: String { "\(volume.folder.work)/answers" }

  init(
    _ volume: Shelf.Volume, _ sheet: AnswerSheet, library: [String: String],
    replacing replaced: Set<String>
  ) {
    self.volume = volume
    self.sheet = sheet
    self.library = library
    self.replaced = replaced
  }

  /// The program that grades what compiles; nil when nothing does.
  mutating func run(
    with compiler: DirectCompiler, supervisor: Supervisor
  ) throws -> AnswerProgram? {
    let answers = "\(folder)/Answers.swift"
    let program = AnswerProgram(chapter, answers: answers, places: "Exercises.swift", in: folder)
    takeClashes()
    // Each round takes something out, and there is not much to take out.
    while replaced.count < chapter.exercises.count {
      let text = sheet.text(
        file: file, chapter: chapter, replacing: replaced, leavingOut: leftOut)
      try Disk.write(text, to: answers)
      var result: (output: CompilerOutput, compiled: Bool)?
      try supervisor.run([try program.compilation(by: compiler) { result = ($0, $1) }])
      guard let result else { return nil }
      if result.compiled { return program }
      try take(result.output)
    }
    return nil
  }

  /// Takes out what is called as something of the chapter or the library is: the compiler would
  /// blame the chapter for it, or mean the one where the other was meant.
  private mutating func takeClashes() {
    for clash in sheet.clashes(file: file, chapter: chapter, library: library) {
      for piece in clash.pieces {
        let line = sheet.lines(ofPiece: piece).lowerBound
        let owners = sheet.exercises(atLine: line, of: chapter)
        for exercise in owners { refuse(exercise, clash.finding) }
        if owners.isEmpty { leftOut.insert(piece) }
      }
    }
  }

  /// Takes out what the compiler has something against.
  private mutating func take(_ output: CompilerOutput) throws {
    let errors = output.findings.filter { $0.severity == .error }
    let before = replaced.count + leftOut.count
    // Where brackets do not match, the compiler goes on to complain of what follows.
    for problem in sheet.problems(file: file) where !isTaken(line: problem.line) {
      blame(problem, at: problem.line)
    }
    guard replaced.count + leftOut.count == before else { return }
    // What the checks cannot call is mostly a consequence of what is wrong with an answer.
    for file in ["/Exercises.swift", "/chapter.md"] {
      for error in errors where error.path.hasSuffix(file) { take(error, at: error) }
      guard replaced.count + leftOut.count == before else { return }
    }
    // Two declarations of one name: the compiler may blame the chapter's and mention the reader's.
    for error in errors {
      for note in error.notes { take(error, at: note) }
    }
    guard replaced.count + leftOut.count == before else { return }
    if let error = errors.first(where: { $0.path.hasSuffix("/chapter.md") }) {
      throw BuildError(
        "the exercises of \(chapter.id) cannot be graded, since the chapter does not compile: "
          + "\(chapter.file):\(error.line): \(error.message)")
    }
    let said = output.placelessErrors + errors.map(\.message) + [output.end]
    throw BuildError("the exercises of \(chapter.id) cannot be graded: \(said[0])")
  }

  private mutating func take(
    _ error: CompilerOutput.Finding, at place: CompilerOutput.Finding
  ) {
    if place.path.hasSuffix("/Exercises.swift") {
      let finding = error.diagnostic(file: error.path == place.path ? file : chapter.file)
      blame(finding, at: place.line)
    } else if place.path.hasSuffix("/chapter.md") {
      let exercise = chapter.exercises.first { exercise in
        exercise.checks.contains { $0.range.lines.contains(place.line) }
      }
      if let exercise { refuse(exercise, misfit(of: exercise, error)) }
    }
  }

  /// Whether the declaration at a line of Exercises.swift has been taken out.
  private func isTaken(line: Int) -> Bool {
    sheet.piece(atLine: line).map(leftOut.contains) ?? false
      || sheet.exercises(atLine: line, of: chapter).contains { replaced.contains($0.id) }
  }

  /// Takes out the declaration at a line of Exercises.swift.
  private mutating func blame(_ finding: Diagnostic, at line: Int) {
    let owners = sheet.exercises(atLine: line, of: chapter)
    for exercise in owners { refuse(exercise, finding) }
    guard owners.isEmpty, let piece = sheet.piece(atLine: line) else { return }
    leftOut.insert(piece)
    ofHelpers.append(finding)
  }

  private mutating func refuse(_ exercise: Exercise, _ finding: Diagnostic) {
    replaced.insert(exercise.id)
    // What is wrong with a helper comes before what its loss has done.
    let isLoss = finding.message.hasPrefix("cannot find '")
    refused[exercise.id, default: isLoss ? ofHelpers : []].append(finding)
  }

  /// The checks cannot call the answer: its heading is not the one that was asked for.
  private func misfit(of exercise: Exercise, _ error: CompilerOutput.Finding) -> Diagnostic {
    guard let (stub, own) = sheet.changedHeading(of: exercise) else {
      return error.diagnostic(file: chapter.file)
    }
    return Diagnostic(
      .error, file: chapter.file, line: error.line, column: error.column,
      "the checks cannot use your answer: \(error.message)",
      help: "the exercise asks for `\(stub)`, and yours is `\(own)`")
  }
}
