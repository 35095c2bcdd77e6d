/// Gradient descent with a velocity: slopes that agree add up, slopes that alternate cancel.
///
/// `v ← μ v + g`, `w ← w − η v`
///
/// On a steady slope the velocity grows to `g / (1 − μ)`, so the effective rate is that many times
/// the learning rate: ten times for μ = 0.9.
public struct Momentum: Optimizer {
  public var learningRate: Float
  /// The share of the velocity that survives a step.
  public let momentum: Float
  public let decay: Float
  public var memory = OptimizerMemory()
  public static let remembered = ["velocity"]

  /// Creates an optimizer that keeps the share `momentum` of its velocity at each step.
  public init(learningRate: Float, momentum: Float = 0.9, l2: Float = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
    decay = l2
  }

  public func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    let momentum = momentum
    weights.change { weight, slope, velocity in
      velocity = momentum * velocity + (slope + decay * weight)
      weight -= rate * velocity
    }
  }
}
