import Foundation
import Trace

/// What a tangled chapter calls to run itself; a chapter's own text calls `show`, `record`, `claim`
/// and their like.
public enum Notebook {
  /// Runs a chapter from its first block to its last.
  ///
  /// With `LADDER_TRACE` set to a folder, what the chapter shows is written there as a trace for
  /// the weaver; without it, tables and claims are printed for a person and figures are saved under
  /// `.build/figures`. An error that leaves the chapter ends the process with status 1.
  public static func run(chapter: String, _ body: () throws -> Void) {
    bufferOutputByLine()
    let variables = ProcessInfo.processInfo.environment
    let folder = variables["LADDER_TRACE"]
    if folder == nil { runAgainWithBacktraces(variables) } else { watchThrowsAndAborts() }
    do {
      try run(chapter: chapter, traceFolder: folder, variables: variables, body)
      flushOutput()
    } catch {
      flushOutput()
      printError("thrown: \(error)")
      if folder != nil { writePlaceOfLastThrow() }
      exit(1)
    }
  }

  /// Runs a chapter inside this process, as the tests do.
  package static func run(
    chapter: String, traceFolder: String?, variables: [String: String], _ body: () throws -> Void
  ) throws {
    let session = try Session(chapter: chapter, traceFolder: traceFolder, variables: variables)
    try Session.$current.withValue(session) {
      do {
        try body()
      } catch {
        keepLastThrow()
        session.fail(error)
        throw error
      }
    }
  }

  /// Begins the block `id`: what is printed and shown from here on belongs to it.
  public static func enter(_ id: String) { Session.current?.enter(id) }

  /// Begins the block `id` where it may run now, and says whether it may.
  ///
  /// A `long` block runs when `LADDER_LONG` is 1. A block that needs data sets is passed over when
  /// the build has found one of them missing and named it in `LADDER_MISSING` (names, separated by
  /// commas). Of a block passed over the page shows the recorded result.
  public static func enters(_ id: String, long: Bool = false, data: [String] = []) -> Bool {
    Session.current?.enters(id, long: long, data: data) ?? true
  }

  /// Closes the trace; a run whose trace is not closed returned or exited early.
  public static func finish() { Session.current?.finish() }
}
