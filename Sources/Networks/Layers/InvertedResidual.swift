import Autograd
import Tensors

/// A convolution, its norm and a ReLU6: what networks for small machines are made of.
public struct NormedConv2D: Layer {
  /// The border, where it is not the same on all sides.
  public let border: SamePadding?
  /// The filters.
  public let convolution: Conv2D
  /// The norm; nil once it is folded into the filters.
  public let norm: BatchNorm?
  /// Whether a ReLU6 follows.
  public let isRectified: Bool

  /// Creates random filters with TensorFlow's border.
  public init(
    _ inputs: Int, _ outputs: Int, size: Int = 1, stride: Int = 1, groups: Int = 1,
    isRectified: Bool = true, using random: inout Random
  ) {
    border = stride > 1 ? SamePadding(size, stride: stride) : nil
    convolution = Conv2D(
      inputs, outputs, size: size, stride: stride, padding: stride > 1 ? 0 : nil, groups: groups,
      bias: false, using: &random)
    norm = BatchNorm(outputs, momentum: 0.01, epsilon: 1e-3)
    self.isRectified = isRectified
  }

  private init(folding layer: NormedConv2D) {
    border = layer.border
    convolution = layer.norm.map { layer.convolution.folding($0) } ?? layer.convolution
    norm = nil
    isRectified = layer.isRectified
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    let input = border.map { $0(input) } ?? input
    guard let norm else {
      return convolution(input, then: isRectified ? .relu6 : .identity)
    }
    let sums = norm(convolution(input))
    return isRectified ? sums.relu6() : sums
  }

  /// The same in use, with the norm folded into the filters.
  public var folded: NormedConv2D { NormedConv2D(folding: self) }

  public func operations(input: [Int], output: [Int]) -> Int {
    let places = output.dropLast().reduce(1, *)
    let sums = 2 * places * convolution.weight.value.count
    return sums + (norm == nil ? 1 : 5) * output.reduce(1, *)
  }
}

/// A residual block that is wide inside and narrow outside: more channels, each filtered by itself,
/// and fewer again.
public struct InvertedResidual: Layer {
  /// Makes more channels; nil where there are enough.
  public let expand: NormedConv2D?
  /// Filters each channel.
  public let depthwise: NormedConv2D
  /// Makes fewer channels, without a function.
  public let project: NormedConv2D
  /// Whether the input is added: where nothing changes its shape.
  public let isResidual: Bool

  /// Creates a block that has `expansion` times as many channels inside as its input.
  public init(
    _ inputs: Int, _ outputs: Int, size: Int, stride: Int = 1, expansion: Int,
    using random: inout Random
  ) {
    required(
      try LayerRule.check(
        "InvertedResidual", ["expansion": expansion, "inputs": inputs], atLeast: 1)
    )
    let width = inputs * expansion
    expand = expansion > 1 ? NormedConv2D(inputs, width, using: &random) : nil
    depthwise = NormedConv2D(
      width, width, size: size, stride: stride, groups: width, using: &random)
    project = NormedConv2D(width, outputs, isRectified: false, using: &random)
    isResidual = stride == 1 && inputs == outputs
  }

  private init(folding block: InvertedResidual) {
    expand = block.expand?.folded
    depthwise = block.depthwise.folded
    project = block.project.folded
    isResidual = block.isResidual
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    let sums = project(depthwise(expand.map { $0(input) } ?? input))
    return isResidual ? input + sums : sums
  }

  /// The same in use, with the norms folded into the filters.
  public var folded: InvertedResidual { InvertedResidual(folding: self) }

  public func operations(input: [Int], output: [Int]) -> Int {
    let inside = input.dropLast() + [depthwise.convolution.weight.value.shape[3]]
    let filtered = output.dropLast() + [inside.last!]
    return (expand?.operations(input: input, output: Array(inside)) ?? 0)
      + depthwise.operations(input: Array(inside), output: Array(filtered))
      + project.operations(input: Array(filtered), output: output)
      + (isResidual ? output.reduce(1, *) : 0)
  }
}
