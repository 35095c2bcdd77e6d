import Autograd
import Tensors

/// The same small weighted sum at every place of an image: `[n, height, width, channels]` in and
/// out. The weights have the shape `[height, width, inputs / groups, outputs]`.
///
/// With as many groups as inputs and outputs it is a depthwise convolution, in which every channel
/// is filtered by itself; one of size 1 after it lets the channels speak with each other. The two
/// together do most of what one does that sees everything, for a fraction of the multiplications.
public struct Conv2D: Layer, TakesActivation {
  /// The filters.
  public let weight: Parameter
  /// What is added to each output channel; nil for none.
  public let bias: Parameter?
  /// How far the filter moves from one output to the next.
  public let stride: Int
  /// Rows and columns of zeros around the image.
  public let padding: Int
  /// Into how many parts the channels are cut, each with its own filters.
  public let groups: Int
  /// How far apart the pixels are that neighbours in a filter meet.
  public let dilation: Int

  /// Creates random filters of `size` by `size`. Without `padding` the image keeps its size at
  /// stride 1 where the size is odd (half of what the filter reaches over is added on each side).
  public init(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, padding: Int? = nil,
    groups: Int = 1, dilation: Int = 1, bias: Bool = true, initializer: Initializer = .he,
    using random: inout Random
  ) {
    required(
      try LayerRule.check(
        "Conv2D", ["size": size, "stride": stride, "dilation": dilation], atLeast: 1))
    required(
      try LayerRule.check(
        "Conv2D", ["inputs": inputs, "outputs": outputs, "padding": padding ?? 0], atLeast: 0))
    require(
      groups > 0 && inputs % groups == 0 && outputs % groups == 0,
      "Conv2D cannot cut \(inputs) input and \(outputs) output channels into \(groups) groups")
    let patch = size * size * (inputs / groups)
    weight = Parameter(
      initializer(
        [size, size, inputs / groups, outputs], fanIn: patch,
        fanOut: size * size * (outputs / groups), using: &random))
    self.bias = bias ? Parameter(Tensor.zeros([outputs])) : nil
    self.stride = stride
    self.padding = padding ?? dilation * (size / 2)
    self.groups = groups
    self.dilation = dilation
  }

  public func callAsFunction(_ input: Variable, then activation: Activation) -> Variable {
    input.convolved(
      with: input.tape.parameter(weight), bias: bias.map { input.tape.parameter($0) },
      stride: stride, padding: padding, groups: groups, dilation: dilation, activation: activation)
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    2 * output.reduce(1, *) * weight.value.shape.dropLast().reduce(1, *)
  }
}
