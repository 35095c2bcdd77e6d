import Foundation
import Trace

/// The grading of one exercise: takes what the expectations say and writes it down at once, since
/// the next line of the answer may be its last.
final class Assessment: @unchecked Sendable {
  @TaskLocal static var current: Assessment?

  /// After so many failures a report tells nothing new.
  private static let failureLimit = 20

  private let file: FileHandle?
  /// Whether failures are written down, or only kept for whoever tries an input.
  private let reportsFailures: Bool
  private let lock = NSLock()
  private var met = 0
  private var failures: [GradeFailure] = []

  /// Reports to a file; without one, only to whoever asks.
  init(file: FileHandle?) {
    self.file = file
    reportsFailures = true
  }

  /// A trial within a grading: its failures are told only to whoever asks, since the input may yet
  /// become simpler.
  init(trialOf grading: Assessment?) {
    file = grading?.file
    reportsFailures = false
  }

  /// The failures so far.
  var found: [GradeFailure] { lock.withLock { failures } }
  /// The expectations met so far.
  var metCount: Int { lock.withLock { met } }

  func meet(_ count: Int = 1) {
    lock.withLock { met += count }
  }

  func fail(_ failure: GradeFailure) {
    lock.withLock { failures.append(failure) }
    if reportsFailures, found.count <= Self.failureLimit { write(.failure(failure)) }
  }

  func write(_ record: GradeRecord) {
    guard let file else { return }
    lock.withLock { file.write(Data((record.line + "\n").utf8)) }
  }
}

/// Runs the checks of exercises.
public enum Exercises {
  /// Runs the checks of the exercise that the first argument names and writes the report into the
  /// folder LADDER_TRACE names. The program that the build makes of a chapter's checks calls it.
  public static func grade(_ checks: KeyValuePairs<String, () throws -> Void>) {
    let secret = takeSecret()
    let name = CommandLine.arguments.dropFirst().first ?? ""
    guard let check = checks.first(where: { $0.key == name })?.value else {
      fatalError("there is no exercise \"\(name)\" here, only \(checks.map(\.key))")
    }
    let folder = ProcessInfo.processInfo.environment["LADDER_TRACE"] ?? "."
    grade(check, into: folder + "/grade.jsonl", secret: secret)
  }

  /// Reads the secret that the build gives through standard input, which can be read only once and
  /// is empty from then on: no code of the answer has run yet.
  private static func takeSecret() -> String {
    guard isatty(STDIN_FILENO) == 0 else { return "" }
    let secret = FileHandle.standardInput.readDataToEndOfFile()
    let nothing = open("/dev/null", O_RDONLY)
    if nothing >= 0 {
      dup2(nothing, STDIN_FILENO)
      close(nothing)
    }
    return String(decoding: secret, as: UTF8.self)
  }

  /// Runs one exercise's checks and writes the report to a file.
  package static func grade(_ check: () throws -> Void, into path: String, secret: String) {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { fatalError("the report \(path) cannot be written") }
    let assessment = Assessment(file: file)
    watchThrowsAndAborts()
    Assessment.$current.withValue(assessment) {
      do {
        try check()
        assessment.write(.finish(met: assessment.metCount, secret: secret))
      } catch {
        keepLastThrow()
        assessment.write(.thrown("\(error)"))
        writePlaceOfLastThrow()
      }
    }
  }
}

/// Stands in the place of an answer that is still to be written.
public func todo(file: StaticString = #file, line: UInt = #line) -> Never {
  guard let assessment = Assessment.current else {
    fatalError("this is still to be written", file: file, line: line)
  }
  assessment.write(.untried)
  exit(0)
}
