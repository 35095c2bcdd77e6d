import Foundation

/// A rate multiplied by the same factor after every step.
///
/// `rate(t) = rate · factor^t`
public struct ExponentialDecay: Schedule {
  /// The rate of the first update.
  public let initialRate: Float
  /// What the rate is multiplied by after each update.
  public let factor: Double

  /// Creates a schedule that starts at `initialRate` and keeps the share `factor` at each step.
  public init(from initialRate: Float, by factor: Double) {
    self.initialRate = initialRate
    self.factor = factor
  }

  public func learningRate(at step: Int) -> Float {
    Float(Double(initialRate) * pow(factor, Double(step)))
  }
}
