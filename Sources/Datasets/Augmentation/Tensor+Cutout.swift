import Tensors

extension Tensor {
  /// Images with a square of `side` pixels set to `value`, so that no single place may be relied
  /// on. Its centre is drawn from the whole image, so near the border a part of it is outside.
  public func withCutouts(
    of side: Int, value: Float = 0, using random: inout Random
  ) -> Tensor {
    let batch = required(try ImageBatch(self, for: "Cutting out"))
    var result = scalars
    for image in 0..<batch.count {
      let top = random.below(batch.height) - side / 2
      let left = random.below(batch.width) - side / 2
      let rows = clamped(top, side, batch.height)
      let columns = clamped(left, side, batch.width)
      for row in rows {
        let start = image * batch.stride + row * batch.rowStride
        for place in (columns.lowerBound * batch.channels)..<(columns.upperBound * batch.channels) {
          result[start + place] = value
        }
      }
    }
    return Tensor(shape: shape, scalars: result)
  }

  private func clamped(_ start: Int, _ length: Int, _ limit: Int) -> Range<Int> {
    let lower = Swift.min(Swift.max(start, 0), limit)
    return lower..<Swift.max(lower, Swift.min(start + length, limit))
  }
}
