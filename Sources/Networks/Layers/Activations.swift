import Autograd
import Tensors

/// `max(x, 0)`: lets positive signals through.
public struct ReLU: Layer, IsActivation {
  /// Creates the layer.
  public init() {}
  public var activation: Activation { .relu }
  public func callAsFunction(_ input: Variable) -> Variable { input.relu() }
}

/// `min(max(x, 0), 6)`: a ReLU that stops at 6, for networks whose numbers shall fit into few bits.
public struct ReLU6: Layer, IsActivation {
  /// Creates the layer.
  public init() {}
  public var activation: Activation { .relu6 }
  public func callAsFunction(_ input: Variable) -> Variable { input.relu6() }
}

/// `x` where it is positive and `slope x` elsewhere: a ReLU that never stops learning.
public struct LeakyReLU: Layer, IsActivation {
  /// The factor of negative signals.
  public let slope: Float

  /// Creates the layer with a slope of at least 0.
  public init(slope: Float = 0.01) {
    required(try Activation.check(slope: slope))
    self.slope = slope
  }

  public var activation: Activation { .leakyReLU(slope: slope) }
  public func callAsFunction(_ input: Variable) -> Variable { input.leakyReLU(slope: slope) }
}

/// `x Φ(x)`: a smooth ReLU, used by GPT.
public struct GELU: Layer {
  /// Creates the layer.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { input.gelu() }
}

/// `x σ(x)`: a smooth ReLU, also known as swish.
public struct SiLU: Layer {
  /// Creates the layer.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { input.silu() }
}

/// The hyperbolic tangent, between −1 and 1.
public struct Tanh: Layer, IsActivation {
  /// Creates the layer.
  public init() {}
  public var activation: Activation { .tanh }
  public func callAsFunction(_ input: Variable) -> Variable { input.tanh() }
}

/// The logistic function, between 0 and 1.
public struct Sigmoid: Layer, IsActivation {
  /// Creates the layer.
  public init() {}
  public var activation: Activation { .sigmoid }
  public func callAsFunction(_ input: Variable) -> Variable { input.sigmoid() }
}

/// Turns scores into probabilities along the last axis. Losses take the scores: see
/// `Variable.crossEntropy`.
public struct Softmax: Layer {
  /// Creates the layer.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { input.softmax() }
}

/// Any function of a variable as a layer without parameters.
public struct Lambda: Layer {
  private let function: (Variable) -> Variable

  /// Creates a layer from a function.
  public init(_ function: @escaping (Variable) -> Variable) {
    self.function = function
  }

  public func callAsFunction(_ input: Variable) -> Variable { function(input) }
}
