import Tensors

extension AttentionPlan {
  /// The attention, and for every head and query the logarithm of the sum of its exponentials, with
  /// which the way back computes the weights anew.
  ///
  /// Scores are computed for a block of queries and a block of keys at a time. The softmax goes
  /// along: when a later block holds a larger score, what was summed so far is scaled down to it.
  func forward(
    _ query: AttentionRows, _ key: AttentionRows, _ value: AttentionRows
  ) -> (result: Tensor, logSums: Tensor) {
    var logSums = Tensor.zeros([batch * heads * queries])
    let blocks = Self.blocks(queries, Self.queryBlock)
    let result = logSums.change { logSums in
      Tensor(shape: shape) { result in
        let result = AttentionSums(start: result, stride: heads * valueDepth)
        let work = 2 * min(queries, Self.queryBlock) * keys * (depth + valueDepth)
        Parallel.pieces(
          of: batch * heads * blocks.count, size: max(1, MatrixProduct.smallestWork / max(work, 1))
        ) { range in
          for item in range {
            let (row, block) = item.quotientAndRemainder(dividingBy: blocks.count)
            let (example, head) = row.quotientAndRemainder(dividingBy: heads)
            forward(
              query, key, value, example: example, head: head, blocks[block], result,
              logSums + row * queries + blocks[block].lowerBound)
          }
        }
      }
    }
    return (result, logSums)
  }

  /// One block of queries of one head.
  private func forward(
    _ query: AttentionRows, _ key: AttentionRows, _ value: AttentionRows, example: Int, head: Int,
    _ block: Range<Int>, _ result: AttentionSums, _ logSums: UnsafeMutablePointer<Float>
  ) {
    let keyHead = head * keyHeads / heads
    let output = result.row(example * queries + block.lowerBound, column: head * valueDepth)
    for row in 0..<block.count {
      for i in 0..<valueDepth { output[row * result.stride + i] = 0 }
    }
    withUnsafeTemporaryAllocation(
      of: Float.self, capacity: block.count * (Self.keyBlock + 2)
    ) { buffer in
      let scores = buffer.baseAddress!
      let largest = scores + block.count * Self.keyBlock
      let sums = largest + block.count
      for row in 0..<block.count { (largest[row], sums[row]) = (-.infinity, 0) }
      for part in Self.blocks(keysSeen(by: block, of: example), Self.keyBlock) {
        let firstKey = example * keys + part.lowerBound
        Tile.multiply(
          rows: block.count, columns: part.count, shared: depth, factor: factor,
          .init(
            query.row(example * queries + block.lowerBound, column: head * depth),
            stride: query.stride),
          .init(
            key.row(firstKey, column: keyHead * depth), stride: key.stride, isTransposed: true),
          into: scores, stride: part.count)
        for row in 0..<block.count {
          weigh(
            scores + row * part.count, part, query: block.lowerBound + row, &largest[row],
            &sums[row], output + row * result.stride)
        }
        Tile.multiply(
          rows: block.count, columns: valueDepth, shared: part.count,
          .init(scores, stride: part.count),
          .init(value.row(firstKey, column: keyHead * valueDepth), stride: value.stride),
          into: output, stride: result.stride, adding: true)
      }
      for row in 0..<block.count {
        // A query that sees no key attends to nothing: its result is 0.
        let scale = sums[row] > 0 ? 1 / sums[row] : 0
        for i in 0..<valueDepth { output[row * result.stride + i] *= scale }
        logSums[row] = sums[row] > 0 ? largest[row] + Elementary.log(sums[row]) : .infinity
      }
    }
  }

  /// Turns one query's scores into weights, relative to the largest score so far.
  private func weigh(
    _ scores: UnsafeMutablePointer<Float>, _ part: Range<Int>, query: Int, _ largest: inout Float,
    _ sum: inout Float, _ output: UnsafeMutablePointer<Float>
  ) {
    let seen = keysSeen(by: query, in: part)
    for i in seen..<part.count { scores[i] = 0 }
    guard seen > 0 else { return }
    let newLargest = max(largest, SoftmaxRow.shift(scores, seen))
    if newLargest > largest && sum > 0 {
      let fade = Elementary.exp(largest - newLargest)
      for i in 0..<valueDepth { output[i] *= fade }
      sum *= fade
    }
    largest = newLargest
    sum += SoftmaxRow.exponentials(scores, shift: newLargest, count: seen)
  }
}
