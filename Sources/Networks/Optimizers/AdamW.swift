/// Adam with weight decay that is really that: every weight shrinks by the same share.
///
/// `w ← (1 − η · decay) w`, then Adam's step.
///
/// L2 in Adam's gradient would be divided by `√v`, so that weights with large slopes would hardly
/// shrink. Here the decay does not pass through the moments.
public struct AdamW: Optimizer {
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
    weightDecay: Float = 1e-2
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    decay = weightDecay
  }

  public func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    let moments = Moments(beta1: beta1, beta2: beta2, epsilon: epsilon, step: step, rate: rate)
    let kept = 1 - rate * decay
    weights.change { weight, slope, mean, squares in
      weight = kept * weight - moments.step(along: slope, &mean, &squares)
    }
  }
}
