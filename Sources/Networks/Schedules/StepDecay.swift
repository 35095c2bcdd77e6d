import Foundation

/// A rate multiplied by a factor every so many steps: a staircase.
///
/// `rate(t) = rate · factor^⌊t / every⌋`
public struct StepDecay: Schedule {
  /// The rate of the first stair.
  public let initialRate: Float
  /// How many updates a stair is long.
  public let every: Int
  /// What the rate is multiplied by from one stair to the next.
  public let factor: Double

  /// Creates a staircase that starts at `initialRate`.
  public init(from initialRate: Float, every: Int, by factor: Double = 0.1) {
    require(every > 0, "StepDecay needs stairs of at least one step, not \(every)")
    self.initialRate = initialRate
    self.every = every
    self.factor = factor
  }

  public func learningRate(at step: Int) -> Float {
    Float(Double(initialRate) * pow(factor, Double(step / every)))
  }
}
