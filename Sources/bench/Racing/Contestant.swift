import Foundation

/// A child process that runs one workload on request: ours or the peer's.
final class Contestant {
  /// What the first run computed.
  private(set) var computed = Double.nan
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private var pending = Data()

  init(_ program: String, _ arguments: [String], threads: Int) throws {
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    // Both choose their kernels for the processor that is there.
    environment["OPENBLAS_CORETYPE"] = nil
    environment["OPENBLAS_L2_SIZE"] = nil
    for name in ["LADDER_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"] {
      environment[name] = "\(threads)"
    }
    process.environment = environment
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    computed = try answer()
  }

  /// Seconds a run takes now, measured over about so many seconds.
  func round(lasting seconds: Double) throws -> Double {
    send("go \(seconds)")
    return try answer()
  }

  /// Ends the process and tells the most memory it held, in bytes.
  func end() throws -> Int {
    send("end")
    let bytes = try answer()
    process.waitUntilExit()
    return Int(bytes)
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  private func send(_ line: String) {
    requests.fileHandleForWriting.write(Data((line + "\n").utf8))
  }

  private func answer() throws -> Double {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[pending.startIndex..<end], as: UTF8.self)
        pending = Data(pending[pending.index(after: end)...])
        guard let value = Double(line) else { throw Failure("it answered \"\(line)\"") }
        return value
      }
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else {
        process.waitUntilExit()
        throw Failure("it ended early, with status \(process.terminationStatus)")
      }
      pending += more
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = "a contestant did not do its work: \(what)" }
  }
}
