import Literate
import Trace

/// One run of a chapter's program: how it ended and what it left.
package struct ChapterRun: Sendable {
  package var folder: RunFolder
  package var ending: Ending
  package var seconds: Double
  /// What the program recorded, to the point where it ended; nil when it recorded nothing.
  package var trace: RunTrace?
  /// Why the trace could not be read.
  package var traceError: TraceError?
  /// The end of what it wrote to standard error.
  package var errors: String

  /// Reads what a run has left.
  package init(in folder: RunFolder, ending: Ending, seconds: Double) {
    self.folder = folder
    self.ending = ending
    self.seconds = seconds
    do throws(TraceError) {
      trace = try RunTrace.read(path: folder.trace, partial: true)
    } catch {
      traceError = error
    }
    errors = String(decoding: Disk.tail(folder.errors, count: 64 << 10), as: UTF8.self)
  }

  /// Whether the chapter ran from its first block to its last.
  package var isComplete: Bool { ending.isSuccess && trace?.finish != nil }

  /// The job that runs `executable` and leaves its traces in `folder`.
  package static func job(
    _ name: String, executable: String, in folder: RunFolder, root: String, limits: Limits,
    alone: Bool, environment: [String: String?] = [:],
    finished: @escaping (ChapterRun) throws -> Void
  ) throws(BuildError) -> Job {
    try Disk.remove(folder.path)
    try Disk.makeFolder(folder.path)
    let variables: [String: String?] = [
      "LADDER_TRACE": folder.path,
      "SWIFT_BACKTRACE": backtraceSettings,
    ]
    let program = Program(
      executable, [], environment: variables.merging(environment) { $1 }, folder: root,
      output: folder.output, errors: folder.errors)
    return Job(name, program, limits: limits, alone: alone) { ending, seconds in
      try finished(ChapterRun(in: folder, ending: ending, seconds: seconds))
    }
  }
}

/// A trap at -O says nothing by itself; with this the runtime's report names the line in chapter.md.
let backtraceSettings =
  "enable=yes,color=no,interactive=no,threads=crashed,images=none,registers=none,limit=64,"
  + "timeout=20s,output-to=stderr"
