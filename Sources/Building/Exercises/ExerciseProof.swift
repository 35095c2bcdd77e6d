import Literate

/// Proves that the exercises of chapters are sound: every solution passes its checks, every stub
/// and every wrong answer fails them, and each wrong answer in a way of its own, so that a reader who
/// gives it is told the right reason.
///
/// The answers of a chapter make up sets, one answer to each exercise in each: the stubs, the first
/// solutions, the first wrong answers, and so on. A set is compiled as one small module, standing
/// where Exercises.swift would.
package struct ExerciseProof {
  private let checkout: Checkout
  private let supervisor: Supervisor
  private let width: Int

  package init(_ checkout: Checkout, supervisor: Supervisor, width: Int) {
    self.checkout = checkout
    self.supervisor = supervisor
    self.width = width
  }

  /// What came of a chapter's answers.
  package struct Result {
    package var chapter: Chapter
    /// What each answer did, by the index of its block; of those that compiled.
    package var behaviours: [Int: Behaviour] = [:]
    /// What is wrong, at its place in chapter.md.
    package var findings: [Diagnostic] = []
  }

  /// One answer to each exercise. Where a set has none of its own for one, its solution stands in,
  /// since an answer may use another.
  private struct AnswerSet {
    var answers: [(exercise: Exercise, block: Block)]
    var program: AnswerProgram
  }

  /// Grades all answers of the chapters, and finds those that did what they must not.
  package func prove(
    _ chapters: [Chapter], progress: (String) -> Void = { _ in }
  ) throws -> [Result] {
    let kinds: [(Exercise) -> [Block]] = [{ [$0.stub] }, \.solutions, \.wrongs]
    var results = try grade(kinds, of: chapters, in: "proof", progress: progress)
    for index in results.indices { results[index].judge() }
    return results
  }

  /// Grades the chapters' answers of some kinds.
  ///
  /// - Parameter folder: Where it is done, in each chapter's own folder of the build.
  func grade(
    _ kinds: [(Exercise) -> [Block]], of chapters: [Chapter], in folder: String,
    progress: (String) -> Void
  ) throws -> [Result] {
    let compiler = try DirectCompiler(checkout, supervisor: supervisor)
    var results = chapters.map { Result(chapter: $0) }
    var compilations: [Job] = []
    var gradings: [Job] = []
    for index in chapters.indices {
      for set in try sets(kinds, of: chapters[index], in: folder) {
        compilations.append(
          try set.program.compilation(by: compiler) { output, compiled in
            guard compiled else {
              results[index].findings += refusal(of: set, output)
              return
            }
            for (exercise, block) in set.answers {
              gradings.append(
                try set.program.grading(of: exercise, root: checkout.root) {
                  results[index].behaviours[block.index] = $0
                })
            }
          })
      }
    }
    try supervisor.run(compilations, sideBySide: width) { running in
      if !running.isEmpty { progress("compiling \(compilations.count) sets of answers") }
    }
    try supervisor.run(gradings, sideBySide: width) { running in
      if let first = running.first {
        progress("grading \(gradings.count) answers, \(first.name) · \(clock(first.elapsed))")
      }
    }
    return results
  }

  private func sets(
    _ kinds: [(Exercise) -> [Block]], of chapter: Chapter, in name: String
  ) throws -> [AnswerSet] {
    var sets: [AnswerSet] = []
    for answers in kinds {
      for rank in 0..<(chapter.exercises.map { answers($0).count }.max() ?? 0) {
        let folder = "\(checkout.work)/\(chapter.id)/\(name)/\(sets.count)"
        let file = "\(folder)/Answers.swift"
        let own = chapter.exercises.filter { rank < answers($0).count }
        let text = chapter.answersFile { exercise in
          let mine = answers(exercise)
          return rank < mine.count ? mine[rank] : exercise.solutions.first ?? exercise.stub
        }
        try Disk.write(text.swift, to: file)
        sets.append(
          AnswerSet(
            answers: own.map { ($0, answers($0)[rank]) },
            program: AnswerProgram(chapter, answers: file, places: "chapter.md", in: folder)))
      }
    }
    return sets
  }

  /// What the compiler had against a set of answers.
  private func refusal(of set: AnswerSet, _ output: CompilerOutput) -> [Diagnostic] {
    let chapter = set.program.chapter
    let errors = output.findings.filter {
      $0.severity == .error && $0.path.hasSuffix("/\(chapter.folder)/chapter.md")
    }
    if !errors.isEmpty { return errors.map { $0.diagnostic(file: chapter.file) } }
    let said = output.findings.first { $0.severity == .error }?.message ?? output.end
    let place = set.answers.first?.block.range.lower ?? chapter.source.position(at: 0)
    return [chapter.diagnostic(.error, at: place, "these answers do not compile: \(said)")]
  }
}
