import Autograd
import Tensors

/// Gives the last axis mean 0 and variance 1, then a learned scale and shift.
public struct LayerNorm: Layer {
  /// The scale, ones at first.
  public let weight: Parameter
  /// The shift, zeros at first.
  public let bias: Parameter
  /// Added to the variance.
  public let epsilon: Float

  /// Creates a layer for a last axis of the given width.
  public init(_ width: Int, epsilon: Float = 1e-5) {
    required(try LayerRule.check("LayerNorm", ["width": width], atLeast: 1))
    required(try LayerRule.check("LayerNorm", epsilon: epsilon))
    weight = Parameter(Tensor.ones([width]))
    bias = Parameter(Tensor.zeros([width]))
    self.epsilon = epsilon
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    input.layerNormalized(
      gain: input.tape.parameter(weight), bias: input.tape.parameter(bias), epsilon: epsilon)
  }

  public func operations(input: [Int], output: [Int]) -> Int { 8 * output.reduce(1, *) }
}

/// Divides the last axis by its root mean square, then multiplies by a learned scale.
public struct RMSNorm: Layer {
  /// The scale, ones at first.
  public let weight: Parameter
  /// Added to the mean square.
  public let epsilon: Float

  /// Creates a layer for a last axis of the given width.
  public init(_ width: Int, epsilon: Float = 1e-5) {
    required(try LayerRule.check("RMSNorm", ["width": width], atLeast: 1))
    required(try LayerRule.check("RMSNorm", epsilon: epsilon))
    weight = Parameter(Tensor.ones([width]))
    self.epsilon = epsilon
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    input.rmsNormalized(gain: input.tape.parameter(weight), epsilon: epsilon)
  }

  public func operations(input: [Int], output: [Int]) -> Int { 4 * output.reduce(1, *) }
}

/// Gives each group of neighbouring channels of an example mean 0 and variance 1 over all its
/// places, then each channel a learned scale and shift.
///
/// It does the same in training and in use and with batches of any size, where ``BatchNorm`` needs
/// batches that are large and alike.
public struct GroupNorm: Layer {
  /// Into how many groups the channels are cut.
  public let groups: Int
  /// The scale, ones at first.
  public let weight: Parameter
  /// The shift, zeros at first.
  public let bias: Parameter
  /// Added to the variance.
  public let epsilon: Float

  /// Creates a layer for inputs whose last axis holds `channels` channels, in `groups` groups.
  public init(_ groups: Int, channels: Int, epsilon: Float = 1e-5) {
    required(
      try LayerRule.check("GroupNorm", ["groups": groups, "channels": channels], atLeast: 1))
    required(try LayerRule.check("GroupNorm", epsilon: epsilon))
    require(
      channels % groups == 0, "GroupNorm cannot cut \(channels) channels into \(groups) groups")
    self.groups = groups
    weight = Parameter(Tensor.ones([channels]))
    bias = Parameter(Tensor.zeros([channels]))
    self.epsilon = epsilon
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    input.groupNormalized(
      groups: groups, gain: input.tape.parameter(weight), bias: input.tape.parameter(bias),
      epsilon: epsilon)
  }

  public func operations(input: [Int], output: [Int]) -> Int { 8 * output.reduce(1, *) }
}
