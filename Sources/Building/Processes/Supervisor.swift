import Foundation

/// A child to run and what to do when it has ended.
package struct Job {
  package var name: String
  package var program: Program
  package var limits: Limits
  /// Whether nothing else may run beside it: it measures time.
  package var alone: Bool
  /// Called once, on the supervising thread, with how it ended and the seconds it took.
  package var finished: (Ending, _ seconds: Double) throws -> Void

  package init(
    _ name: String, _ program: Program, limits: Limits = Limits(), alone: Bool = false,
    finished: @escaping (Ending, _ seconds: Double) throws -> Void
  ) {
    self.name = name
    self.program = program
    self.limits = limits
    self.alone = alone
    self.finished = finished
  }
}

/// A job at work, for whoever shows progress.
package struct RunningJob {
  package var name: String
  package var elapsed: Double
}

/// Runs child processes side by side and keeps them within their limits.
///
/// One loop on one thread looks at all of them: there is nothing to synchronise, and a request to
/// stop is seen within a hundredth of a second.
package final class Supervisor {
  package let interrupts: Interrupts
  private lazy var watchdog = Watchdog()
  /// The children at work, those too in whose midst another is run, each with the children that
  /// this process had when it was started.
  private var atWork: [pid_t: Set<pid_t>] = [:]

  package init(interrupts: Interrupts = .none) {
    self.interrupts = interrupts
    Descendants.adopt()
  }

  /// Runs all jobs, at most `width` at a time, in their order. `watch` is called again and again
  /// with those at work. When it throws, or a job's end does, or a request to stop arrives, the
  /// children are stopped first.
  package func run(
    _ jobs: [Job], sideBySide width: Int = 1, watch: ([RunningJob]) -> Void = { _ in }
  ) throws {
    var waiting = jobs[...]
    var running: [(job: Job, child: Child)] = []
    defer { stop(running.map(\.child)) }
    var pause = 0.0005
    while !(waiting.isEmpty && running.isEmpty) {
      while let next = waiting.first, running.count < max(1, width),
        running.isEmpty || !(next.alone || running.contains { $0.job.alone })
      {
        let others = Descendants.children
        let child = try Child(next.program, limits: next.limits)
        watchdog?.watch(child.identifier)
        atWork[child.identifier] = others
        running.append((next, child))
        waiting = waiting.dropFirst()
        pause = 0.0005
      }
      try interrupts.check()
      var still: [(job: Job, child: Child)] = []
      var ended: [(job: Job, ending: Ending, seconds: Double, identifier: pid_t)] = []
      for entry in running {
        if let ending = entry.child.poll() {
          ended.append((entry.job, ending, entry.child.elapsed, entry.child.identifier))
        } else {
          still.append(entry)
        }
      }
      running = still
      for (_, _, _, identifier) in ended { clean(after: identifier) }
      for (job, ending, seconds, _) in ended { try job.finished(ending, seconds) }
      watch(running.map { RunningJob(name: $0.job.name, elapsed: $0.child.elapsed) })
      guard ended.isEmpty else { continue }
      // Short programs are noticed at once, long ones cost next to nothing to watch.
      usleep(UInt32(pause * 1e6))
      pause = min(pause * 1.5, 0.02)
    }
  }

  /// Runs one program to its end.
  package func run(_ program: Program, limits: Limits = Limits()) throws -> Ending {
    var result: Ending?
    try run([Job("", program, limits: limits) { ending, _ in result = ending }])
    guard let result else { throw BuildError("\(program.executable) did not end.") }
    return result
  }

  /// Asks the children to stop, and after half a second makes them.
  private func stop(_ children: [Child]) {
    var left = children
    for child in left { child.kill(SIGTERM) }
    for _ in 0..<50 where !left.isEmpty {
      left.removeAll { $0.poll() != nil }
      if !left.isEmpty { usleep(10_000) }
    }
    for child in left {
      child.kill(SIGKILL)
      while child.poll() == nil { usleep(1_000) }
    }
    for child in children { clean(after: child.identifier) }
  }

  /// Ends what a child has left behind.
  private func clean(after child: pid_t) {
    let others = atWork.removeValue(forKey: child) ?? []
    Descendants.end(of: child, sparing: others.union(atWork.keys))
    watchdog?.release(child)
  }
}
