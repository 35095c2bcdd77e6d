import Tensors

/// A rate for each weight that shrinks with all the squared slopes it has seen.
///
/// `s ← s + g²`, `w ← w − η g / (√s + ε)`
///
/// Weights whose slope is rarely anything but 0 keep long steps. The sum never forgets, so every
/// step gets shorter for ever.
public struct AdaGrad: Optimizer {
  public var learningRate: Float
  /// Keeps the division finite.
  public let epsilon: Float
  public let decay: Float
  public var memory = OptimizerMemory()
  public static let remembered = ["squares"]

  /// Creates an optimizer with an empty sum of squares.
  public init(learningRate: Float = 1e-2, epsilon: Float = 1e-10, l2: Float = 0) {
    self.learningRate = learningRate
    self.epsilon = epsilon
    decay = l2
  }

  public func step(_ weights: Weights, step: Int, rate: Float, decay: Float) {
    let epsilon = epsilon
    weights.change { weight, slope, squares in
      let total = slope + decay * weight
      squares += total * total
      weight -= rate * total / (squares.roots + epsilon)
    }
  }
}
