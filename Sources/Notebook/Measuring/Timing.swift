import Foundation
import Tensors
import Trace

/// What `measure` found: how long a piece of work takes.
public struct Timing: Sendable, Equatable, CustomStringConvertible {
  /// The seconds of every run, in order.
  public let runs: [Double]

  /// The fastest run: what the machine can do when nothing disturbs it.
  public var seconds: Double { runs.min() ?? .nan }
  /// The run in the middle: what to expect.
  public var median: Double { Sample(runs).median }

  /// The fastest run with its unit: `1.25 ms`.
  public var description: String { Timing.text(seconds) }

  static func text(_ seconds: Double) -> String {
    let units: [(String, Double)] = [("s", 1), ("ms", 1e3), ("µs", 1e6)]
    let (unit, factor) = units.first { seconds * $0.1 >= 1 } ?? ("ns", 1e9)
    return Sample.format.string(seconds * factor) + " " + unit
  }
}

extension Sample {
  /// Three significant digits.
  static let format = NumberFormat("%.3g") ?? .general
}

/// Measures how long a piece of work takes: once to warm up, then `repeats` times.
///
///     let timing = measure { a.matmul(b) }
///     print("\(timing) a product")
///
/// Times differ from machine to machine, so a block that prints them says `tol=any`.
public func measure<Result>(repeats: Int = 5, _ work: () throws -> Result) rethrows -> Timing {
  try measure(repeats, secondsOf: CLOCK_MONOTONIC, work)
}

/// Measures how long one core is busy with a piece of work, done on one thread: once to warm up, then
/// `repeats` times.
///
/// Other programs on the machine make it wait, and do not change what it is busy with. So this is
/// what to compare where two ways of computing differ by less than the luck of the moment.
///
///     let busy = measureOneCore { a.matmul(b) }
///     print("\(busy) of one core")
public func measureOneCore<Result>(
  repeats: Int = 5, _ work: () throws -> Result
) rethrows -> Timing {
  try Parallel.$threads.withValue(1) {
    try measure(repeats, secondsOf: CLOCK_THREAD_CPUTIME_ID, work)
  }
}

private func measure<Result>(
  _ repeats: Int, secondsOf clock: clockid_t, _ work: () throws -> Result
) rethrows -> Timing {
  required(try checkRepeats(repeats))
  required(try checkOrder("times"))
  _ = try work()
  var runs: [Double] = []
  for _ in 0..<repeats {
    let start = seconds(of: clock)
    let result = try work()
    runs.append(seconds(of: clock) - start)
    // Giving the result's memory back is not part of the work.
    withExtendedLifetime(result) {}
  }
  return Timing(runs: runs)
}

private func seconds(of clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

package func checkRepeats(_ repeats: Int) throws {
  guard repeats > 0 else {
    throw NotebookError("Work is measured at least once, not \(repeats) times.")
  }
}
