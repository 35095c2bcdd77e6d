import Foundation

/// A program to start: what, with which arguments, where, and where its output goes.
///
/// Output goes to regular files, never into a pipe, so that what was printed before a trap is kept
/// and a position in the text is a position in the file.
package struct Program {
  /// The path of the executable, or its name where the path is to be searched.
  package var executable: String
  package var arguments: [String]
  /// Variables set on top of this process's environment; nil takes one away.
  package var environment: [String: String?]
  /// The folder it runs in.
  package var folder: String
  /// The file that standard output is written to.
  package var output: String
  /// What standard input holds; nothing where it is nil.
  package var input: [UInt8]?
  /// The file that standard error is written to; where it is the one of `output`, they share it.
  package var errors: String

  package init(
    _ executable: String, _ arguments: [String], environment: [String: String?] = [:],
    folder: String, output: String, errors: String
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.output = output
    self.errors = errors
  }

  /// The environment as the child sees it, `NAME=value`.
  var environmentStrings: [String] {
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    return variables.map { "\($0.key)=\($0.value)" }
  }
}

/// What a child may use before it is stopped.
package struct Limits: Equatable, Sendable {
  package var seconds: Double
  /// Bytes of standard output and standard error together.
  package var outputBytes: Int
  package var memoryBytes: Int

  package init(
    seconds: Double = .infinity, outputBytes: Int = .max, memoryBytes: Int = .max
  ) {
    self.seconds = seconds
    self.outputBytes = outputBytes
    self.memoryBytes = memoryBytes
  }

  /// What a chapter may use: two minutes, four megabytes of text, two gigabytes of memory. A
  /// chapter is asked to keep under thirty seconds and one gigabyte.
  package static let chapter = Limits(
    seconds: 120, outputBytes: 4 << 20, memoryBytes: 2 << 30)
}

/// How a child ended.
package enum Ending: Equatable, Sendable {
  case exited(Int32)
  case signaled(Int32)
  /// Stopped by us because it went over one of its limits.
  case overTime(seconds: Double)
  case overOutput(bytes: Int)
  case overMemory(bytes: Int)

  package var isSuccess: Bool { self == .exited(0) }
}
