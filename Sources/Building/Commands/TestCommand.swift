import Foundation
import Pages

extension Command {
  package static let test = Command(
    "test", summary: "the formatting lint, all tests, the book against its records, its exercises",
    flags: [.all]
  ) { invocation, workshop in
    let day = Int(Date().timeIntervalSince1970) / 86_400
    let all = workshop.checkout.chapters
    let chapters = invocation.has(.all) ? all : provedOnThreads(all, day: day)
    // For tests that take turns by day where they are not asked for all.
    if invocation.has(.all) { setenv("LADDER_TESTS", "all", 1) }
    return try workshop.testEverything(onThreads: chapters) ? .success : .failure
  }
}

extension Flag {
  fileprivate static let all = Flag(
    name: "--all",
    summary: "what takes turns by day at once: threads and kernels, widths of pages, kills")
}

/// The chapters of which `test` proves today that threads and kernels change no number: two of the
/// ladder's and three of the others, other ones every day, until all have had their turn.
package func provedOnThreads(_ chapters: [ChapterFolder], day: Int) -> [ChapterFolder] {
  func turn(_ chapters: [ChapterFolder], _ count: Int) -> [ChapterFolder] {
    guard chapters.count > count else { return chapters }
    return (0..<count).map { chapters[(day * count + $0) % chapters.count] }
  }
  let chosen =
    turn(chapters.filter { $0.number <= 5 }, 2) + turn(chapters.filter { $0.number > 5 }, 3)
  return chapters.filter { chapter in chosen.contains { $0.id == chapter.id } }
}

extension Workshop {
  /// Runs everything that is asked of a change, to the end, and says what failed.
  fileprivate func testEverything(onThreads chapters: [ChapterFolder]) throws -> Bool {
    // The readers' files are no part of what is tested: see Package.swift.
    setenv("LADDER_ANSWERS", "0", 1)
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
    var checked: [String: [BlockEntry]] = [:]
    try step("the book against its records") {
      let (status, builder) = try builds(checking())
      checked = builder.exactOutputs
      return status == .success
    }
    try step("the exercises") { try proveExercises(of: []) }
    try testDeterminism(of: chapters, checked: checked, step)
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

  /// The chapters put out the same numbers on any number of threads, to the last bit, and with other
  /// kernels within the tolerance.
  ///
  /// - Parameter checked: What the check of the book has put out, which ran on as many threads as
  ///   there are cores: where it ran all of these chapters, they need not run so again.
  private func testDeterminism(
    of chapters: [ChapterFolder], checked: [String: [BlockEntry]],
    _ step: (String, () throws -> Bool) throws -> Void
  ) throws {
    var options = checking()
    let cores = options.jobs
    // Numbers are compared, and not times.
    options.checksBudgets = false
    options.keepsQuiet = false
    options.named = chapters
    terminal.line("On all threads and kernels: " + chapters.map(\.id).joined(separator: ", "))
    let known = checked.filter { id, _ in chapters.contains { $0.id == id } }
    let isKnown = known.count == chapters.count
    if isKnown { terminal.line("The check of the book has run them on \(count(cores, "thread")).") }
    var first = isKnown ? known : nil
    for threads in [1, 2, 4] where !(isKnown && threads == cores) {
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

  /// Runs the tests, showing what failed and the final counts. Those of pages wait for a browser and
  /// those of the program for children most of the time, so that they run beside the library's.
  private func runTests() throws -> Bool {
    let isBuilt = try show(
      "swift", ["build", "-c", "release", "--build-tests"], log: "test-build.log", excerpt: telling)
    guard isBuilt else { return false }
    let test = [
      "test", "-c", "release", "--disable-testable-imports", "--skip-build", "--ignore-lock",
    ]
    let parts = [
      ("test.log", "--skip", "^(SiteTests|BuildingTests)\\."),
      ("test-pages.log", "--filter", "^SiteTests\\."),
      ("test-program.log", "--filter", "^BuildingTests\\."),
    ]
    return try show(
      parts.map { log, choice, names in
        Call(program: "swift", arguments: test + [choice, names], log: log)
      }, excerpt: telling)
  }
}

/// What a test run's output says of failures, and its final count.
private func telling(_ text: String) -> String {
  let lines = text.split(whereSeparator: \.isNewline)
  let telling = lines.filter { $0.contains("error: ") || $0.contains("Fatal error") }
  let count = lines.last { $0.contains("Executed ") }
  return (telling + [count].compactMap { $0 }).joined(separator: "\n")
}
