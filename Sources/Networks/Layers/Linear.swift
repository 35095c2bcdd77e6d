import Autograd
import Tensors

/// Every output is a weighted sum of all inputs plus a bias: `y = x W + b`.
///
/// The weight has the shape `[inputs, outputs]`, so the product reads in the order of the data.
/// Inputs may have any number of leading axes.
public struct Linear: Layer, TakesActivation {
  /// The weights, `[inputs, outputs]`.
  public let weight: Parameter
  /// What is added to each output; nil for none.
  public let bias: Parameter?

  /// Creates a layer with random weights and a bias of zeros.
  public init(
    _ inputs: Int, _ outputs: Int, bias: Bool = true, initializer: Initializer = .he,
    using random: inout Random
  ) {
    required(try LayerRule.check("Linear", ["inputs": inputs, "outputs": outputs], atLeast: 0))
    weight = Parameter(
      initializer([inputs, outputs], fanIn: inputs, fanOut: outputs, using: &random))
    self.bias = bias ? Parameter(Tensor.zeros([outputs])) : nil
  }

  /// Creates a layer from weights.
  public init(weight: Tensor, bias: Tensor?) {
    self.weight = Parameter(weight)
    self.bias = bias.map { Parameter($0) }
  }

  public func callAsFunction(_ input: Variable, then activation: Activation) -> Variable {
    input.linear(
      input.tape.parameter(weight), bias: bias.map { input.tape.parameter($0) },
      activation: activation)
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    2 * output.reduce(1, *) * weight.value.shape[0]
  }
}
