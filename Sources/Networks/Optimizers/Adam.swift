import Foundation
import Tensors

/// Momentum and RMSProp together, both corrected for having started at 0.
///
/// `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`,
/// `w ← w − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)`
///
/// Without the correction the first steps would be `(1 − β₁)/√(1 − β₂)` times too long: about
/// three times, at the usual settings. `l2` adds the slope of `l2/2 · ‖w‖²` to `g`, where it is
/// divided by `√v` like any slope: that is not weight decay, see ``AdamW``.
public struct Adam: Optimizer {
  public var learningRate: Float
  /// The share of the running mean of slopes that survives a step.
  public let beta1: Float
  /// The share of the running mean of squared slopes that survives a step.
  public let beta2: Float
  /// Keeps the division finite.
  public let epsilon: Float
  public let decay: Float
  public var memory = OptimizerMemory()
  public static let remembered = ["mean", "squares"]

  /// Creates an optimizer with empty running means.
  public init(
    learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    l2: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    decay = l2
  }

  public func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    let moments = Moments(beta1: beta1, beta2: beta2, epsilon: epsilon, step: step, rate: rate)
    weights.change { weight, slope, mean, squares in
      weight -= moments.step(along: slope + decay * weight, &mean, &squares)
    }
  }
}

/// The step that Adam and AdamW share: running means of the slope and its square, corrected for
/// their start at 0.
struct Moments {
  let beta1: Float
  let beta2: Float
  let epsilon: Float
  /// The rate over the first correction.
  let rate: Float
  /// One over the root of the second correction.
  let rootCorrection: Float

  init(beta1: Float, beta2: Float, epsilon: Float, step: Int, rate: Float) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.rate = Float(Double(rate) / (1 - pow(Double(beta1), Double(step))))
    rootCorrection = Float(1 / (1 - pow(Double(beta2), Double(step))).squareRoot())
  }

  /// Updates the running means and returns the length to go down along each slope.
  @inline(__always)
  func step(
    along slope: SIMD16<Float>, _ mean: inout SIMD16<Float>, _ squares: inout SIMD16<Float>
  ) -> SIMD16<Float> {
    mean = beta1 * mean + (1 - beta1) * slope
    squares = beta2 * squares + (1 - beta2) * (slope * slope)
    return rate * mean / (squares.roots * rootCorrection + epsilon)
  }
}
