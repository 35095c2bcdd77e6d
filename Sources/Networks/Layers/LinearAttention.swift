import Autograd
import Tensors

/// Causal attention that goes through a sequence with a memory of fixed size (Katharopoulos and
/// others 2020): queries meet keys in a plain product of positive features instead of a softmax.
///
/// The same layer is a sum over all places before, computed at once, and a recurrent network:
///
/// ```swift
/// let outputs = layer(input)                                 // [batch, places, width]
/// var state = LinearAttentionState()
/// let first = layer(input[0..., ..<1], state: &state)        // its first place
/// ```
public struct LinearAttention: Layer {
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

  /// Creates a layer over vectors of `width` numbers.
  public init(
    width: Int, heads: Int, bias: Bool = true, initializer: Initializer = .gpt2,
    outputScale: Float = 1, using random: inout Random
  ) {
    require(
      heads > 0 && width >= 0 && width % heads == 0,
      "LinearAttention cannot cut a width of \(width) into \(heads) heads")
    query = Linear(width, width, bias: bias, initializer: initializer, using: &random)
    key = Linear(width, width, bias: bias, initializer: initializer, using: &random)
    value = Linear(width, width, bias: bias, initializer: initializer, using: &random)
    output = Linear(
      width, width, bias: bias, initializer: initializer.scaled(by: outputScale), using: &random)
    self.heads = heads
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    output(
      Variable.linearAttention(
        query: query(input), key: key(input), value: value(input), heads: heads))
  }

  /// The output for places that follow those in the state, which then holds these too. No gradient
  /// reaches what went into the state, nor through it.
  public func callAsFunction(_ input: Variable, state: inout LinearAttentionState) -> Variable {
    let found = state.read(
      query: query(input).value, key: key(input).value, value: value(input).value, heads: heads)
    return output(input.tape.constant(found))
  }

  public func operations(input: [Int], output: [Int]) -> Int {
    let (batch, places, width) = (input[0], input[1], input[2])
    return 8 * batch * places * width * width + 2 * batch * places * places * width
  }
}

/// What linear attention has read so far: for each head Σ φ(k) vᵀ and Σ φ(k), whatever the number of
/// places.
public struct LinearAttentionState: Sendable {
  /// Σ φ(k) vᵀ, [batch, heads, depth, value depth]; nil while nothing has been read.
  public private(set) var products: Tensor?
  /// Σ φ(k), [batch, heads, depth].
  public private(set) var features: Tensor?

  /// A state that has read nothing.
  public init() {}

  /// Reads places one after the other, and returns what each sees: the recurrent form of
  /// `Variable.linearAttention`.
  public mutating func read(query: Tensor, key: Tensor, value: Tensor, heads: Int = 1) -> Tensor {
    required(
      try Variable.checkLinearAttention(query.shape, key.shape, value.shape, heads: heads))
    let (batch, places) = (query.shape[0], query.shape[1])
    let (depth, valueDepth) = (query.shape[2] / heads, value.shape[2] / heads)
    var products = self.products ?? .zeros([batch, heads, depth, valueDepth])
    var features = self.features ?? .zeros([batch, heads, depth])
    require(
      products.shape == [batch, heads, depth, valueDepth],
      "LinearAttentionState holds products of shape \(products.shape), and queries of shape "
        + "\(query.shape) with \(heads) heads do not go on from there")
    (self.products, self.features) = (nil, nil)
    let (q, k) = (query.attentionFeatures(), key.attentionFeatures())
    var result = Tensor.zeros(value.shape)
    q.read { q in
      k.read { k in
        value.read { v in
          products.change { products in
            features.change { features in
              result.change { result in
                Parallel.run(batch * heads) { piece in
                  let (example, head) = piece.quotientAndRemainder(dividingBy: heads)
                  let own = products + piece * depth * valueDepth
                  let sums = features + piece * depth
                  for place in 0..<places {
                    let row = (example * places + place) * heads + head
                    let (q, k) = (q + row * depth, k + row * depth)
                    let (v, y) = (v + row * valueDepth, result + row * valueDepth)
                    var total: Float = 0
                    for i in 0..<depth {
                      sums[i] += k[i]
                      total += q[i] * sums[i]
                      let line = own + i * valueDepth
                      for j in 0..<valueDepth {
                        line[j] += k[i] * v[j]
                        y[j] += q[i] * line[j]
                      }
                    }
                    for j in 0..<valueDepth { y[j] /= total }
                  }
                }
              }
            }
          }
        }
      }
    }
    (self.products, self.features) = (products, features)
    return result
  }
}
