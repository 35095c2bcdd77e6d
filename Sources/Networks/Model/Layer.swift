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

/// A layer that can apply the function that follows it to its own output, in place.
///
/// ``Sequential`` puts the two together, which saves a pass over memory and a tensor to keep.
public protocol TakesActivation: Layer {
  /// The layer's output, after the function.
  func callAsFunction(_ input: Variable, then activation: Activation) -> Variable
}

extension TakesActivation {
  public func callAsFunction(_ input: Variable) -> Variable { self(input, then: .identity) }
}

/// A layer that is nothing but a function which the layer before it can apply.
public protocol IsActivation: Layer {
  /// The function.
  var activation: Activation { get }
}
