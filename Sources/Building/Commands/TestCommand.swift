import Foundation
import Weaving

extension Command {
  package static let test = Command(
    "test", summary: "the formatting lint, all tests, the book against its records, its exercises"
  ) { _, workshop in
    try workshop.testEverything() ? .success : .failure
  }
}

extension Workshop {
  /// Runs everything that is asked of a change, to the end, and says what failed.
  fileprivate func testEverything() throws -> Bool {
    var failed: [String] = []
    func step(_ name: String, _ body: () throws -> Bool) throws {
      terminal.line(terminal.styled("── \(name)", .strong))
      let start = ContinuousClock.now
      let isGood = try body()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      terminal.line("\(isGood ? "passed" : "FAILED") in \(clock(seconds))")
      if !isGood { failed.append(name) }
    }
    try step("formatting") { try checkFormat() }
    try step("tests") { try runTests() }
    try step("the book against its records") { try build(checking()) == .success }
    try step("the exercises") { try proveExercises(of: []) }
    try testDeterminism(step)
    guard failed.isEmpty else {
      terminal.error("Failed: " + failed.joined(separator: "; ") + ".")
      return false
    }
    terminal.line("All is well.")
    return true
  }

  private func checking() -> BuildOptions {
    var options = BuildOptions()
    options.purpose = .checking
    options.jobs = ProcessInfo.processInfo.activeProcessorCount
    return options
  }

  /// The ladder's chapters put out the same numbers on any number of threads, to the last bit, and
  /// with other kernels within the tolerance.
  private func testDeterminism(_ step: (String, () throws -> Bool) throws -> Void) throws {
    var options = checking()
    options.checksBudgets = false
    options.named = checkout.chapters.filter { $0.number <= 5 }
    var first: [String: [BlockEntry]]?
    for threads in [1, 2, 4] {
      options.environment = ["LADDER_THREADS": "\(threads)"]
      try step("the same numbers with \(threads) thread\(threads == 1 ? "" : "s")") {
        let (status, builder) = try builds(options)
        let outputs = builder.exactOutputs
        first = first ?? outputs
        for (id, blocks) in outputs.sorted(by: { $0.key < $1.key }) where blocks != first?[id] {
          let differing = blocks.first { block in !(first?[id]?.contains(block) ?? false) }
          terminal.error("\(id): block `\(differing?.id ?? "")` puts out other bits than before")
        }
        return status == .success && outputs == first
      }
    }
    #if arch(x86_64)
      options.environment = ["OPENBLAS_CORETYPE": "Haswell"]
      try step("the same numbers with other kernels") { try build(options) == .success }
    #endif
  }

  private func checkFormat() throws -> Bool {
    let folders = ["Package.swift", "Plugins", "Sources", "Tests"]
    return try show(
      "swift", ["format", "lint", "--strict", "--recursive"] + folders, log: "format.log"
    ) { $0 }
  }

  /// Runs the tests, showing what failed and the final count.
  private func runTests() throws -> Bool {
    try show(
      "swift", ["test", "-c", "release", "--disable-testable-imports"], log: "test.log"
    ) { text in
      let lines = text.split(whereSeparator: \.isNewline)
      let telling = lines.filter { $0.contains("error: ") || $0.contains("Fatal error") }
      let count = lines.last { $0.contains("Executed ") }
      return (telling + [count].compactMap { $0 }).joined(separator: "\n")
    }
  }

  /// Runs a program with its output in a file, shows the newest line while it works, and what
  /// `excerpt` makes of the output at the end.
  private func show(
    _ program: String, _ arguments: [String], log name: String, excerpt: (String) -> String
  ) throws -> Bool {
    let log = "\(checkout.work)/\(name)"
    try Disk.makeFolder(checkout.work)
    terminal.line("\(program) \(arguments.joined(separator: " "))")
    let run = Program(program, arguments, folder: checkout.root, output: log, errors: log)
    var isGood = false
    let job = Job(program, run) { ending, _ in isGood = ending.isSuccess }
    try supervisor.run([job]) { running in
      guard let first = running.first, terminal.isInteractive else { return }
      let tail = String(decoding: Disk.tail(log, count: 300), as: UTF8.self)
      let line = tail.split(whereSeparator: \.isNewline).last ?? ""
      terminal.progress("\(clock(first.elapsed))  \(line)")
    }
    let text = excerpt(String(decoding: try Disk.read(log) ?? [], as: UTF8.self))
    if !text.isEmpty { terminal.line(text) }
    if !isGood { terminal.line("The whole output: \(checkout.shown(log))") }
    return isGood
  }
}
