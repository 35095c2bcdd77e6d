import Autograd
import Tensors

/// A table with one learned row for each token.
///
/// It takes integers, not a variable, so it is not a ``Layer``: it stands at the foot of a model.
public struct Embedding: Model {
  /// The rows, `[tokens, width]`.
  public let weight: Parameter

  /// Creates a table of random rows.
  public init(
    tokens: Int, width: Int, initializer: Initializer = .gpt2, using random: inout Random
  ) {
    required(try LayerRule.check("Embedding", ["tokens": tokens, "width": width], atLeast: 0))
    weight = Parameter(initializer([tokens, width], fanIn: tokens, fanOut: width, using: &random))
  }

  /// The rows of `tokens`, with the shape `shape + [width]`; by default one row after the other.
  public func callAsFunction(_ tokens: [Int], shape: [Int]? = nil, on tape: Tape) -> Variable {
    let rows = tape.parameter(weight).rows(tokens)
    guard let shape else { return rows }
    return rows.reshaped(shape + [weight.value.shape[1]])
  }
}
