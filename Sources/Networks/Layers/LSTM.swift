import Autograd
import Tensors

/// A long short-term memory: what it keeps is added to, and gates say when.
///
///     i, f, o = sigmoid(x U + h W + b)     g = tanh(x U + h W + b)
///     c' = f c + i g                       h' = o tanh(c')
///
/// The gates stand side by side in the order i, f, g, o, as in PyTorch. Unlike there, the bias of
/// the forget gate begins at 1, so that a young layer keeps more than it loses.
public struct LSTM: RecurrentLayer {
  /// What the input brings to the four gates, with the bias.
  public let input: Linear
  /// What the last output brings to them, [width, 4 x width].
  public let weight: Parameter
  public let isBackwards: Bool
  public var width: Int { weight.shape[0] }

  /// Creates a layer; `remembering` is the bias with which the forget gate begins: at b, a memory that
  /// is left alone keeps a share of sigmoid(b) from one step to the next.
  public init(
    _ inputs: Int, _ width: Int, remembering bias: Float = 1, isBackwards: Bool = false,
    using random: inout Random
  ) {
    required(try LayerRule.check("LSTM", ["inputs": inputs, "width": width], atLeast: 0))
    let initializer = Initializer.recurrent(width: width)
    let entering = initializer([inputs, 4 * width], fanIn: inputs, fanOut: width, using: &random)
    let biases = Tensor.concatenated([
      .zeros([width]), .filled([width], with: bias), .zeros([2 * width]),
    ])
    input = Linear(weight: entering, bias: biases)
    weight = Parameter(
      initializer([width, 4 * width], fanIn: width, fanOut: width, using: &random))
    self.isBackwards = isBackwards
  }

  /// Output and memory after each place, [batch, places, 2 x width].
  public func states(_ sequence: Variable, from state: Variable?, lengths: [Int]?) -> Variable {
    input(sequence).lstm(
      sequence.tape.parameter(weight), state: state, lengths: lengths, isBackwards: isBackwards)
  }

  public func operations(input shape: [Int], output: [Int]) -> Int {
    8 * output.reduce(1, *) * (shape[2] + width)
  }
}
