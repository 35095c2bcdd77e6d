import Foundation

/// The Python that exchange tests talk to: `LADDER_PYTHON`, or `.venv/bin/python` in the project's
/// folder, or `python3`. The project does without it; these tests then say that they did not run.
public struct Python {
  private let executable: URL
  private let arguments: [String]

  /// The first Python that can import `modules`, or nil.
  public init?(with modules: [String]) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let local = root.appendingPathComponent(".venv/bin/python").path
    let chosen = ProcessInfo.processInfo.environment["LADDER_PYTHON"]
    let imports = modules.map { "import \($0)" }.joined(separator: "; ")
    for path in [chosen, local, "python3"].compactMap({ $0 }) {
      let candidate = Python(path)
      if let (status, _) = try? candidate.run(["-c", imports]), status == 0 {
        self = candidate
        return
      }
    }
    return nil
  }

  private init(_ path: String) {
    let isPath = path.contains("/")
    executable = URL(fileURLWithPath: isPath ? path : "/usr/bin/env")
    arguments = isPath ? [] : [path]
  }

  /// Runs Python and returns its exit status and everything it printed.
  public func run(_ more: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments + more
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
