import Metrics
import Tensors

/// The interval in which the mean over seeds lies, at the given confidence.
///
/// The runs are drawn anew with replacement, 10,000 times, and the interval is that of ``Bootstrap``:
/// from the estimate to the quantiles of what comes out, stretched as few runs need it. The draws are
/// the same every time. One seed tells nothing about luck, nor do values that are not finite: the
/// interval is then everything.
public func bootstrap(_ sample: Sample, confidence: Double = 0.95) -> ClosedRange<Double> {
  bootstrap([sample], confidence: confidence) { $0[0] }
}

/// The interval in which the difference of two means lies, paired over seeds: what both owe to the
/// luck of a seed cancels.
public func bootstrap(
  _ left: Sample, minus right: Sample, confidence: Double = 0.95
) -> ClosedRange<Double> {
  bootstrap([left, right], confidence: confidence) { $0[0] - $0[1] }
}

/// The interval in which the swing of several samples lies, the largest mean less the smallest,
/// paired over seeds. A swing is never negative, so its interval speaks of size, not of sign.
public func bootstrap(_ samples: [Sample], confidence: Double = 0.95) -> ClosedRange<Double> {
  bootstrap(samples, confidence: confidence) { ($0.max() ?? .nan) - ($0.min() ?? .nan) }
}

/// The interval in which a function of the samples' means lies, paired over seeds: each draw takes
/// the same seeds from every sample.
public func bootstrap(
  _ samples: [Sample], confidence: Double = 0.95,
  of statistic: ([Double]) throws -> Double
) rethrows -> ClosedRange<Double> {
  let count = required(try checkBootstrap(samples, confidence))
  let everything = -Double.infinity...Double.infinity
  guard count > 1, samples.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else {
    return everything
  }
  var random = Random(seed: 0x1ADD_E5)
  let draws = try Bootstrap.draws(count: count, samples: 10_000, using: &random) { chosen in
    try statistic(
      samples.map { sample in
        var sum = 0.0
        for place in chosen { sum += sample.values[place] }
        return sum / Double(count)
      })
  }
  let estimate = try statistic(samples.map(\.mean))
  guard estimate.isFinite, draws.allSatisfy(\.isFinite) else { return everything }
  return Bootstrap.interval(around: estimate, drawn: draws, count: count, level: confidence).range
    ?? everything
}

/// The number of seeds that all samples share.
package func checkBootstrap(_ samples: [Sample], _ confidence: Double) throws -> Int {
  guard let count = samples.first?.count, count > 0 else {
    throw NotebookError("A bootstrap needs at least one sample with at least one value.")
  }
  guard samples.allSatisfy({ $0.count == count }) else {
    let counts = samples.map { "\($0.count)" }.joined(separator: ", ")
    throw NotebookError(
      "A bootstrap is paired over seeds, so every sample needs the same number of values; these "
        + "have \(counts).")
  }
  guard confidence > 0, confidence < 1 else {
    throw NotebookError("A confidence lies between 0 and 1, and \(confidence) does not.")
  }
  return count
}
