import Tensors

/// AdaGrad with a memory that fades: a running mean of squared slopes instead of their sum.
///
/// `s ← α s + (1 − α) g²`, `w ← w − η g / (√s + ε)`
public struct RMSProp: Optimizer {
  public var learningRate: Float
  /// The share of the running mean that survives a step.
  public let smoothing: Float
  /// Keeps the division finite.
  public let epsilon: Float
  public let decay: Float
  public var memory = OptimizerMemory()
  public static let remembered = ["squares"]

  /// Creates an optimizer that averages over about `1 / (1 − smoothing)` steps.
  public init(
    learningRate: Float = 1e-2, smoothing: Float = 0.99, epsilon: Float = 1e-8, l2: Float = 0
  ) {
    self.learningRate = learningRate
    self.smoothing = smoothing
    self.epsilon = epsilon
    decay = l2
  }

  public func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    let (smoothing, epsilon) = (smoothing, epsilon)
    weights.change { weight, slope, squares in
      let total = slope + decay * weight
      squares = smoothing * squares + (1 - smoothing) * (total * total)
      weight -= rate * total / (squares.roots + epsilon)
    }
  }
}
