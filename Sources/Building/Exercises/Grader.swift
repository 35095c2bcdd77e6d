import Literate

/// Grades the reader's answers, each in a process of its own, so that none can keep the others from
/// being graded, whatever it does.
package struct Grader {
  let checkout: Checkout
  let supervisor: Supervisor
  /// What the outcome depends on besides a chapter's text and the answers: the library, which is
  /// built for it where it is not. Nobody asks as long as all answers are stubs.
  let surroundings: () throws -> Surroundings
  let width: Int

  package init(
    _ checkout: Checkout, supervisor: Supervisor, width: Int,
    surroundings: @escaping () throws -> Surroundings
  ) {
    self.checkout = checkout
    self.supervisor = supervisor
    self.width = width
    self.surroundings = surroundings
  }

  /// Grades a chapter's exercises. Nothing runs where nothing has changed since they were graded
  /// last.
  package func grade(
    _ volume: Shelf.Volume, progress: (String) -> Void = { _ in }
  ) throws -> [Grade] {
    let chapter = volume.chapter
    let sheet = AnswerSheet(SourceText(bytes: try Disk.read(volume.folder.exercises) ?? []))
    var states: [String: Grade.State] = [:]
    var scores: [String: [String]] = [:]
    for exercise in chapter.exercises {
      switch sheet.answer(to: exercise) {
      case .untouched: states[exercise.id] = .untried
      case .empty: states[exercise.id] = .empty
      case .missing(let names): states[exercise.id] = .missing(names)
      case .written: break
      }
    }
    func grades() -> [Grade] {
      chapter.exercises.map {
        Grade($0.id, states[$0.id] ?? .untried, scores: scores[$0.id] ?? [])
      }
    }
    guard states.count < chapter.exercises.count else { return grades() }
    let memory = GradeMemory(of: volume.folder)
    let key = try key(of: chapter, sheet)
    if let known = memory.grades(for: key) { return known }
    try gradeWritten(volume, sheet, &states, &scores, progress: progress)
    try memory.keep(grades(), for: key)
    return grades()
  }

  private func gradeWritten(
    _ volume: Shelf.Volume, _ sheet: AnswerSheet, _ states: inout [String: Grade.State],
    _ scores: inout [String: [String]], progress: (String) -> Void
  ) throws {
    let chapter = volume.chapter
    progress("\(chapter.id): compiling your answers")
    var compilation = AnswerCompilation(
      volume, sheet, library: try LibrarySources(checkout).types, replacing: Set(states.keys))
    let compiler = try DirectCompiler(checkout, supervisor: supervisor)
    let program = try compilation.run(with: compiler, supervisor: supervisor)
    for (id, findings) in compilation.refused { states[id] = .refused(findings) }
    guard let program else { return }

    let open = chapter.exercises.filter { states[$0.id] == nil }
    var behaviours: [String: Behaviour] = [:]
    let jobs = try open.map { exercise in
      try program.grading(of: exercise, root: checkout.root) { behaviours[exercise.id] = $0 }
    }
    try supervisor.run(jobs, sideBySide: width) { running in
      if let first = running.first {
        progress("\(chapter.id): grading \(first.name) · \(clock(first.elapsed))")
      }
    }
    for exercise in open {
      guard let graded = behaviours[exercise.id] else { continue }
      let behaviour = program.placed(graded, of: exercise, by: supervisor)
      scores[exercise.id] = behaviour.scores
      let reason =
        behaviour.passes
        ? nil : try reason(for: behaviour, of: exercise, in: volume, progress: progress)
      states[exercise.id] = behaviour.passes ? .solved : .failing(behaviour, reason: reason)
    }
  }

  /// Everything that the grades of a chapter depend on.
  private func key(of chapter: Chapter, _ sheet: AnswerSheet) throws -> String {
    let surroundings = try surroundings()
    var fingerprint = Fingerprint()
    fingerprint.add(surroundings.library)
    fingerprint.add(surroundings.toolchain)
    fingerprint.add(surroundings.flags)
    fingerprint.add(chapter.checksProgram().swift)
    for exercise in chapter.exercises {
      for block in [exercise.stub] + exercise.wrongs { fingerprint.add(block.literal) }
    }
    fingerprint.add(sheet.source.bytes)
    return fingerprint.name()
  }
}
