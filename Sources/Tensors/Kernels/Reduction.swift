/// How to walk through a tensor to reduce one run of neighbouring axes: `outer` blocks, in each of
/// them `length` rows of `inner` scalars, of which the rows are combined into one.
package struct Reduction {
  package let outer: Int
  package let length: Int
  package let inner: Int

  /// Rows that are combined in one go; the results of the goes are combined in order.
  private static let rows = 32

  /// Reduces, given how to fold neighbouring scalars and how to take a row into a row of results.
  package func reduce(
    _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, identity: Float,
    row: (UnsafePointer<Float>, Int) -> Float,
    accumulate: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void
  ) {
    if inner == 1 {
      Parallel.pieces(of: outer, size: max(1, Piece.length / max(length, 1))) { range in
        for block in range { result[block] = row(x + block * length, length) }
      }
    } else if outer == 1 {
      columns(x, length, into: result, identity: identity, accumulate)
    } else {
      Parallel.pieces(of: outer, size: max(1, Piece.length / max(length * inner, 1))) { range in
        for block in range {
          columns(
            x + block * length * inner, length, into: result + block * inner, identity: identity,
            accumulate)
        }
      }
    }
  }

  /// Combines rows, and then what came out of them in the same way, so that rounding errors of a
  /// sum grow with the logarithm of the number of rows.
  private func columns(
    _ x: UnsafePointer<Float>, _ length: Int, into result: UnsafeMutablePointer<Float>,
    identity: Float,
    _ accumulate: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void
  ) {
    // Narrow rows are read several at a time as one wide row, and its parts combined at the end.
    let side = max(1, min(128 / max(inner, 1), length / Self.rows))
    let (wide, wideRows) = (inner * side, length / side)
    let goes = max(1, (wideRows + Self.rows - 1) / Self.rows)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: goes * wide) { partial in
      let partials = partial.baseAddress!
      Parallel.pieces(of: goes, size: max(1, Piece.length / (Self.rows * wide))) { range in
        for go in range {
          let out = partials + go * wide
          for column in 0..<wide { out[column] = identity }
          for row in go * Self.rows..<min((go + 1) * Self.rows, wideRows) {
            accumulate(out, x + row * wide, wide)
          }
        }
      }
      if goes * side > Self.rows {
        columns(partials, goes * side, into: result, identity: identity, accumulate)
      } else {
        for column in 0..<inner { result[column] = identity }
        for part in 0..<goes * side { accumulate(result, partials + part * inner, inner) }
      }
      // Rows that did not fill a wide one.
      for row in wideRows * side..<length {
        accumulate(result, x + row * inner, inner)
      }
    }
  }
}

extension Tensor {
  /// Reduces axes, neighbouring ones together and separate runs one after another.
  package func reduced(
    axes: [Int]?, keepingAxes: Bool, in operation: String, identity: Float,
    row: (UnsafePointer<Float>, Int) -> Float,
    accumulate: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void
  ) -> Tensor {
    let axes = required(try Shape.axes(axes, of: shape, in: operation))
    var result = self
    for run in Self.runs(of: axes) {
      var lengths = result.shape
      let plan = Reduction(
        outer: lengths[..<run.lowerBound].reduce(1, *), length: lengths[run].reduce(1, *),
        inner: lengths[run.upperBound...].reduce(1, *))
      for axis in run { lengths[axis] = 1 }
      result = result.read { x in
        Tensor(shape: lengths) {
          plan.reduce(x, into: $0, identity: identity, row: row, accumulate: accumulate)
        }
      }
    }
    if keepingAxes { return result }
    return result.reshaped(required(try Shape.reduce(shape, axes: axes)))
  }

  /// Reduces the last axes, whose scalars lie side by side, by a function of such rows; nil when
  /// other axes are meant. What a row is made of then needs no tensor of its own.
  package func reducedRows(
    axes: [Int]?, keepingAxes: Bool, in operation: String,
    _ row: (UnsafePointer<Float>, Int) -> Float
  ) -> Tensor? {
    let reduced = required(try Shape.axes(axes, of: shape, in: operation))
    guard reduced == Array(rank - reduced.count..<rank) else { return nil }
    let kept = Array(shape.dropLast(reduced.count))
    let width = reduced.reduce(1) { $0 * shape[$1] }
    let result = read { x in
      Tensor(shape: kept) { result in
        let rows = kept.reduce(1, *)
        Parallel.pieces(of: rows, size: max(1, Piece.length / max(width, 1))) { range in
          for index in range { result[index] = row(x + index * width, width) }
        }
      }
    }
    return keepingAxes ? result.reshaped(kept + reduced.map { _ in 1 }) : result
  }

  /// Runs of neighbouring axes, the last first: after it, the fewest scalars are left.
  package static func runs(of axes: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for axis in axes.reversed() {
      if let last = runs.last, last.lowerBound == axis + 1 {
        runs[runs.count - 1] = axis..<last.upperBound
      } else {
        runs.append(axis..<axis + 1)
      }
    }
    return runs
  }
}
