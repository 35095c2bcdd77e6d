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
  required(try checkRepeats(repeats))
  _ = try work()
  var runs: [Double] = []
  for _ in 0..<repeats {
    let start = ContinuousClock.now
    let result = try work()
    let elapsed = start.duration(to: .now).components
    runs.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
    // Giving the result's memory back is not part of the work.
    withExtendedLifetime(result) {}
  }
  return Timing(runs: runs)
}

package func checkRepeats(_ repeats: Int) throws {
  guard repeats > 0 else {
    throw NotebookError("Work is measured at least once, not \(repeats) times.")
  }
}
