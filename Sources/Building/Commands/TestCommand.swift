import Foundation
import Pages

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
}
