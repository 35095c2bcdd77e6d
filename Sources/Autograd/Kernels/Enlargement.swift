import Tensors

/// Images made larger by a whole factor, and gradients made smaller again.
package struct Enlargement: Sendable {
  let images: Int
  let height: Int
  let width: Int
  let channels: Int
  let factor: Int
  let method: UpsamplingMethod

  package var shape: [Int] { [images, height * factor, width * factor, channels] }

  /// Checks that the images can be made so much larger.
  package init(_ shape: [Int], by factor: Int, _ method: UpsamplingMethod) throws {
    guard shape.count == 4 else {
      throw TensorError(
        "up-sampling: images have the axes [number, height, width, channels], not \(shape)")
    }
    guard factor >= 1 else {
      throw TensorError("up-sampling: the factor is \(factor), and must be at least 1")
    }
    _ = try Shape.count(shape + [factor, factor], in: "up-sampling images of shape \(shape)")
    (images, height, width, channels) = (shape[0], shape[1], shape[2], shape[3])
    (self.factor, self.method) = (factor, method)
  }

  /// Where a place of the result lies among those of the image, when both cover the same square: the
  /// two pixels beside it, and the share of the second.
  private func source(_ place: Int, of length: Int) -> (first: Int, second: Int, share: Float) {
    if method == .nearest { return (place / factor, place / factor, 0) }
    let exact = max(0, (Float(place) + 0.5) / Float(factor) - 0.5)
    let first = min(Int(exact), length - 1)
    return (first, min(first + 1, length - 1), exact - Float(first))
  }

  /// The larger images, a row at a time: first the mean of two rows, then that of its neighbours.
  func forward(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>) {
    let (rows, line) = (height * factor, width * channels)
    let columns = (0..<width * factor).map { source($0, of: width) }
    Rows.pieces(images * rows, width: factor * line) { range in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, line)) { buffer in
        let between = buffer.baseAddress!
        for index in range {
          let (image, row) = index.quotientAndRemainder(dividingBy: rows)
          let (first, second, share) = source(row, of: height)
          let above = x + (image * height + first) * line
          let below = x + (image * height + second) * line
          Self.mix(above, below, share, line, into: between)
          let y = y + index * factor * line
          for (place, column) in columns.enumerated() {
            let (left, right) = (
              between + column.first * channels, between + column.second * channels
            )
            Self.mix(left, right, column.share, channels, into: y + place * channels)
          }
        }
      }
    }
  }

  /// Adds the gradients of the larger images up, each by the shares it had, image by image.
  func backward(_ gradient: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>) {
    let (rows, line) = (height * factor, width * channels)
    let columns = (0..<width * factor).map { source($0, of: width) }
    Parallel.pieces(of: images, size: 1) { range in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, line)) { buffer in
        let between = buffer.baseAddress!
        for index in range.lowerBound * rows..<range.upperBound * rows {
          let (image, row) = index.quotientAndRemainder(dividingBy: rows)
          for i in 0..<line { between[i] = 0 }
          for (place, column) in columns.enumerated() {
            let gradient = gradient + (index * factor * width + place) * channels
            let (left, right) = (
              between + column.first * channels, between + column.second * channels
            )
            let share = column.share
            for i in 0..<channels { left[i] += gradient[i] * (1 - share) }
            if share > 0 { for i in 0..<channels { right[i] += gradient[i] * share } }
          }
          let (first, second, share) = source(row, of: height)
          let above = sums + (image * height + first) * line
          let below = sums + (image * height + second) * line
          for i in 0..<line { above[i] += between[i] * (1 - share) }
          if share > 0 { for i in 0..<line { below[i] += between[i] * share } }
        }
      }
    }
  }

  /// Writes `a + (b - a) share`; without a share just `a`, whatever stands in `b`.
  @inline(__always)
  private static func mix(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ share: Float, _ count: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    guard share > 0 else { return result.update(from: a, count: count) }
    for i in 0..<count { result[i] = a[i] + (b[i] - a[i]) * share }
  }
}
