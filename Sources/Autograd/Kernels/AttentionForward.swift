import Tensors

extension AttentionPlan {
  /// The attention, and for every head and query the logarithm of the sum of its exponentials, with
  /// which the way back computes the weights anew.
  ///
  /// A core takes some blocks of queries of one head, which share copies of the keys and values that
  /// they see: fewer where there would not be enough for several cores.
  func forward(
    _ query: AttentionRows, _ key: AttentionRows, _ value: AttentionRows
  ) -> (result: Tensor, logSums: Tensor) {
    var logSums = Tensor.zeros([batch * heads * queries])
    let blocks = (queries + Self.queryBlock - 1) / Self.queryBlock
    let spans = Self.blocks(queries, max(1, min(4, batch * heads * blocks / 16)) * Self.queryBlock)
    let result = logSums.change { logSums in
      Tensor(shape: shape) { result in
        let way = AttentionForward(
          plan: self, query: query, key: key, value: value,
          result: AttentionSums(start: result, stride: heads * valueDepth), logSums: logSums)
        let work = 2 * min(queries, spans.first?.count ?? 0) * keys * (depth + valueDepth)
        Parallel.pieces(
          of: batch * heads * spans.count, size: max(1, MatrixProduct.smallestWork / max(work, 1))
        ) { range in
          for item in range {
            let (row, span) = item.quotientAndRemainder(dividingBy: spans.count)
            let (example, head) = row.quotientAndRemainder(dividingBy: heads)
            way.run(spans[span], example: example, head: head)
          }
        }
      }
    }
    return (result, logSums)
  }
}

/// The way there of one attention: what all its parts read and write.
private struct AttentionForward {
  let plan: AttentionPlan
  let query: AttentionRows
  let key: AttentionRows
  let value: AttentionRows
  let result: AttentionSums
  let logSums: UnsafeMutablePointer<Float>

  /// What is known of the queries so far: of each the largest score, and the sum of exponentials
  /// relative to it; and room for the scores of a block.
  private struct State {
    let largest: UnsafeMutablePointer<Float>
    let sums: UnsafeMutablePointer<Float>
    let scores: UnsafeMutablePointer<Float>
  }

  /// The floats between two rows of scores.
  private static let stride = AttentionPlan.keyBlock

  /// Some blocks of queries of one head.
  ///
  /// Scores are computed for a block of queries and a block of keys at a time. The softmax goes
  /// along: when a later block holds a larger score, what was summed so far is scaled down to it.
  func run(_ queries: Range<Int>, example: Int, head: Int) {
    let valueDepth = plan.valueDepth
    let output = result.row(
      example * plan.queries + queries.lowerBound, column: head * valueDepth)
    for row in 0..<queries.count {
      for i in 0..<valueDepth { output[row * result.stride + i] = 0 }
    }
    let scores = min(queries.count, AttentionPlan.queryBlock) * Self.stride
    let panels = AttentionPlan.keyBlock * (plan.depth + AttentionPlan.whole(valueDepth))
    withUnsafeTemporaryAllocation(
      of: Float.self, capacity: 2 * queries.count + scores + panels
    ) { buffer in
      let largest = buffer.baseAddress!
      let sums = largest + queries.count
      for row in 0..<queries.count { (largest[row], sums[row]) = (-.infinity, 0) }
      let room = sums + queries.count + scores
      let seen = plan.keysSeen(by: queries, of: example)
      for part in AttentionPlan.blocks(seen, AttentionPlan.keyBlock) {
        let (keys, values) = operands(
          part, of: example, head: head, copied: queries.count > 1, to: room)
        for start in Swift.stride(
          from: queries.lowerBound, to: queries.upperBound, by: AttentionPlan.queryBlock)
        {
          let block = start..<min(start + AttentionPlan.queryBlock, queries.upperBound)
          let end = min(part.upperBound, plan.keysSeen(by: block, of: example))
          guard end > part.lowerBound else { continue }
          let row = start - queries.lowerBound
          look(
            block, part.lowerBound..<end, of: part.count, example: example, head: head, keys,
            values,
            State(largest: largest + row, sums: sums + row, scores: sums + queries.count))
        }
      }
      for row in 0..<queries.count {
        // A query that sees no key attends to nothing: its result is 0.
        let scale = sums[row] > 0 ? 1 / sums[row] : 0
        for i in 0..<valueDepth { output[row * result.stride + i] *= scale }
        logSums[(example * plan.heads + head) * plan.queries + queries.lowerBound + row] =
          sums[row] > 0 ? largest[row] + Elementary.log(sums[row]) : .infinity
      }
    }
  }

