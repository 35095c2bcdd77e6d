/// Stochastic gradient descent: a step against the slope.
///
/// `w ← w − η (g + l2 · w)`
///
/// With `l2` above 0 the loss gets the penalty `l2/2 · ‖w‖²`, whose slope is `l2 · w`.
public struct SGD: Optimizer {
  public var learningRate: Float
  public let decay: Float
  public var memory = OptimizerMemory()
  public static let remembered: [String] = []

  /// Creates an optimizer that remembers nothing.
  public init(learningRate: Float, l2: Float = 0) {
    self.learningRate = learningRate
    decay = l2
  }

  public func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    weights.change { weight, slope in
      weight -= rate * (slope + decay * weight)
    }
  }
}
