import Tensors

extension Variable {
  /// Attention whose weights are a plain product of features (Katharopoulos and others 2020), so that
  /// the past can be summed up in a table that does not grow.
  ///
  ///     φ(u) = elu(u) + 1            yᵢ = Σ φ(qᵢ)·φ(kⱼ) vⱼ / Σ φ(qᵢ)·φ(kⱼ)      over all j ≤ i
  ///
  /// Queries, keys and values are [batch, places, heads x depth], each head beside the next; those of
  /// values may have another depth. A place sees itself and those before it. This is the parallel
  /// form, for training: all products at once, which takes memory and time as the square of the
  /// places does. The recurrent form is `LinearAttentionState` in Networks.
  public static func linearAttention(
    query: Variable, key: Variable, value: Variable, heads: Int = 1
  ) -> Variable {
    required(try checkLinearAttention(query.shape, key.shape, value.shape, heads: heads))
    let (batch, places) = (query.shape[0], query.shape[1])
    func split(_ variable: Variable) -> Variable {
      variable.reshaped([batch, places, heads, variable.shape[2] / heads]).permuted([0, 2, 1, 3])
    }
    let (q, k, v) = (split(query.attentionFeatures()), split(key.attentionFeatures()), split(value))
    let isSeen = Tensor(
      shape: [places, places],
      scalars: (0..<places * places).map { $0 % places <= $0 / places ? 1 : 0 })
    let weights = q.matmul(k, transposeRight: true) * query.tape.constant(isSeen)
    let result = weights.matmul(v) / weights.sum(axes: [3], keepingAxes: true)
    return result.permuted([0, 2, 1, 3]).reshaped([batch, places, value.shape[2]])
  }

  /// The features of linear attention, which are positive.
  ///
  ///     φ(x) = x + 1 where x > 0, else exp(x)            ∂φ/∂x = min(φ(x), 1)
  ///
  /// The result is kept.
  func attentionFeatures() -> Variable {
    let y = value.attentionFeatures()
    return recorded(y, keeping: y, in: "attention features") { $0.scale { $0 < 1 ? $0 : 1 } }
  }

  package static func checkLinearAttention(
    _ query: [Int], _ key: [Int], _ value: [Int], heads: Int
  ) throws {
    guard query.count == 3, key == query, value.count == 3, value[0] == query[0],
      value[1] == query[1]
    else {
      throw TensorError(
        "linear attention of queries \(query), keys \(key) and values \(value): each has the axes "
          + "[batch, places, heads x depth], keys the shape of queries, and values their places")
    }
    guard heads > 0, query[2] % heads == 0, value[2] % heads == 0 else {
      throw TensorError(
        "linear attention: a width of \(query[2]) and one of \(value[2]) cannot both be cut into "
          + "\(heads) heads")
    }
  }
}

extension Tensor {
  /// The features of linear attention: elu(x) + 1.
  package func attentionFeatures() -> Tensor {
    mapped { $0.each { $0 > 0 ? $0 + 1 : Elementary.exp($0) } }
  }
}
