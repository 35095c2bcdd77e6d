import Foundation
import Trace

/// What an answer did when it was graded.
package struct Behaviour: Codable, Equatable {
  /// How the checks came to their end.
  package enum End: Codable, Equatable {
    /// They ran to the last.
    case complete
    /// The answer called `todo()`.
    case todo
    /// An error left them; the line is the one in the file of answers where it was thrown, once that
    /// is looked up.
    case thrown(String, line: Int? = nil)
    /// The answer stopped the process; the line is the one in the file of answers.
    case stopped(reason: String?, line: Int?)
    /// The stack was used up.
    case recursion
    case overTime(seconds: Double)
    case overOutput(bytes: Int)
    case overMemory(bytes: Int)
    /// The process ended before they were through, with this status.
    case exited(Int32)
  }

  package var end: End
  /// The expectations met.
  package var met: Int
  /// The expectations that were not met, in order.
  package var failures: [GradeFailure]
  /// What was being tried last.
  package var lastCase: String?
  /// How well it did where there is no end to doing better.
  package var scores: [String]

  package init(
    _ end: End, met: Int = 0, failures: [GradeFailure] = [], lastCase: String? = nil,
    scores: [String] = []
  ) {
    self.scores = scores
    self.end = end
    self.met = met
    self.failures = failures
    self.lastCase = lastCase
  }

  /// Whether the answer is right: all checks ran, none failed, and at least one expected something.
  package var passes: Bool { end == .complete && failures.isEmpty && met > 0 }

  /// Whether another answer did the same, failing for the same cases with the same values.
  package func isLike(_ other: Behaviour) -> Bool {
    guard end.isLike(other.end), failures.count == other.failures.count else { return false }
    // Where the checks were cut short, the case at hand tells answers apart.
    guard end == .complete || lastCase == other.lastCase else { return false }
    return zip(failures, other.failures).allSatisfy { mine, theirs in
      Building.isLike(mine.message, theirs.message) && mine.input == theirs.input
        && (mine.isMeasured
          || Building.isLike(mine.expected, theirs.expected)
            && Building.isLike(mine.actual, theirs.actual))
    }
  }
}

extension Behaviour.End {
  fileprivate func isLike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.stopped(let mine, _), .stopped(let theirs, _)): return mine == theirs
    case (.thrown(let mine, _), .thrown(let theirs, _)): return mine == theirs
    default: return self == other
    }
  }
}

extension Behaviour {
  /// Reads what a grading has left.
  ///
  /// - Parameters:
  ///   - folder: Where the process wrote its report and its streams.
  ///   - ending: How the process ended.
  ///   - file: The name of the file of answers, whose lines a trap is told with.
  ///   - secret: What the closing record is signed with; one that is not, an answer has written.
  init(in folder: RunFolder, ending: Ending, file: String, secret: String) {
    let bytes = ((try? Disk.read("\(folder.path)/grade.jsonl")) ?? nil) ?? []
    // A report that cannot be read was not written by the checks, and proves nothing.
    let report =
      (try? GradeReport(reading: bytes, secret: secret))
      ?? (try? GradeReport(reading: [], secret: secret))!
    let end = Self.end(report, ending, errors: folder.errors, file: file)
    self.init(
      end, met: report.met ?? 0, failures: report.failures,
      lastCase: end == .complete ? nil : report.lastCase, scores: report.scores)
  }

  private static func end(
    _ report: GradeReport, _ ending: Ending, errors: String, file: String
  ) -> End {
    switch ending {
    case .overTime(let seconds):
      // The runtime may take its time to report on a deep stack.
      let said = String(decoding: Disk.head(errors, count: 64 << 10), as: UTF8.self)
      let isFull = ["*** Signal \(SIGSEGV):", "*** Signal \(SIGBUS):"].contains(
        where: said.contains)
      return isFull ? .recursion : .overTime(seconds: seconds)
    case .overOutput(let bytes): return .overOutput(bytes: bytes)
    case .overMemory(let bytes): return .overMemory(bytes: bytes)
    case .exited(let status):
      if report.isUntried { return .todo }
      if let thrown = report.thrown { return .thrown(thrown) }
      return report.met != nil && status == 0 ? .complete : .exited(status)
    case .signaled(let signal):
      let said = String(decoding: Disk.tail(errors, count: 64 << 10), as: UTF8.self)
      let backtrace = Backtrace(said, file: file)
      // Safe Swift reaches memory that is not its own in one way: down the end of the stack.
      if signal == SIGSEGV || signal == SIGBUS { return .recursion }
      let isRule = [SIGILL, SIGTRAP, SIGABRT].contains(signal)
      return .stopped(
        reason: backtrace.reason ?? (isRule ? nil : signalName(signal)),
        line: backtrace.place?.line)
    }
  }
}
