import Autograd
import Tensors

/// Where the norms of a block stand.
public enum NormPlace: String, Sendable, CaseIterable {
  /// On the branch, before each layer: `x + f(norm(x))`, "pre-norm".
  case before
  /// On the line, behind each layer: `norm(x + f(x))`, "post-norm", as in 2017.
  case behind
}

/// Attention, then a small network at each place, each on a branch beside the straight line and
/// each fed with normalised input ("pre-norm"), or with the sum normalised ("post-norm").
public struct TransformerBlock: Layer {
  /// Normalises what attention sees.
  public let attentionNorm: LayerNorm
  /// Moves information between places.
  public let attention: MultiHeadAttention
  /// Normalises what the small network sees.
  public let networkNorm: LayerNorm
  /// The first layer of the small network, four times as wide as the block by default.
  public let expand: Linear
  /// The second layer of the small network.
  public let contract: Linear
  /// Where the norms stand.
  public let norms: NormPlace
  /// Dropout on both branches.
  public let dropout: Dropout

  /// Creates a block over vectors of `width` numbers.
  ///
  /// With `depth`, the number of blocks of the whole model, the last layer of each branch starts
  /// `√(2 · depth)` times smaller, as in GPT-2, so that the sum of all branches starts at size 1.
  public init(
    width: Int, heads: Int, causal: Bool = true, expansion: Int = 4, dropout: Float = 0,
    depth: Int? = nil, norms: NormPlace = .before, rotary: RotaryPositions? = nil,
    initializer: Initializer = .gpt2,
    using random: inout Random
  ) {
    let scale = depth.map { 1 / Float(2 * $0).squareRoot() } ?? 1
    attentionNorm = LayerNorm(width)
    attention = MultiHeadAttention(
      width: width, heads: heads, causal: causal, rotary: rotary, initializer: initializer,
      outputScale: scale, using: &random)
    networkNorm = LayerNorm(width)
    expand = Linear(width, expansion * width, initializer: initializer, using: &random)
    contract = Linear(
      expansion * width, width, initializer: initializer.scaled(by: scale), using: &random)
    self.norms = norms
    self.dropout = Dropout(dropout)
  }

  public func callAsFunction(_ input: Variable) -> Variable { called(input) { attention($0) } }

  /// The output for places that follow those in the cache; see
  /// ``MultiHeadAttention/callAsFunction(_:cache:)``.
  public func callAsFunction(_ input: Variable, cache: inout KeyValueCache) -> Variable {
    called(input) { attention($0, cache: &cache) }
  }

  private func called(_ input: Variable, looking: (Variable) -> Variable) -> Variable {
    guard norms == .before else {
      let seen = attentionNorm(input + dropout(looking(input)))
      return networkNorm(seen + dropout(contract(expand(seen).gelu())))
    }
    let seen = input + dropout(looking(attentionNorm(input)))
    return seen + dropout(contract(expand(networkNorm(seen)).gelu()))
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    let hidden = Array(input.dropLast()) + [expand.weight.value.shape[1]]
    return attentionNorm.operations(input: input, output: input)
      + attention.operations(input: input, output: input)
      + networkNorm.operations(input: input, output: input)
      + expand.operations(input: input, output: hidden)
      + contract.operations(input: hidden, output: input) + 2 * input.reduce(1, *)
  }
}
