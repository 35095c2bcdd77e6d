import Autograd
import Tensors

/// The small network of today's transformers: one product says what, another lets through how much.
///
///     y = (silu(x G) * x E) C
///
/// Named by Shazeer (2020), who tried several functions for the gate. It has three products where a
/// plain one has two, so that at two thirds of the hidden width it has as many weights.
public struct SwiGLU: Layer {
  /// Says how much is let through.
  public let gate: Linear
  /// Says what.
  public let expand: Linear
  /// Goes back to the width of the input.
  public let contract: Linear

  /// Creates a network with `hidden` numbers between input and output, without biases.
  public init(
    _ width: Int, hidden: Int, initializer: Initializer = .gpt2, outputScale: Float = 1,
    using random: inout Random
  ) {
    gate = Linear(width, hidden, bias: false, initializer: initializer, using: &random)
    expand = Linear(width, hidden, bias: false, initializer: initializer, using: &random)
    contract = Linear(
      hidden, width, bias: false, initializer: initializer.scaled(by: outputScale), using: &random)
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    contract(gate(input).silu() * expand(input))
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    6 * output.reduce(1, *) * gate.weight.value.shape[1]
  }
}
