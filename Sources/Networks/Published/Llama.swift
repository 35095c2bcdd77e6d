import Autograd
import Tensors

/// A language model of the Llama family (Touvron and others 2023): blocks of attention with turned
/// places and shared keys, root-mean-square norms and gated networks, without a bias anywhere.
///
/// ```
/// let model = try Llama.published()                      // 260,032 parameters, trained on stories
/// let tokenizer = try LlamaTokenizer.published()
/// let tokens = model.greedy(after: tokenizer.encode("Once upon"), count: 50)
/// let logits = model.logits(after: tokens)               // [places, tokens of the vocabulary]
/// ```
public struct Llama: Model {
  /// A vector for each token.
  public let embedding: Embedding
  /// The blocks, from the bottom up.
  public let blocks: [LlamaBlock]
  /// Normalises what the head sees.
  public let norm: RMSNorm
  /// Vectors to logits; nil where the embedding serves for it ("tied").
  public let head: Linear?
  /// The most places of a sequence.
  public let context: Int

  /// What a model is made of.
  public struct Plan: Sendable, Equatable {
    public var width: Int
    public var hidden: Int
    public var blocks: Int
    public var heads: Int
    public var keyHeads: Int
    public var tokens: Int
    public var context: Int
    public var isTied: Bool

    public init(
      width: Int, hidden: Int, blocks: Int, heads: Int, keyHeads: Int? = nil, tokens: Int,
      context: Int, isTied: Bool = true
    ) {
      (self.width, self.hidden, self.blocks) = (width, hidden, blocks)
      (self.heads, self.keyHeads) = (heads, keyHeads ?? heads)
      (self.tokens, self.context, self.isTied) = (tokens, context, isTied)
    }
  }

  /// Creates a model with random weights.
  public init(_ plan: Plan, using random: inout Random) {
    require(
      plan.heads > 0 && plan.width % plan.heads == 0,
      "Llama cannot cut a width of \(plan.width) into \(plan.heads) heads")
    embedding = Embedding(tokens: plan.tokens, width: plan.width, using: &random)
    let rotary = RotaryPositions(
      context: plan.context, width: plan.width / plan.heads, pairs: .neighbours)
    var blocks: [LlamaBlock] = []
    for _ in 0..<plan.blocks {
      blocks.append(LlamaBlock(plan, rotary: rotary, using: &random))
    }
    self.blocks = blocks
    norm = RMSNorm(plan.width)
    head =
      plan.isTied
      ? nil
      : Linear(plan.width, plan.tokens, bias: false, initializer: .gpt2, using: &random)
    context = plan.context
  }

  /// The logits of the token that follows each place: `[batch, places, tokens]`. All rows of tokens
  /// are equally long.
  public func callAsFunction(_ rows: [[Int]], on tape: Tape) -> Variable {
    let places = rows.first?.count ?? 0
    require(
      rows.allSatisfy { $0.count == places },
      "Llama reads rows of one length, and got rows of "
        + "\(rows.map(\.count)) tokens")
    let vectors = embedding(rows.flatMap { $0 }, shape: [rows.count, places], on: tape)
    return logits(blocks.reduce(vectors) { $1($0) })
  }

  /// The logits of one row, without keeping anything for gradients: `[places, tokens]`.
  public func logits(after tokens: [Int]) -> Tensor {
    self([tokens], on: Tape(.inference)).value[0]
  }

  /// One empty cache for each block.
  public var emptyCaches: [KeyValueCache] {
    [KeyValueCache](repeating: KeyValueCache(), count: blocks.count)
  }

  /// The logits of tokens that follow those in the caches, which then hold these too: `[places,
  /// tokens]`.
  public func logits(after tokens: [Int], caches: inout [KeyValueCache]) -> Tensor {
    require(
      caches.count == blocks.count,
      "Llama needs one cache for each of its \(blocks.count) blocks, and got \(caches.count)")
    let tape = Tape(.inference)
    var vectors = embedding(tokens, shape: [1, tokens.count], on: tape)
    for (place, block) in blocks.enumerated() { vectors = block(vectors, cache: &caches[place]) }
    return logits(vectors).value[0]
  }

  /// Goes on from some tokens with the likeliest one, again and again, and returns all.
  ///
  /// It ends after `count` new tokens, where the context is full, or before a token of `stops`: by
  /// default 1, which begins a text.
  public func greedy(after tokens: [Int], count: Int, stops: Set<Int> = [1]) -> [Int] {
    require(
      !tokens.isEmpty, "Llama goes on from at least one token, such as 1, which begins a text")
    var (all, new, caches) = (tokens, tokens, emptyCaches)
    for _ in 0..<max(count, 0) where all.count <= context {
      let next = logits(after: new, caches: &caches).argmax(axis: 1).last!
      if stops.contains(next) { break }
      all.append(next)
      new = [next]
    }
    return all
  }

  private func logits(_ vectors: Variable) -> Variable {
    let seen = norm(vectors)
    return head.map { $0(seen) }
      ?? seen.matmul(seen.tape.parameter(embedding.weight), transposeRight: true)
  }
}

/// A block of a ``Llama``: attention, then a gated network, each behind a norm and beside the
/// straight line.
public struct LlamaBlock: Layer {
  /// Normalises what attention sees.
  public let attentionNorm: RMSNorm
  /// Moves information between places.
  public let attention: MultiHeadAttention
  /// Normalises what the network sees.
  public let networkNorm: RMSNorm
  /// Works at each place.
  public let network: SwiGLU

  /// Creates a block of a model that is made so.
  public init(_ plan: Llama.Plan, rotary: RotaryPositions, using random: inout Random) {
    attentionNorm = RMSNorm(plan.width)
    attention = MultiHeadAttention(
      width: plan.width, heads: plan.heads, keyHeads: plan.keyHeads, causal: true, bias: false,
      rotary: rotary, using: &random)
    networkNorm = RMSNorm(plan.width)
    network = SwiGLU(plan.width, hidden: plan.hidden, using: &random)
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    let seen = input + attention(attentionNorm(input))
    return seen + network(networkNorm(seen))
  }

  /// The output for places that follow those in the cache.
  public func callAsFunction(_ input: Variable, cache: inout KeyValueCache) -> Variable {
    let seen = input + attention(attentionNorm(input), cache: &cache)
    return seen + network(networkNorm(seen))
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    2 * attentionNorm.operations(input: input, output: input)
      + attention.operations(input: input, output: input)
      + network.operations(input: input, output: output) + 2 * output.reduce(1, *)
  }
}
