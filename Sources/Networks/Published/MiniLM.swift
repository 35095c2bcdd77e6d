import Autograd
import Tensors

/// An encoder of sentences with 22.6 million parameters: a BERT of six blocks that was taught by a
/// larger one and then trained so that sentences that mean the same lie side by side (MiniLM, Wang and
/// others 2020; Reimers and Gurevych 2019).
///
/// ```
/// let model = try MiniLM.published()
/// let pieces = try WordPieces.read("vocab.txt")
/// let vectors = model.embeddings(of: ["A cat", "A kitten"].map { pieces.encode($0) })   // [2, 384]
/// ```
public struct MiniLM: Model {
  /// A vector for each piece of a word, each place and each kind of sentence.
  public let pieces: Embedding
  public let places: Embedding
  public let kinds: Embedding
  /// Normalises their sum.
  public let norm: LayerNorm
  /// The blocks, from the bottom up.
  public let blocks: [MiniLMBlock]

  /// Creates a model with random weights, by default of the published size.
  public init(
    tokens: Int = 30_522, context: Int = 512, width: Int = 384, heads: Int = 12,
    hidden: Int = 1536, blocks: Int = 6, using random: inout Random
  ) {
    pieces = Embedding(tokens: tokens, width: width, using: &random)
    places = Embedding(tokens: context, width: width, using: &random)
    kinds = Embedding(tokens: 2, width: width, using: &random)
    norm = LayerNorm(width, epsilon: 1e-12)
    var all: [MiniLMBlock] = []
    for _ in 0..<blocks {
      all.append(MiniLMBlock(width: width, heads: heads, hidden: hidden, using: &random))
    }
    self.blocks = all
  }

  /// What the last block says about each place: `[batch, places, width]`. Shorter rows are filled up
  /// with padding, which nobody looks at.
  public func callAsFunction(_ rows: [[Int]], on tape: Tape) -> Variable {
    let lengths = rows.map(\.count)
    let longest = lengths.max() ?? 0
    let padded = rows.flatMap { $0 + [Int](repeating: 0, count: longest - $0.count) }
    let sum =
      pieces(padded, shape: [rows.count, longest], on: tape)
      + places(Array(0..<longest), shape: [1, longest], on: tape) + kinds([0], on: tape)
    return blocks.reduce(norm(sum)) { $1($0, lengths: lengths) }
  }

  /// A vector of length 1 for each row of tokens: `[rows, width]`, the mean over its places. The product
  /// of two is the cosine of the angle between them.
  public func embeddings(of rows: [[Int]]) -> Tensor {
    require(
      rows.allSatisfy { !$0.isEmpty }, "MiniLM has no vector for a row without tokens")
    let found = self(rows, on: Tape(.inference)).value
    let places = found.shape[1]
    let shares = rows.flatMap { row in
      (0..<places).map { $0 < row.count ? 1 / Float(row.count) : 0 }
    }
    let means = Tensor(shape: [rows.count, 1, places], scalars: shares).matmul(found)
    let vectors = means.reshaped([rows.count, found.shape[2]])
    return vectors / (vectors * vectors).sum(axes: [1], keepingAxes: true).squareRoot()
  }
}

/// A block of a ``MiniLM``: attention to all places, then a small network, each with a norm behind its
/// sum with the straight line, as in 2017.
public struct MiniLMBlock: Layer {
  /// Moves information between places.
  public let attention: MultiHeadAttention
  /// Normalises what attention adds to.
  public let attentionNorm: LayerNorm
  /// The first layer of the small network.
  public let expand: Linear
  /// The second layer of the small network.
  public let contract: Linear
  /// Normalises what the network adds to.
  public let networkNorm: LayerNorm

  init(width: Int, heads: Int, hidden: Int, using random: inout Random) {
    attention = MultiHeadAttention(width: width, heads: heads, causal: false, using: &random)
    attentionNorm = LayerNorm(width, epsilon: 1e-12)
    expand = Linear(width, hidden, initializer: .gpt2, using: &random)
    contract = Linear(hidden, width, initializer: .gpt2, using: &random)
    networkNorm = LayerNorm(width, epsilon: 1e-12)
  }

  public func callAsFunction(_ input: Variable) -> Variable { self(input, lengths: nil) }

  /// The output where the examples have different lengths.
  public func callAsFunction(_ input: Variable, lengths: [Int]?) -> Variable {
    let seen = attentionNorm(input + attention(input, lengths: lengths))
    return networkNorm(seen + contract(expand(seen).gelu()))
  }
}
