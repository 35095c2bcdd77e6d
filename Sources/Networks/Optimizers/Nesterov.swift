/// Momentum that looks ahead: the slope counts once more in the direction just taken.
///
/// `v ← μ v + g`, `w ← w − η (g + μ v)`
public struct Nesterov: Optimizer {
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
      let total = slope + decay * weight
      velocity = momentum * velocity + total
      weight -= rate * (total + momentum * velocity)
    }
  }
}
