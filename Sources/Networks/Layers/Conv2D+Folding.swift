import Autograd
import Tensors

extension Conv2D {
  /// Creates a layer from filters `[height, width, inputs / groups, outputs]` that there are.
  public init(
    weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int? = nil, groups: Int = 1,
    dilation: Int = 1
  ) {
    required(try Self.check(weight: weight.shape, bias: bias?.shape))
    required(
      try LayerRule.check(
        "Conv2D", ["stride": stride, "groups": groups, "dilation": dilation], atLeast: 1))
    required(try LayerRule.check("Conv2D", ["padding": padding ?? 0], atLeast: 0))
    self.weight = Parameter(weight)
    self.bias = bias.map { Parameter($0) }
    self.stride = stride
    self.padding = padding ?? dilation * (weight.shape[0] / 2)
    self.groups = groups
    self.dilation = dilation
  }

  /// The same convolution with a norm in use folded into it: one layer for two, with the same
  /// results but for rounding.
  ///
  /// A norm in use is a multiplication and an addition for each channel, and the filters of a
  /// channel can be multiplied beforehand:
  ///
  ///     gain (F x + b - mean) / √(variance + ε) + shift = (F s) x + (b - mean) s + shift
  ///     where s = gain / √(variance + ε)
  ///
  /// The two share nothing with what they came from: train before folding.
  public func folding(_ norm: BatchNorm) -> Conv2D {
    required(try Self.check(norm: norm.weight.shape, after: weight.shape))
    let scale = norm.weight.value / (norm.runningVariance.value + norm.epsilon).squareRoot()
    let own = bias?.value ?? .zeros(scale.shape)
    return Conv2D(
      weight: weight.value * scale,
      bias: (own - norm.runningMean.value) * scale + norm.bias.value, stride: stride,
      padding: padding, groups: groups, dilation: dilation)
  }

  /// Filters have four axes, and a bias a number for each output.
  package static func check(weight: [Int], bias: [Int]?) throws {
    guard weight.count == 4 else {
      throw TensorError(
        "Conv2D: filters have the axes [height, width, inputs of a group, outputs], not \(weight)")
    }
    guard (bias ?? [weight[3]]) == [weight[3]] else {
      throw TensorError(
        "Conv2D: the bias has shape \(bias!), and for \(weight[3]) outputs it should be "
          + "[\(weight[3])]")
    }
  }

  /// A norm that is folded has the channels that the convolution puts out.
  package static func check(norm: [Int], after weight: [Int]) throws {
    guard norm == [weight[3]] else {
      throw TensorError(
        "folding: a norm of \(norm[0]) channels cannot follow a convolution with \(weight[3]) "
          + "outputs")
    }
  }
}
