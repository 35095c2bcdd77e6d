import Tensors

extension AttentionPlan {
  /// Adds the gradients of queries, keys and values to sums that start from zeros.
  ///
  /// Weights are computed again from the scores and the kept logarithms. With W the weights, V the
  /// values, G the gradient of the result and r its product with the result, row by row:
  ///
  ///     values: Wᵀ G      scores: S = W (G Vᵀ - r)      queries: S K      keys: Sᵀ Q
  ///
  /// A core takes one head of keys with all the queries that see it, so that nobody else adds to
  /// the same sums.
  func backward(
    _ gradient: Tensor, result: Tensor, logSums: Tensor,
    _ query: AttentionRows, _ key: AttentionRows, _ value: AttentionRows,
    _ sums: (query: AttentionSums, key: AttentionSums, value: AttentionSums)
  ) {
    reading(gradient, result, logSums) { gradient, result, logSums in
      Parallel.run(batch * keyHeads) { item in
        let (example, keyHead) = item.quotientAndRemainder(dividingBy: keyHeads)
        let perHead = heads / keyHeads
        for head in keyHead * perHead..<(keyHead + 1) * perHead {
          for block in Self.blocks(queries, Self.queryBlock) {
            let column = (example * queries + block.lowerBound) * heads * valueDepth
            backward(
              block, example: example, head: head, keyHead: keyHead,
              gradient + column + head * valueDepth, result + column + head * valueDepth,
              logSums + (example * heads + head) * queries + block.lowerBound,
              query, key, value, sums)
          }
        }
      }
    }
  }

  /// One block of queries of one head.
  private func backward(
    _ block: Range<Int>, example: Int, head: Int, keyHead: Int,
    _ gradient: UnsafePointer<Float>, _ result: UnsafePointer<Float>,
    _ logSums: UnsafePointer<Float>,
    _ query: AttentionRows, _ key: AttentionRows, _ value: AttentionRows,
    _ sums: (query: AttentionSums, key: AttentionSums, value: AttentionSums)
  ) {
    let width = heads * valueDepth
    let firstQuery = example * queries + block.lowerBound
    let queryTile = Tile.Operand(
      query.row(firstQuery, column: head * depth), stride: query.stride)
    withUnsafeTemporaryAllocation(
      of: Float.self, capacity: block.count * (2 * Self.keyBlock + 1)
    ) { buffer in
      let weights = buffer.baseAddress!
      let scores = weights + block.count * Self.keyBlock
      let products = scores + block.count * Self.keyBlock
      for row in 0..<block.count {
        products[row] = Sums.dot(gradient + row * width, result + row * width, count: valueDepth)
      }
      for part in Self.blocks(keysSeen(by: block, of: example), Self.keyBlock) {
        let firstKey = example * keys + part.lowerBound
        let keyRows = key.row(firstKey, column: keyHead * depth)
        let valueRows = value.row(firstKey, column: keyHead * valueDepth)
        let gradientTile = Tile.Operand(gradient, stride: width)
        Tile.multiply(
          rows: block.count, columns: part.count, shared: depth, factor: factor, queryTile,
          .init(keyRows, stride: key.stride, isTransposed: true), into: weights,
          stride: part.count)
        Tile.multiply(
          rows: block.count, columns: part.count, shared: valueDepth, gradientTile,
          .init(valueRows, stride: value.stride, isTransposed: true), into: scores,
          stride: part.count)
        for row in 0..<block.count {
          let start = row * part.count
          turn(
            weights + start, scores + start, part.count,
            seen: keysSeen(by: block.lowerBound + row, in: part), logSums[row], products[row])
        }
        Tile.multiply(
          rows: part.count, columns: valueDepth, shared: block.count,
          .init(weights, stride: part.count, isTransposed: true), gradientTile,
          into: sums.value.row(firstKey, column: keyHead * valueDepth), stride: sums.value.stride,
          adding: true)
        Tile.multiply(
          rows: part.count, columns: depth, shared: block.count,
          .init(scores, stride: part.count, isTransposed: true), queryTile,
          into: sums.key.row(firstKey, column: keyHead * depth), stride: sums.key.stride,
          adding: true)
        Tile.multiply(
          rows: block.count, columns: depth, shared: part.count,
          .init(scores, stride: part.count), .init(keyRows, stride: key.stride),
          into: sums.query.row(firstQuery, column: head * depth), stride: sums.query.stride,
          adding: true)
      }
    }
  }

  /// Turns one query's scores into weights, and the gradients of its weights into those of its
  /// scores.
  private func turn(
    _ weights: UnsafeMutablePointer<Float>, _ scores: UnsafeMutablePointer<Float>, _ count: Int,
    seen: Int, _ logSum: Float, _ product: Float
  ) {
    for i in 0..<seen { weights[i] = Elementary.expInRange(weights[i] - logSum) }
    for i in 0..<seen { scores[i] = weights[i] * (scores[i] - product) * factor }
    for i in seen..<count { (weights[i], scores[i]) = (0, 0) }
  }
}
