import Foundation
import Literate

/// What came of a block that must fail.
package struct ExpectedFailure: Codable, Equatable, Sendable {
  /// What was said when it failed; nil when it did not fail, or not in this way.
  package var message: String?
  /// What happened instead.
  package var instead: String?
}

/// Proves that the blocks with `fails=` fail, in the way they say.
///
/// Each is a program of its own with the chapter's declarations: one that must not compile would
/// hide the errors of the others, and one that must trap ends its process. What came of it is kept
/// under the fingerprint of everything it depends on.
package struct ExpectedFailures {
  private let checkout: Checkout
  private let supervisor: Supervisor
  private let surroundings: Surroundings
  private let width: Int

  package init(
    _ checkout: Checkout, supervisor: Supervisor, surroundings: Surroundings, width: Int
  ) {
    self.checkout = checkout
    self.supervisor = supervisor
    self.surroundings = surroundings
    self.width = width
  }

  /// A block, and where its program and what came of it stand.
  private struct Case {
    var chapter: Chapter
    var block: Block
    var failure: Block.Failure
    var folder: String

    var source: String { "\(folder)/Block.swift" }
    var executable: String { "\(folder)/program" }
    var log: String { "\(folder)/compiler.log" }
    var result: String { "\(folder)/result.json" }
  }

  /// What came of each chapter's blocks, by chapter and block.
  package func prove(
    _ chapters: [Chapter], progress: (String) -> Void
  ) throws -> [String: [String: ExpectedFailure]] {
    var results: [String: [String: ExpectedFailure]] = [:]
    var open: [Case] = []
    for chapter in chapters {
      for block in chapter.swiftBlocks {
        guard let failure = block.failure else { continue }
        let name = key(of: block, in: chapter)
        let entry = Case(
          chapter: chapter, block: block, failure: failure,
          folder: "\(checkout.work)/failures/\(name)")
        if let known = load(entry) {
          results[chapter.id, default: [:]][block.id] = known
        } else {
          open.append(entry)
        }
      }
    }
    guard !open.isEmpty else { return results }
    let found = try settle(open, progress: progress)
    for (entry, result) in found {
      results[entry.chapter.id, default: [:]][entry.block.id] = result
      try Disk.write([UInt8](try JSONEncoder().encode(result)), to: entry.result)
    }
    return results
  }

  /// Compiles the cases side by side, then runs those that must fail as they run.
  private func settle(
    _ cases: [Case], progress: (String) -> Void
  ) throws -> [(Case, ExpectedFailure)] {
    let compiler = try DirectCompiler(checkout, supervisor: supervisor)
    var found: [(Case, ExpectedFailure)] = []
    var runnable: [Case] = []
    var jobs: [Job] = []
    for entry in cases {
      try Disk.write(entry.chapter.tangled(failing: entry.block).swift, to: entry.source)
      if entry.failure == .compile {
        jobs.append(
          compiler.check([entry.source], log: entry.log) { output, compiled in
            found.append((entry, Self.refusal(by: output, compiled: compiled)))
          })
      } else {
        jobs.append(
          compiler.link([entry.source], to: entry.executable, log: entry.log) {
            output, compiled in
            guard !compiled else { return runnable.append(entry) }
            let message = output.findings.first { $0.severity == .error }?.message
            found.append((entry, .init(instead: "it did not compile: \(message ?? "")")))
          })
      }
    }
    try supervisor.run(jobs, sideBySide: width) { running in
      if !running.isEmpty { progress("trying the blocks that must fail") }
    }
    try supervisor.run(
      try runnable.map { entry in
        let run = RunFolder("\(entry.folder)/run")
        return try ChapterRun.job(
          entry.block.id, executable: entry.executable, in: run, root: checkout.root,
          limits: Limits(seconds: 20, outputBytes: 1 << 20, memoryBytes: 2 << 30), alone: false
        ) { found.append((entry, Self.stop(of: $0, as: entry.failure))) }
      }, sideBySide: width)
    return found
  }

  private static func refusal(by output: CompilerOutput, compiled: Bool) -> ExpectedFailure {
    guard !compiled else { return .init(instead: "it compiled") }
    let errors = output.findings.filter { $0.severity == .error }
    guard !errors.isEmpty else {
      return .init(instead: output.placelessErrors.first ?? "the compiler gave no reason")
    }
    return .init(message: errors.map { "error: \($0.message)" }.joined(separator: "\n"))
  }

  private static func stop(of run: ChapterRun, as failure: Block.Failure) -> ExpectedFailure {
    if run.isComplete { return .init(instead: "it ran to its end") }
    if let thrown = run.thrownError {
      return failure == .throw
        ? .init(message: thrown) : .init(instead: "it threw an error: \(thrown)")
    }
    guard case .signaled(let signal) = run.ending else {
      return .init(instead: "it ended otherwise (\(run.ending))")
    }
    let reason = Backtrace(run.errors).reason ?? "stopped by \(signalName(signal))"
    return failure == .trap ? .init(message: reason) : .init(instead: "it stopped: \(reason)")
  }

  // MARK: - What is kept

  private func load(_ entry: Case) -> ExpectedFailure? {
    guard let bytes = (try? Disk.read(entry.result)) ?? nil else { return nil }
    return try? JSONDecoder().decode(ExpectedFailure.self, from: Data(bytes))
  }

  /// Everything the outcome depends on: the block's program without the places in it, which move
  /// with every line of prose.
  private func key(of block: Block, in chapter: Chapter) -> String {
    var fingerprint = Fingerprint()
    let parts = [surroundings.library, surroundings.toolchain, surroundings.flags]
    for part in parts { fingerprint.add(part) }
    fingerprint.add(block.failure?.rawValue ?? "")
    let lines = chapter.tangled(failing: block).swift.split(separator: "\n")
    for line in lines where !line.hasPrefix("#sourceLocation") { fingerprint.add(String(line)) }
    return fingerprint.name()
  }
}

extension ExpectedFailure {
  /// What is wrong with the outcome, for a block that must fail; nil when it failed as it says.
  package func finding(for block: Block, in chapter: Chapter) -> Diagnostic? {
    let way =
      switch block.failure {
      case .compile: "must not compile"
      case .trap: "must trap"
      case .throw: "must throw"
      case nil: "must not fail"
      }
    if let instead {
      return chapter.diagnostic(
        .error, at: block.range.lower, "block `\(block.id)` \(way), but \(instead)",
        help: "correct the block, or take `fails=` away")
    }
    guard let wanted = block.match, let message, !message.contains(wanted) else { return nil }
    return chapter.diagnostic(
      .error, at: block.range.lower,
      "block `\(block.id)` fails with another message than `match=\"\(wanted)\"`: \(message)",
      help: "is it failing for the reason the text gives?")
  }
}
