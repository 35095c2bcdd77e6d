import Tensors

extension Variable {
  /// Attention under any mask, with the weights that were used.
  ///
  ///     weights = softmax(Q Kᵀ / √depth + mask)        result = weights V
  ///
  /// Queries are [batch, queries, heads x depth], keys and values [batch, keys, heads x depth], as
  /// in ``attention(query:key:value:heads:isCausal:lengths:)``, which knows two masks and never
  /// holds the weights. This one does: they are returned, [batch, heads, queries, keys], to be looked
  /// at, and memory grows with the product of queries and keys.
  ///
  /// A query that sees nothing gets zeros, and has no weights and no gradient.
  public static func attention(
    query: Variable, key: Variable, value: Variable, heads: Int = 1, mask: AttentionMask
  ) -> (result: Variable, weights: Variable) {
    let plan = required(
      try AttentionPlan(
        query: query.shape, key: key.shape, value: value.shape, heads: heads, isCausal: false,
        lengths: nil))
    required(try plan.checkOwnHeads())
    required(try mask.check(scores: [plan.batch, heads, plan.queries, plan.keys]))
    let (q, k, v) = (cut(query, heads), cut(key, heads), cut(value, heads))
    let scores = q.matmul(k, transposeRight: true) * plan.factor
    // A row that is hidden as a whole is masked by nothing instead, and its weights taken away.
    let seen = (mask.values .> -Float.infinity).any(axes: [3], keepingAxes: true)
    let open = Tensor.where(seen, mask.values, Tensor(0))
    let weights = (scores + open).softmax() * seen
    let result = weights.matmul(v).permuted([0, 2, 1, 3]).reshaped(plan.shape)
    return (result, weights)
  }

  /// [batch, places, heads x depth] as [batch, heads, places, depth].
  private static func cut(_ x: Variable, _ heads: Int) -> Variable {
    x.reshaped([x.shape[0], x.shape[1], heads, x.shape[2] / heads]).permuted([0, 2, 1, 3])
  }
}

extension AttentionPlan {
  /// Keys and values have a head for each of the queries'.
  package func checkOwnHeads() throws {
    guard keyHeads == heads else {
      throw TensorError(
        "attention with a mask: \(heads) heads of queries and \(keyHeads) of keys; give the keys as many "
          + "heads, or use the attention without a mask, which lets heads share keys")
    }
  }
}
