import Ladder

extension Workload {
  static let gpt = Workload(
    "gpt", "4 blocks, width 128, 4 heads, context 128, batch 16, AdamW, one step", goal: 2,
    operations: 3 * Double(16 * 128) * Double(4 * (24 * 128 * 128 + 2 * 128 * 128) + 2 * 128 * 96)
  ) {
    let model = LanguageModel()
    let tokens = Noise.integers(16 * 129, below: 96, stream: 1)
    let rows = (0..<16).map { Array(tokens[$0 * 129..<$0 * 129 + 129]) }
    let inputs = rows.flatMap { $0.dropLast() }
    let targets = rows.flatMap { $0.dropFirst() }
    let parameters = model.parameters
    var optimizer = AdamW(learningRate: 1e-3, weightDecay: 0.01)
    return {
      let tape = Tape(.training)
      let logits = model(inputs, batch: 16, on: tape)
      let loss = logits.crossEntropy(labels: targets)
      optimizer.update(parameters, with: loss.gradients())
      return Double(loss.value.scalar)
    }
  }

  /// 64 tokens, each chosen after the one before it, with the keys and values of the earlier ones
  /// remembered.
  static let generate = Workload(
    "generate", "the same model writes 64 tokens, one at a time, keys and values remembered",
    goal: 5
  ) {
    let model = LanguageModel()
    return {
      var memory = model.memory()
      var token = 1
      var sum = 0
      for place in 0..<64 {
        token = model.next(after: token, at: place, remembering: &memory)
        sum += token * (place + 1)
      }
      return Double(sum)
    }
  }
}

/// A small GPT: token and place embeddings, blocks, a last normalisation, a linear layer.
private struct LanguageModel: Model {
  let tokens: Embedding
  let places: LearnedPositions
  let blocks: [TransformerBlock]
  let norm: LayerNorm
  let head: Linear

  init(vocabulary: Int = 96, context: Int = 128, width: Int = 128, heads: Int = 4, depth: Int = 4) {
    var random = Random(seed: 1)
    tokens = Embedding(tokens: vocabulary, width: width, using: &random)
    places = LearnedPositions(context: context, width: width, using: &random)
    blocks = (0..<depth).map { _ in TransformerBlock(width: width, heads: heads, using: &random) }
    norm = LayerNorm(width)
    head = Linear(width, vocabulary, bias: false, using: &random)
    Noise.fill(self)
  }

  /// Logits `[batch · places, vocabulary]`.
  func callAsFunction(_ indices: [Int], batch: Int, on tape: Tape) -> Variable {
    let length = indices.count / batch
    let width = norm.weight.value.count
    var state = tape.parameter(tokens.weight).rows(indices).reshaped([batch, length, width])
    state = places(state)
    for block in blocks { state = block(state) }
    return head(norm(state)).reshaped([batch * length, head.weight.value.shape[1]])
  }

  /// What attention has to look back at, for each block: keys and values, `[1, places, width]`.
  typealias Memory = [(keys: Tensor, values: Tensor)?]

  func memory() -> Memory { blocks.map { _ in nil } }

  /// The likeliest token after one more.
  func next(after token: Int, at place: Int, remembering memory: inout Memory) -> Int {
    let tape = Tape(.inference)
    let width = norm.weight.value.count
    var state = tape.constant(
      (tokens.weight.value.row(token) + places.weight.value.row(place)).reshaped([1, 1, width]))
    for (number, block) in blocks.enumerated() {
      let seen = block.attentionNorm(state)
      var keys = block.attention.key(seen).value
      var values = block.attention.value(seen).value
      if let earlier = memory[number] {
        keys = Tensor.concatenated([earlier.keys, keys], axis: 1)
        values = Tensor.concatenated([earlier.values, values], axis: 1)
      }
      memory[number] = (keys, values)
      let looked = Variable.attention(
        query: block.attention.query(seen), key: tape.constant(keys),
        value: tape.constant(values), heads: block.attention.heads, isCausal: true)
      state = state + block.attention.output(looked)
      state = state + block.contract(block.expand(block.networkNorm(state)).gelu())
    }
    return head(norm(state)).value.reshaped([head.weight.value.shape[1]]).argmax()[0]
  }
}
