import Tensors

extension Variable {
  /// Scaled dot-product attention: every query looks at all keys, and takes the mean of their
  /// values, weighed by how well query and key agree.
  ///
  ///     weights = softmax(Q Kᵀ / √depth)        result = weights V
  ///
  /// Queries are [batch, queries, heads x depth], keys and values [batch, keys, heads x depth], each
  /// head beside the next, as a dense layer puts them out. Keys and values may have fewer heads,
  /// each of which then serves several of the queries'.
  ///
  /// With `isCausal` a query sees its own key and earlier ones, the last query standing beside the
  /// last key. With `lengths` the keys of an example from that number on are padding and are not
  /// seen. A query that sees nothing gets zeros.
  ///
  /// The weights are never held in memory, only a block of them at a time: memory grows with the
  /// number of queries and keys, not with their product. Queries, keys, values, the result and one
  /// number for each head and query are kept, and the weights computed again on the way back.
  public static func attention(
    query: Variable, key: Variable, value: Variable, heads: Int = 1, isCausal: Bool = false,
    lengths: [Int]? = nil
  ) -> Variable {
    let plan = required(
      try AttentionPlan(
        query: query.shape, key: key.shape, value: value.shape, heads: heads, isCausal: isCausal,
        lengths: lengths))
    let (q, k, v) = (query.value, key.value, value.value)
    let (result, logSums) = AttentionRows.reading(q, k, v) { plan.forward($0, $1, $2) }
    let slots = (query.slot, key.slot, value.slot)
    return recorded(result, in: "attention", from: [query, key, value]) { gradient, adjoints in
      var sums = (Tensor.zeros(q.shape), Tensor.zeros(k.shape), Tensor.zeros(v.shape))
      let widths = (q.shape[2], k.shape[2], v.shape[2])
      AttentionRows.reading(q, k, v) { q, k, v in
        sums.0.change { queries in
          sums.1.change { keys in
            sums.2.change { values in
              plan.backward(
                gradient, result: result, logSums: logSums, q, k, v,
                (
                  AttentionSums(start: queries, stride: widths.0),
                  AttentionSums(start: keys, stride: widths.1),
                  AttentionSums(start: values, stride: widths.2)
                ))
            }
          }
        }
      }
      adjoints.add(sums.0, to: slots.0)
      adjoints.add(sums.1, to: slots.1)
      adjoints.add(sums.2, to: slots.2)
    }
  }

  /// Attention of a sequence to itself, from queries, keys and values that lie side by side in this
  /// variable, [batch, time, 3 x heads x depth], as one dense layer puts them out: nothing has to
  /// be cut apart or put together, and their gradients are written side by side too.
  public func selfAttention(
    heads: Int, isCausal: Bool = false, lengths: [Int]? = nil
  ) -> Variable {
    let part = required(try Self.checkPacked(shape))
    let plan = required(
      try AttentionPlan(
        query: part, key: part, value: part, heads: heads, isCausal: isCausal, lengths: lengths))
    let (packed, width) = (value, part[2])
    let (result, logSums) = packed.read { start in
      let parts = AttentionRows.side(by: start, width)
      return plan.forward(parts.0, parts.1, parts.2)
    }
    return recorded(result) { gradient in
      var sums = Tensor.zeros(packed.shape)
      packed.read { start in
        sums.change { sums in
          let parts = AttentionRows.side(by: start, width)
          plan.backward(
            gradient, result: result, logSums: logSums, parts.0, parts.1, parts.2,
            (
              AttentionSums(start: sums, stride: 3 * width),
              AttentionSums(start: sums + width, stride: 3 * width),
              AttentionSums(start: sums + 2 * width, stride: 3 * width)
            ))
        }
      }
      return sums
    }
  }

  /// The shape of queries, keys and values that lie side by side.
  package static func checkPacked(_ shape: [Int]) throws -> [Int] {
    guard shape.count == 3, shape[2] % 3 == 0 else {
      throw TensorError(
        "self-attention: an input of shape \(shape) does not hold queries, keys and values side "
          + "by side; it should be [batch, time, 3 x heads x depth]")
    }
    return [shape[0], shape[1], shape[2] / 3]
  }
}

extension AttentionRows {
  static func reading<Result>(
    _ query: Tensor, _ key: Tensor, _ value: Tensor,
    _ body: (AttentionRows, AttentionRows, AttentionRows) -> Result
  ) -> Result {
    Autograd.reading(query, key, value) { q, k, v in
      body(
        AttentionRows(start: q, stride: query.shape[2]),
        AttentionRows(start: k, stride: key.shape[2]),
        AttentionRows(start: v, stride: value.shape[2]))
    }
  }

  /// Three parts that lie side by side.
  static func side(
    by start: UnsafePointer<Float>, _ width: Int
  ) -> (AttentionRows, AttentionRows, AttentionRows) {
    (
      AttentionRows(start: start, stride: 3 * width),
      AttentionRows(start: start + width, stride: 3 * width),
      AttentionRows(start: start + 2 * width, stride: 3 * width)
    )
  }
}
