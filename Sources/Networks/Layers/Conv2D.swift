import Autograd
import Tensors

/// The same small weighted sum at every place of an image: `[n, height, width, channels]` in and
/// out. The weights have the shape `[height, width, inputs / groups, outputs]`.
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

  /// Creates random filters of `size` by `size`. Without `padding` the image keeps its size at
  /// stride 1 (half the filter's size is added on each side).
  public init(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, padding: Int? = nil,
    groups: Int = 1, bias: Bool = true, initializer: Initializer = .he, using random: inout Random
  ) {
    required(try LayerRule.check("Conv2D", ["size": size, "stride": stride], atLeast: 1))
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
    self.padding = padding ?? size / 2
    self.groups = groups
  }

  public func callAsFunction(_ input: Variable, then activation: Activation) -> Variable {
    input.convolved(
      with: input.tape.parameter(weight), bias: bias.map { input.tape.parameter($0) },
      stride: stride, padding: padding, groups: groups, activation: activation)
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    2 * output.reduce(1, *) * weight.value.shape.dropLast().reduce(1, *)
  }
}
