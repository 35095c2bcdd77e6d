import Autograd
import Tensors

/// A gated recurrent unit: one gate decides between what was and what comes.
///
///     r, z = sigmoid(x U + h W + b)     n = tanh(x U + r (h W + b'))     h' = (1 - z) n + z h
///
/// The gates stand side by side in the order r, z, n, as in PyTorch.
public struct GRU: RecurrentLayer {
  /// What the input brings to the gates and the candidate, with the bias.
  public let input: Linear
  /// What the last output brings to them, [width, 3 x width].
  public let weight: Parameter
  /// The bias of the recurrent product, [3 x width].
  public let bias: Parameter
  public let isBackwards: Bool
  public var width: Int { weight.shape[0] }

  /// Creates a layer; `remembering` is the bias with which the gate that keeps begins.
  public init(
    _ inputs: Int, _ width: Int, remembering bias: Float = 0, isBackwards: Bool = false,
    using random: inout Random
  ) {
    required(try LayerRule.check("GRU", ["inputs": inputs, "width": width], atLeast: 0))
    let initializer = Initializer.recurrent(width: width)
    let entering = initializer([inputs, 3 * width], fanIn: inputs, fanOut: width, using: &random)
    let biases = Tensor.concatenated([
      .zeros([width]), .filled([width], with: bias), .zeros([width]),
    ])
    input = Linear(weight: entering, bias: biases)
    weight = Parameter(
      initializer([width, 3 * width], fanIn: width, fanOut: width, using: &random))
    self.bias = Parameter(.zeros([3 * width]))
    self.isBackwards = isBackwards
  }

  public func states(_ sequence: Variable, from state: Variable?, lengths: [Int]?) -> Variable {
    let tape = sequence.tape
    return input(sequence).gru(
      tape.parameter(weight), bias: tape.parameter(bias), state: state, lengths: lengths,
      isBackwards: isBackwards)
  }

  public func operations(input shape: [Int], output: [Int]) -> Int {
    6 * output.reduce(1, *) * (shape[2] + width)
  }
}
