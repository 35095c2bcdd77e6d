/// One number from each of several runs that differ by their seed.
public struct Sample: Sendable, Equatable, CustomStringConvertible {
  /// The numbers, in the order of the seeds.
  public let values: [Double]

  /// A sample of these numbers.
  public init(_ values: [Double]) { self.values = values }

  /// How many runs there were.
  public var count: Int { values.count }

  /// The arithmetic mean; NaN when there is no value.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// The standard deviation of the runs (divided by n − 1); zero for a single run.
  public var spread: Double {
    guard count > 1 else { return 0 }
    let mean = mean
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
  }

  /// The smallest value.
  public var minimum: Double { values.min() ?? .nan }
  /// The largest value.
  public var maximum: Double { values.max() ?? .nan }

  /// The middle value, or the mean of the two in the middle; NaN when a value is.
  public var median: Double {
    guard count > 0, !values.contains(where: \.isNaN) else { return .nan }
    let sorted = values.sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }

  /// Mean and spread to three digits: `0.958 ± 0.00412 (5 seeds)`.
  public var description: String {
    func short(_ value: Double) -> String { Sample.format.string(value) }
    return "\(short(mean)) ± \(short(spread)) (\(count) seed\(count == 1 ? "" : "s"))"
  }
}

/// Runs an experiment once for each seed, 1 to `count`, and collects the number it gives.
///
///     let accuracy = seeds(5) { seed in train(seed: seed).testAccuracy }
///     print(accuracy)  // 0.958 ± 0.00412 (5 seeds)
///
/// The same seeds give the same luck to whatever is compared, so that differences can be taken seed
/// by seed (see `bootstrap`).
public func seeds(
  _ count: Int, _ experiment: (UInt64) throws -> some BinaryFloatingPoint
) rethrows -> Sample {
  required(try checkSeeds(count))
  var values: [Double] = []
  for seed in 1...count { values.append(shortest(Double(try experiment(UInt64(seed))))) }
  return Sample(values)
}

package func checkSeeds(_ count: Int) throws {
  guard count > 0 else {
    throw NotebookError("An experiment needs at least one seed, not \(count).")
  }
}
