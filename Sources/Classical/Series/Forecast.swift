import Foundation
import Tensors

/// What a model expects of the next steps: a mean and a deviation for each, as of a normal
/// distribution.
public struct Forecast: Sendable, Equatable {
  /// What is expected, the next step first.
  public let means: [Double]
  /// How far off that is, as a standard deviation.
  public let deviations: [Double]

  /// A forecast from its parts, which are equally many.
  public init(means: [Double], deviations: [Double]) {
    precondition(means.count == deviations.count, "A forecast has a deviation for each mean.")
    (self.means, self.deviations) = (means, deviations)
  }

  /// The values with this probability of a smaller one, a value a step.
  ///
  ///     Forecast(means: [1, 2], deviations: [1, 1]).quantiles(0.5)   // [1.0, 2.0]
  public func quantiles(_ probability: Double) -> [Double] {
    guard probability > 0, probability < 1 else {
      fatalError("A quantile has a probability between 0 and 1, and \(probability) is not.")
    }
    let reach = Forecast.normalQuantile(probability)
    return zip(means, deviations).map { $0 + reach * $1 }
  }

  /// The middle range of each step that holds a share `level` of what may come.
  public func intervals(level: Double = 0.95) -> [ClosedRange<Double>] {
    let (lower, upper) = (quantiles((1 - level) / 2), quantiles((1 + level) / 2))
    return zip(lower, upper).map { $0...max($0, $1) }
  }

  /// Newton's steps from 0 on the cumulative probability, in the lower half, where it has all its
  /// digits.
  static func normalQuantile(_ probability: Double) -> Double {
    if probability == 0.5 { return 0 }
    if probability > 0.5 { return -normalQuantile(1 - probability) }
    // On the logarithm of the probability, which is concave, steps from 0 cannot run away. Below -37.5 no
    // probability is left that a Double could hold well.
    var z = 0.0
    for _ in 0..<200 {
      let cumulative = erfc(-z / 2.0.squareRoot()) / 2
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let step = (log(cumulative) - log(probability)) * cumulative / density
      z = max(z - step, -37.5)
      if abs(step) < 1e-14 * max(1, abs(z)) { break }
    }
    return z
  }
}
