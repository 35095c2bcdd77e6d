import Literate

/// A chapter's checks compiled together with a file of answers: the program that grades them.
package struct AnswerProgram {
  package let chapter: Chapter
  /// What the build keeps about it.
  package let folder: String
  /// The file of answers, as the compiler is told.
  package let answers: String
  /// The name of the file that the answers' lines are counted in.
  private let places: String

  /// A program of the chapter's checks and the answers in a file.
  ///
  /// - Parameter places: The name of the file that the answers' lines are counted in.
  package init(_ chapter: Chapter, answers: String, places: String, in folder: String) {
    self.chapter = chapter
    self.answers = answers
    self.places = places
    self.folder = folder
  }

  private var checks: String { "\(folder)/Checks.swift" }
  private var executable: String { "\(folder)/program" }
  private var log: String { "\(folder)/compiler.log" }

  /// The job that compiles it.
  package func compilation(
    by compiler: DirectCompiler,
    finished: @escaping (CompilerOutput, _ compiled: Bool) throws -> Void
  ) throws -> Job {
    try Disk.write(chapter.checksProgram().swift, to: checks)
    return compiler.link([checks, answers], to: executable, log: log, finished: finished)
  }

  /// The job that grades the answer to one exercise, in a process of its own.
  package func grading(
    of exercise: Exercise, root: String, finished: @escaping (Behaviour) throws -> Void
  ) throws -> Job {
    let run = RunFolder("\(folder)/\(exercise.id)")
    try Disk.remove(run.path)
    try Disk.makeFolder(run.path)
    // The checks read it before the answer's code runs, and sign their closing record with it.
    let secret = (0..<4).map { _ in String(UInt64.random(in: 0 ... .max), radix: 16) }.joined()
    var program = Program(
      executable, [exercise.id],
      environment: ["LADDER_TRACE": run.path, "SWIFT_BACKTRACE": backtraceSettings], folder: root,
      output: run.output, errors: run.errors)
    program.input = Array(secret.utf8)
    // What measures time is not to be disturbed by its neighbours.
    let measures = exercise.checks.contains { $0.literal.contains("atMost:") }
    return Job(
      exercise.id, program, limits: .answer(to: exercise), alone: measures
    ) { ending, _ in
      try finished(Behaviour(in: run, ending: ending, file: places, secret: secret))
    }
  }
}

extension AnswerProgram {
  /// What an answer did, with the line from which an error left it: an error has no stack any more
  /// when the checks catch it, and its place is looked up from addresses.
  func placed(
    _ behaviour: Behaviour, of exercise: Exercise, by supervisor: Supervisor
  ) -> Behaviour {
    guard case .thrown(let message, nil) = behaviour.end else { return behaviour }
    let run = RunFolder("\(folder)/\(exercise.id)")
    let errors = String(decoding: Disk.tail(run.errors, count: 64 << 10), as: UTF8.self)
    let place = Symbolizer(executable, supervisor: supervisor).place(in: errors, file: places)
    var behaviour = behaviour
    behaviour.end = .thrown(message, line: place?.line)
    return behaviour
  }
}

extension Limits {
  /// What an answer may use: ten seconds or, where the checks name a budget, that; one megabyte of
  /// text, one gigabyte of memory.
  static func answer(to exercise: Exercise) -> Limits {
    let budget = exercise.checks.compactMap(\.budget).reduce(0, +)
    return Limits(
      seconds: budget > 0 ? budget : 10, outputBytes: 1 << 20, memoryBytes: 1 << 30)
  }
}
