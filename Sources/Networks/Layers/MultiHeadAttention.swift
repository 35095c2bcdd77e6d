import Autograd
import Tensors

/// Every place of a sequence looks at the others and takes in a weighted mean of what they offer.
///
/// Queries, keys and values are linear in the input, `[batch, places, width]`; the width is cut
/// into heads that look for themselves; a last linear layer mixes what they found.
public struct MultiHeadAttention: Layer {
  /// What each place looks for.
  public let query: Linear
  /// What each place is found by.
  public let key: Linear
  /// What each place offers.
  public let value: Linear
  /// Mixes the heads.
  public let output: Linear
  /// The number of heads.
  public let heads: Int
  /// Whether places see only themselves and those before them.
  public let isCausal: Bool
  /// Turns queries and keys by place; nil for none.
  public let rotary: RotaryPositions?

  /// Creates an attention layer over vectors of `width` numbers.
  public init(
    width: Int, heads: Int, causal: Bool, rotary: RotaryPositions? = nil,
    initializer: Initializer = .gpt2, outputScale: Float = 1, using random: inout Random
  ) {
    require(
      heads > 0 && width >= 0 && width % heads == 0,
      "MultiHeadAttention cannot cut a width of \(width) into \(heads) heads")
    query = Linear(width, width, initializer: initializer, using: &random)
    key = Linear(width, width, initializer: initializer, using: &random)
    value = Linear(width, width, initializer: initializer, using: &random)
    output = Linear(
      width, width, initializer: initializer.scaled(by: outputScale), using: &random)
    self.heads = heads
    isCausal = causal
    self.rotary = rotary
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    self(input, lengths: nil)
  }

  /// The output where the examples have different lengths: places from there on are padding, which
  /// nobody looks at.
  public func callAsFunction(_ input: Variable, lengths: [Int]?) -> Variable {
    var (queries, keys) = (query(input), key(input))
    if let rotary {
      queries = rotary(queries, heads: heads)
      keys = rotary(keys, heads: heads)
    }
    return output(
      Variable.attention(
        query: queries, key: keys, value: value(input), heads: heads, isCausal: isCausal,
        lengths: lengths))
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    let (batch, places, width) = (input[0], input[1], input[2])
    let products = 4 * 2 * batch * places * width * width
    let looking = 2 * 2 * batch * places * places * width
    return products + (isCausal ? looking / 2 : looking)
  }
}