  /// A block of keys, transposed, and its values: copied into panels where several queries share
  /// them.
  private func operands(
    _ part: Range<Int>, of example: Int, head: Int, copied: Bool,
    to room: UnsafeMutablePointer<Float>
  ) -> (keys: Tile.Operand, values: Tile.Operand) {
    let firstKey = example * plan.keys + part.lowerBound
    let keyHead = head * plan.keyHeads / plan.heads
    let keys = Tile.Operand(
      key.row(firstKey, column: keyHead * plan.depth), stride: key.stride, isTransposed: true)
    let values = Tile.Operand(
      value.row(firstKey, column: keyHead * plan.valueDepth), stride: value.stride)
    guard copied else { return (keys, values) }
    return (
      keys.panels(columns: part.count, depth: plan.depth, at: room),
      values.panels(
        columns: plan.valueDepth, depth: part.count,
        at: room + AttentionPlan.keyBlock * plan.depth)
    )
  }

  /// A block of queries, and the keys it sees of a block of them.
  private func look(
    _ block: Range<Int>, _ part: Range<Int>, of keyCount: Int, example: Int, head: Int,
    _ keys: Tile.Operand, _ values: Tile.Operand, _ state: State
  ) {
    let firstQuery = example * plan.queries + block.lowerBound
    let (depth, valueDepth) = (plan.depth, plan.valueDepth)
    plan.forEachRows(of: block, seeing: part) { rows, seen in
      let scores = state.scores + rows.lowerBound * Self.stride
      let output = result.row(firstQuery + rows.lowerBound, column: head * valueDepth)
      Tile.multiply(
        rows: rows.count, columns: min(AttentionPlan.whole(seen), keyCount), shared: depth,
        factor: plan.factor,
        .init(
          query.row(firstQuery + rows.lowerBound, column: head * depth), stride: query.stride),
        keys, into: scores, stride: Self.stride)
      for row in rows {
        let at = row - rows.lowerBound
        weigh(
          scores + at * Self.stride, seen,
          seen: plan.keysSeen(by: block.lowerBound + row, in: part), &state.largest[row],
          &state.sums[row], output + at * result.stride)
      }
      Tile.multiply(
        rows: rows.count, columns: valueDepth, shared: seen,
        .init(scores, stride: Self.stride), values, into: output, stride: result.stride,
        adding: true)
    }
  }

  /// Turns one query's scores into weights, relative to the largest score so far; 0 for keys that it
  /// does not see.
  private func weigh(
    _ scores: UnsafeMutablePointer<Float>, _ count: Int, seen: Int, _ largest: inout Float,
    _ sum: inout Float, _ output: UnsafeMutablePointer<Float>
  ) {
    for i in seen..<count { scores[i] = 0 }
    guard seen > 0 else { return }
    let newLargest = max(largest, SoftmaxRow.shift(scores, seen))
    if newLargest > largest && sum > 0 {
      let fade = Elementary.exp(largest - newLargest)
      for i in 0..<plan.valueDepth { output[i] *= fade }
      sum *= fade
    }
    largest = newLargest
    sum += SoftmaxRow.exponentials(scores, shift: newLargest, count: seen)
  }
}
