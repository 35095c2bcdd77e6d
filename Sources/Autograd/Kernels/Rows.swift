import Tensors

/// Work on the rows of a matrix: everything that lies along the last axis of a tensor.
package enum Rows {
  /// How many rows one core takes at a time; depends on their width and nothing else.
  package static func piece(width: Int) -> Int {
    max(1, Piece.length / max(width, 1))
  }

  /// Calls `body` with ranges of rows on as many threads as there are.
  @inline(__always)
  package static func pieces(_ count: Int, width: Int, _ body: (Range<Int>) -> Void) {
    Parallel.pieces(of: count, size: piece(width: width), body)
  }

  /// Calls `body` with ranges of rows, each with zeroed room to add sums of its own to, and adds
  /// the sums of all ranges, in their order, to `totals`.
  ///
  /// That is how a column is summed by many cores with the same result on any number of them. There
  /// are at most `pieces` ranges, since one core has to add up their sums. The sums of a long range
  /// are made of those of parts of it, so that small terms are not added to large sums: those of a
  /// million rows would be exact to no more than four digits.
  package static func summing(
    _ count: Int, width: Int, sums: Int, pieces: Int = 64,
    into totals: UnsafeMutablePointer<Float>,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let size = max(piece(width: width), (count + pieces - 1) / pieces)
    let pieces = (count + size - 1) / size
    guard pieces > 1 else {
      if count > 0 { sum(0..<count, sums: sums, into: totals, body) }
      return
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: pieces * sums) { buffer in
      let partial = buffer.baseAddress!
      Parallel.pieces(of: count, size: size) { range in
        let own = partial + range.lowerBound / size * sums
        own.update(repeating: 0, count: sums)
        sum(range, sums: sums, into: own, body)
      }
      for piece in 0..<pieces {
        let own = partial + piece * sums
        for i in 0..<sums { totals[i] += own[i] }
      }
    }
  }

  /// Rows from which on a range is long, and those of a part of it.
  private static let (long, part) = (4096, 512)

  private static func sum(
    _ range: Range<Int>, sums: Int, into totals: UnsafeMutablePointer<Float>,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    guard range.count > long else { return body(range, totals) }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: sums) { buffer in
      let own = buffer.baseAddress!
      for start in stride(from: range.lowerBound, to: range.upperBound, by: part) {
        own.update(repeating: 0, count: sums)
        body(start..<min(start + part, range.upperBound), own)
        for i in 0..<sums { totals[i] += own[i] }
      }
    }
  }
}

extension Tensor {
  /// A function of rows applied along any axis, which is brought to the end and back again.
  func mappedRows(
    axis: Int, in operation: String,
    _ row: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  ) -> Tensor {
    let place = required(try Shape.axis(axis, of: shape, in: operation))
    if place != rank - 1 {
      var order = Array(shape.indices)
      order.swapAt(place, rank - 1)
      return permuted(order).mappedRows(axis: -1, in: operation, row).permuted(order)
    }
    let (rows, width) = rowsAndWidth
    return read { x in
      Tensor(shape: shape) { y in
        Rows.pieces(rows, width: width) { range in
          for index in range { row(x + index * width, y + index * width, width) }
        }
      }
    }
  }

  /// The length of a row, and how many there are.
  var rowsAndWidth: (rows: Int, width: Int) {
    let width = shape.last ?? 1
    return (width == 0 ? 0 : count / width, width)
  }
}

/// Calls a kernel with pointers to the scalars of three tensors, valid during the call only.
@inline(__always)
func reading<Result>(
  _ a: Tensor, _ b: Tensor, _ c: Tensor,
  _ kernel: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>) -> Result
) -> Result {
  a.read { a in b.read { b in c.read { c in kernel(a, b, c) } } }
}
