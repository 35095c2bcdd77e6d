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
  /// The number of heads that look.
  public let heads: Int
  /// The number of heads that keys and values have; each serves `heads / keyHeads` of those that look.
  public let keyHeads: Int
  /// Whether places see only themselves and those before them.
  public let isCausal: Bool
  /// Turns queries and keys by place; nil for none.
  public let rotary: RotaryPositions?

  /// Creates an attention layer over vectors of `width` numbers.
  ///
  /// With fewer `keyHeads` than heads, several heads look through the same keys and values ("grouped
  /// queries"; with one, "multi-query"), of which a ``KeyValueCache`` then keeps fewer.
  public init(
    width: Int, heads: Int, keyHeads: Int? = nil, causal: Bool, bias: Bool = true,
    rotary: RotaryPositions? = nil, initializer: Initializer = .gpt2, outputScale: Float = 1,
    using random: inout Random
  ) {
    let keyHeads = keyHeads ?? heads
    require(
      heads > 0 && width >= 0 && width % heads == 0,
      "MultiHeadAttention cannot cut a width of \(width) into \(heads) heads")
    require(
      keyHeads > 0 && heads % keyHeads == 0,
      "MultiHeadAttention cannot deal \(heads) heads evenly to \(keyHeads) heads of keys")
    let keyWidth = width / heads * keyHeads
    query = Linear(width, width, bias: bias, initializer: initializer, using: &random)
    key = Linear(width, keyWidth, bias: bias, initializer: initializer, using: &random)
    value = Linear(width, keyWidth, bias: bias, initializer: initializer, using: &random)
    output = Linear(
      width, width, bias: bias, initializer: initializer.scaled(by: outputScale), using: &random)
    self.heads = heads
    self.keyHeads = keyHeads
    isCausal = causal
    self.rotary = rotary
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    self(input, lengths: nil)
  }

  /// The output where the examples have different lengths: places from there on are padding, which
  /// nobody looks at.
  public func callAsFunction(_ input: Variable, lengths: [Int]?) -> Variable {
    let (queries, keys, values) = looking(input, from: 0)
    return output(
      Variable.attention(
        query: queries, key: keys, value: values, heads: heads, isCausal: isCausal,
        lengths: lengths))
  }

  /// The output for places that follow those in the cache, which then holds these too.
  ///
  /// Only the new places are computed; they look at all, and their output is what the whole sequence
  /// would have given. The attention must be causal, since places that were computed before could not
  /// look at these. No gradient reaches what lies in the cache.
  public func callAsFunction(_ input: Variable, cache: inout KeyValueCache) -> Variable {
    require(
      isCausal,
      "MultiHeadAttention goes on from a cache only where it is causal, and this one is not")
    let (queries, keys, values) = looking(input, from: cache.count)
    let known = cache.append(keys: keys.value, values: values.value)
    let tape = input.tape
    return output(
      Variable.attention(
        query: queries, key: tape.constant(known.keys), value: tape.constant(known.values),
        heads: heads, isCausal: true))
  }

  /// Queries, keys and values of an input whose first place is number `start`.
  private func looking(
    _ input: Variable, from start: Int
  ) -> (queries: Variable, keys: Variable, values: Variable) {
    let (queries, keys, values) = (query(input), key(input), value(input))
    guard let rotary else { return (queries, keys, values) }
    return (
      rotary(queries, heads: heads, start: start), rotary(keys, heads: keyHeads, start: start),
      values
    )
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    let (batch, places, width) = (input[0], input[1], input[2])
    let keyWidth = width / heads * keyHeads
    let products = 2 * 2 * batch * places * width * (width + keyWidth)
    let looking = 2 * 2 * batch * places * places * width
    return products + (isCausal ? looking / 2 : looking)
  }
}
