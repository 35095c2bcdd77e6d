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
  /// the same sums. It copies a block of keys and values into panels, once for all these queries.
  func backward(
    _ gradient: Tensor, result: Tensor, logSums: Tensor,
    _ query: AttentionRows, _ key: AttentionRows, _ value: AttentionRows,
    _ sums: (query: AttentionSums, key: AttentionSums, value: AttentionSums)
  ) {
    let width = heads * valueDepth
    reading(gradient, result, logSums) { gradient, result, logSums in
      let work = AttentionBackward(
        plan: self, gradient: AttentionRows(start: gradient, stride: width),
        result: AttentionRows(start: result, stride: width), logSums: logSums, query: query,
        key: key, value: value, sums: sums)
      Parallel.run(batch * keyHeads) { item in
        let (example, keyHead) = item.quotientAndRemainder(dividingBy: keyHeads)
        work.run(example: example, keyHead: keyHead)
      }
    }
  }
}

/// The way back of one attention: what all its parts read and write.
private struct AttentionBackward {
  let plan: AttentionPlan
  let gradient: AttentionRows
  let result: AttentionRows
  let logSums: UnsafePointer<Float>
  let query: AttentionRows
  let key: AttentionRows
  let value: AttentionRows
  let sums: (query: AttentionSums, key: AttentionSums, value: AttentionSums)

  /// The floats between two rows of weights, and of the gradients of scores.
  private static let stride = AttentionPlan.keyBlock

  /// One head of keys.
  func run(example: Int, keyHead: Int) {
    let perHead = plan.heads / plan.keyHeads
    let sizes = (head: AttentionHead.size(plan), scratch: AttentionScratch.size(plan))
    withUnsafeTemporaryAllocation(
      of: Float.self, capacity: perHead * sizes.head + sizes.scratch
    ) { buffer in
      let room = buffer.baseAddress!
      let scratch = AttentionScratch(plan, at: room + perHead * sizes.head)
      let heads = (0..<perHead).map { number in
        AttentionHead(
          plan, keyHead * perHead + number, of: example, query, gradient, result,
          at: room + number * sizes.head)
      }
      let seen = plan.keysSeen(by: 0..<plan.queries, of: example)
      for part in AttentionPlan.blocks(seen, AttentionPlan.keyBlock) {
        let panels = scratch.panels(of: part, example: example, keyHead: keyHead, key, value)
        for head in heads {
          for block in AttentionPlan.blocks(plan.queries, AttentionPlan.queryBlock) {
            let end = min(part.upperBound, plan.keysSeen(by: block, of: example))
            guard end > part.lowerBound else { continue }
            add(
              block, part.lowerBound..<end, example: example, head, keyHead: keyHead, panels,
              scratch)
          }
        }
      }
    }
  }

  /// A block of queries of one head, and the keys it sees of a block of them.
  private func add(
    _ block: Range<Int>, _ part: Range<Int>, example: Int, _ head: AttentionHead, keyHead: Int,
    _ panels: AttentionPanels, _ scratch: AttentionScratch
  ) {
    let firstQuery = example * plan.queries + block.lowerBound
    let (depth, valueDepth) = (plan.depth, plan.valueDepth)
    let (weights, scores) = (scratch.weights, scratch.scores)
    let logSums = logSums + (example * plan.heads + head.number) * plan.queries + block.lowerBound
    let queryRows = Tile.Operand(
      query.row(firstQuery, column: head.number * depth), stride: query.stride)
    let gradientRows = Tile.Operand(
      gradient.row(firstQuery, column: head.number * valueDepth), stride: gradient.stride)
    plan.forEachRows(of: block, seeing: part) { rows, seen in
      let columns = panels.whole(seen)
      let start = rows.lowerBound * Self.stride
      Tile.multiply(
        rows: rows.count, columns: columns, shared: depth, factor: plan.factor,
        queryRows.rows(from: rows.lowerBound), panels.turnedKeys, into: weights + start,
        stride: Self.stride)
      Tile.multiply(
        rows: rows.count, columns: columns, shared: valueDepth,
        gradientRows.rows(from: rows.lowerBound), panels.turnedValues, into: scores + start,
        stride: Self.stride)
      for row in rows {
        turn(
          weights + row * Self.stride, scores + row * Self.stride, columns,
          seen: plan.keysSeen(by: block.lowerBound + row, in: part), logSums[row],
          head.products[block.lowerBound + row])
      }
      Tile.multiply(
        rows: rows.count, columns: depth, shared: seen,
        .init(scores + start, stride: Self.stride), panels.keys,
        into: sums.query.row(firstQuery + rows.lowerBound, column: head.number * depth),
        stride: sums.query.stride, adding: true)
    }
    plan.forEachKeys(of: part, seenBy: block) { keys, first in
      let firstKey = example * plan.keys + part.lowerBound + keys.lowerBound
      let start = first * Self.stride + keys.lowerBound
      Tile.multiply(
        rows: keys.count, columns: valueDepth, shared: block.count - first,
        .init(weights + start, stride: Self.stride, isTransposed: true),
        head.gradients.steps(from: block.lowerBound + first),
        into: sums.value.row(firstKey, column: keyHead * valueDepth), stride: sums.value.stride,
        adding: true)
      Tile.multiply(
        rows: keys.count, columns: depth, shared: block.count - first,
        .init(scores + start, stride: Self.stride, isTransposed: true),
        head.queries.steps(from: block.lowerBound + first),
        into: sums.key.row(firstKey, column: keyHead * depth), stride: sums.key.stride,
        adding: true)
    }
  }

  /// Turns one query's scores into weights, and the gradients of its weights into those of its
  /// scores; both are 0 for keys that it does not see. There is room for whole lanes.
  private func turn(
    _ weights: UnsafeMutablePointer<Float>, _ scores: UnsafeMutablePointer<Float>, _ count: Int,
    seen: Int, _ logSum: Float, _ product: Float
  ) {
    let (logSums, products) = (Lanes(repeating: logSum), Lanes(repeating: product))
    let factors = Lanes(repeating: plan.factor)
    for i in Swift.stride(from: 0, to: seen, by: 16) {
      let weight = Elementary.expOrZero(Lanes(weights + i) - logSums)
      weight.store(to: weights + i)
      (weight * (Lanes(scores + i) - products) * factors).store(to: scores + i)
    }
    for i in seen..<max(seen, count) { (weights[i], scores[i]) = (0, 0) }
  }
}
