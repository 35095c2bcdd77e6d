import Foundation
import Literate
import Trace

extension ChapterRun {
  /// Why the run did not reach the end of the chapter, at the place in chapter.md; nil when it did.
  ///
  /// - Parameter symbolizer: Finds lines where the report of the crash does not.
  package func failure(of chapter: Chapter, symbolizer: Symbolizer? = nil) -> Diagnostic? {
    guard !isComplete else { return nil }
    let backtrace = Backtrace(errors)
    let block = trace?.blocks.last.flatMap { chapter.block($0.id) }
    var line = block?.firstCodeLine ?? 1
    var column = block?.columns.first ?? 1
    if let place = backtrace.place ?? symbolizer?.place(in: errors) {
      line = place.line
      column = place.column
    }
    let name = block.map { $0.isNamed ? "block `\($0.id)`" : "the block at line \($0.line)" }
    let (message, help) = explanation(backtrace, block: name ?? "the chapter's start")
    return Diagnostic(
      .error, file: chapter.file, line: line, column: column, message, help: help)
  }

  private func explanation(
    _ backtrace: Backtrace, block: String
  ) -> (message: String, help: String?) {
    switch ending {
    case .overTime(let seconds):
      return (
        "the chapter did not end within \(format(seconds)) s; it was in \(block)",
        "look for a loop without an end, or give the block the time it needs: `budget=300s`"
      )
    case .overOutput(let bytes):
      return (
        "the chapter printed more than \(bytes >> 20) MB; it was in \(block)",
        "look for a loop that prints without end. \(outputEnds)"
      )
    case .overMemory(let bytes):
      return (
        "the chapter took more than \(bytes >> 20) MB of memory; it was in \(block)",
        "look for a loop that keeps what it makes, or work on smaller pieces"
      )
    case .exited(0):
      guard trace != nil else { return missingTrace }
      return (
        "the chapter ended before its last block, in \(block)",
        "a chapter runs to its end: take away the `exit` or the early `return`"
      )
    case .exited(let status):
      if let thrown = thrownError { return ("an error was thrown in \(block): \(thrown)", nil) }
      return ("the chapter ended with status \(status) in \(block)", lastWords)
    case .signaled(let signal):
      if let reason = backtrace.reason { return ("stopped in \(block): \(reason)", nil) }
      if backtrace.place != nil || [SIGILL, SIGTRAP].contains(signal) {
        return (
          "stopped in \(block): a rule of Swift was broken, such as an index out of range",
          lastWords
        )
      }
      return ("the chapter was killed (\(signalName(signal))) in \(block)", lastWords)
    }
  }

  private var missingTrace: (message: String, help: String?) {
    let reason = traceError.map { " (\($0.message))" } ?? ""
    return (
      "the chapter ended without a trace of what it did\(reason)",
      "`./build.sh clean` and build again; if it persists, this is a fault of the tools"
    )
  }
}

// MARK: - The program's own words

extension ChapterRun {
  /// The error that left the chapter, as Notebook reports it.
  var thrownError: String? {
    errors.split(whereSeparator: \.isNewline).last { $0.hasPrefix("thrown: ") }
      .map { String($0.dropFirst("thrown: ".count)) }
  }

  /// The end of standard error, which may say more than we can.
  private var lastWords: String? {
    let lines = errors.split(whereSeparator: \.isNewline)
    let said = lines.prefix { !$0.hasPrefix("*** Signal ") }.suffix(5)
    return said.isEmpty ? nil : "its last words: " + said.joined(separator: " / ")
  }

  /// The beginning and the end of an endless output.
  private var outputEnds: String {
    let head = Disk.head(folder.output, count: 200)
    let tail = Disk.tail(folder.output, count: 200)
    return "It begins \(quoted(head)) and ends \(quoted(tail))"
  }

  private func quoted(_ bytes: [UInt8]) -> String {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return "\"" + lines.joined(separator: " / ").prefix(80) + "\""
  }
}

/// What the signal is called.
func signalName(_ signal: Int32) -> String {
  "signal \(signal), \(String(cString: strsignal(signal)))"
}
