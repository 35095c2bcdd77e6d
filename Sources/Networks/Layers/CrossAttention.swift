import Autograd
import Tensors

/// Every place of a sequence looks at the places of another one, the memory: a decoder at what an
/// encoder made of the input, or a learned question at a picture.
///
/// Queries are linear in the input, `[batch, places, width]`, keys and values in the memory,
/// `[batch, memory places, memory width]`. Nothing is hidden but padding of the memory.
public struct CrossAttention: Model {
  /// What each place looks for.
  public let query: Linear
  /// What each place of the memory is found by.
  public let key: Linear
  /// What each place of the memory offers.
  public let value: Linear
  /// Mixes the heads.
  public let output: Linear
  /// The number of heads.
  public let heads: Int

  /// Creates a layer over vectors of `width` numbers that look at vectors of `memoryWidth` numbers,
  /// as many as their own by default.
  public init(
    width: Int, memoryWidth: Int? = nil, heads: Int, initializer: Initializer = .gpt2,
    outputScale: Float = 1, using random: inout Random
  ) {
    require(
      heads > 0 && width >= 0 && width % heads == 0,
      "CrossAttention cannot cut a width of \(width) into \(heads) heads")
    let memoryWidth = memoryWidth ?? width
    query = Linear(width, width, initializer: initializer, using: &random)
    key = Linear(memoryWidth, width, initializer: initializer, using: &random)
    value = Linear(memoryWidth, width, initializer: initializer, using: &random)
    output = Linear(width, width, initializer: initializer.scaled(by: outputScale), using: &random)
    self.heads = heads
  }

  /// What the places of `input` found in the memory, whose examples have so many places each where
  /// `lengths` says so; the rest of it is padding.
  public func callAsFunction(
    _ input: Variable, memory: Variable, lengths: [Int]? = nil
  ) -> Variable {
    output(
      Variable.attention(
        query: query(input), key: key(memory), value: value(memory), heads: heads, lengths: lengths)
    )
  }
}
