import Autograd
import Tensors

/// A model that turns one variable into another.
///
/// A layer is a struct of `let` parameters. Whether it trains or infers is written on the tape of
/// its input, not in the layer.
public protocol Layer: Model {
  /// The layer's output.
  func callAsFunction(_ input: Variable) -> Variable
  /// Multiplications and additions of one call, for `summary`. One for each output is assumed
  /// where a layer says nothing.
  func operations(input: [Int], output: [Int]) -> Int
}

extension Layer {
  public func operations(input: [Int], output: [Int]) -> Int { output.reduce(1, *) }

  /// The output for a tensor, without keeping anything for gradients.
  public func predict(_ input: Tensor) -> Tensor {
    let tape = Tape(.inference)
    return self(tape.constant(input)).value
  }
}
