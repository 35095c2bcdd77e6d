import Foundation
import Literate
import Trace

/// A piece of Python that stands in the book: a block of a chapter, or an `again.py`.
struct PythonProgram {
  /// What messages call it: ``block `distances` ``.
  var name: String
  var text: String
  /// The file it stands in, as messages name it.
  var file: String
  /// The line of that file at which it begins.
  var line: Int

  /// How a run of it went.
  struct Run {
    /// What it left; nil when it did not come to its end.
    var result: ForeignResult?
    /// What it printed.
    var output: String
    var seconds: Double
    /// Why there is no result, at its place.
    var failure: Diagnostic?
  }

  /// Runs it in the folder `work`, where it finds in `given` what the chapter handed over.
  func run(
    _ environment: PythonEnvironment, given: String, work: String, limits: Limits,
    in workshop: Workshop
  ) throws -> Run {
    try Disk.makeFolder(work)
    let script = "\(work)/program.py"
    let result = "\(work)/result.json"
    try Disk.write(text, to: script)
    try Disk.remove(result)
    let program = Program(
      environment.python, [try Self.helper(), script, file, "\(line)", result],
      environment: ["LADDER_GIVEN": given, "PYTHONDONTWRITEBYTECODE": "1"],
      folder: workshop.checkout.root, output: "\(work)/stdout", errors: "\(work)/stderr")
    var ended: (ending: Ending, seconds: Double) = (.exited(1), 0)
    try workshop.supervisor.run([Job(name, program, limits: limits) { ended = ($0, $1) }]) {
      if let job = $0.first { workshop.terminal.progress("\(job.name), \(Int(job.elapsed)) s") }
    }
    workshop.terminal.clearProgress()
    let output = try Disk.text(program.output) ?? ""
    if ended.ending.isSuccess, let bytes = try Disk.read(result) {
      do {
        let result = try ForeignResult(bytes, path: result)
        return Run(result: result, output: output, seconds: ended.seconds)
      } catch {
        throw BuildError("what \(name) recorded cannot be read: \(error)")
      }
    }
    let errors = String(decoding: Disk.tail(program.errors, count: 64 << 10), as: UTF8.self)
    return Run(
      output: output, seconds: ended.seconds, failure: failure(ended.ending, errors))
  }

  /// Why it ended early, at the last of its lines that the traceback names.
  func failure(_ ending: Ending, _ errors: String) -> Diagnostic {
    let lines = errors.split(whereSeparator: \.isNewline)
    let places = lines.compactMap { line -> Int? in
      guard let match = line.firstMatch(of: /File "(.+)", line (\d+)/), match.1 == file else {
        return nil
      }
      return Int(match.2)
    }
    let reason =
      switch ending {
      case .overTime(let seconds): "it did not end within \(format(seconds)) s"
      case .overMemory(let bytes): "it took more than \(bytes >> 20) MB of memory"
      case .overOutput(let bytes): "it printed more than \(bytes >> 20) MB"
      case .signaled(let signal): "it was killed (signal \(signal))"
      case .exited(0): "it ended before its last line"
      case .exited(let status): lines.last.map(String.init) ?? "it ended with status \(status)"
      }
    return Diagnostic(
      .error, file: file, line: places.last ?? line, column: 1, "\(name): \(reason)")
  }

  /// The Python that the program may call.
  private static func helper() throws(BuildError) -> String {
    guard let path = Bundle.module.path(forResource: "ladder", ofType: "py") else {
      throw BuildError("ladder.py is not among the tools' own files: `./build.sh clean` and again")
    }
    return path
  }
}
