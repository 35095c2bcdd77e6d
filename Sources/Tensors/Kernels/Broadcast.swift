/// How to walk through two operands to make one broadcast result.
///
/// Neighbouring axes along which both operands behave alike are merged, so that equal shapes become
/// one long loop, a matrix and a row become rows, and only true mixtures keep more axes.
package struct Broadcast {
  /// The shape of the result.
  package let shape: [Int]
  /// Lengths of the merged axes, outermost first; never empty.
  package var lengths: [Int]
  /// How many scalars one step along each merged axis skips: 0 where the operand repeats.
  package var leftStrides: [Int]
  package var rightStrides: [Int]

  /// Plans the walk, or throws the sentence about two shapes that do not go together.
  package init(
    _ left: [Int], _ right: [Int], in operation: @autoclosure () -> String
  ) throws {
    shape = try Shape.broadcast(left, right, in: operation())
    (lengths, leftStrides, rightStrides) = ([1], [0], [0])
    if left == right {
      (lengths, leftStrides, rightStrides) = ([shape.reduce(1, *)], [1], [1])
      return
    }
    let a = Self.strides(of: left, broadcastTo: shape)
    let b = Self.strides(of: right, broadcastTo: shape)
    for axis in shape.indices where shape[axis] != 1 {
      let last = lengths.count - 1
      let length = shape[axis]
      let continues =
        leftStrides[last] == a[axis] * length && rightStrides[last] == b[axis] * length
      if continues || lengths == [1] {
        lengths[last] *= length
        leftStrides[last] = a[axis]
        rightStrides[last] = b[axis]
      } else {
        lengths.append(length)
        leftStrides.append(a[axis])
        rightStrides.append(b[axis])
      }
    }
  }

  /// The walk through two single things.
  static let once = required(try Broadcast([], [], in: ""))

  /// The strides of an operand seen as a tensor of the result's shape.
  package static func strides(of operand: [Int], broadcastTo shape: [Int]) -> [Int] {
    let own = Shape.strides(operand)
    let missing = shape.count - operand.count
    return shape.indices.map { axis in
      axis < missing || operand[axis - missing] == 1 ? 0 : own[axis - missing]
    }
  }

  /// The number of innermost loops.
  package var rows: Int { lengths.dropLast().reduce(1, *) }

  /// Where each operand stands at the start of an innermost loop.
  package func offsets(ofRow row: Int) -> (left: Int, right: Int) {
    var (rest, left, right) = (row, 0, 0)
    for axis in lengths.indices.dropLast().reversed() {
      let (quotient, index) = rest.quotientAndRemainder(dividingBy: lengths[axis])
      left += index * leftStrides[axis]
      right += index * rightStrides[axis]
      rest = quotient
    }
    return (left, right)
  }
}

extension Broadcast {
  /// Combines the operands in pieces.
  package func combine(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, _ body: (PairPiece) -> Void
  ) {
    let (a, b) = (leftStrides[lengths.count - 1], rightStrides[lengths.count - 1])
    forEachPiece { row, range in
      let (offset, start) = (offsets(ofRow: row), range.lowerBound)
      body(
        PairPiece(
          left: left + offset.left + start * a, leftStride: a,
          right: right + offset.right + start * b, rightStride: b,
          result: result + row * length + start, count: range.count))
    }
  }

  /// Combines in place, where the result has the shape of the left operand.
  package func update(
    _ left: UnsafeMutablePointer<Float>, _ right: UnsafePointer<Float>,
    _ body: (ChangingPairPiece) -> Void
  ) {
    let stride = rightStrides[lengths.count - 1]
    forEachPiece { row, range in
      let start = range.lowerBound
      body(
        ChangingPairPiece(
          left: left + row * length + start,
          right: right + offsets(ofRow: row).right + start * stride, rightStride: stride,
          count: range.count))
    }
  }

  /// The length of an innermost loop.
  private var length: Int { lengths[lengths.count - 1] }

  /// Calls `body` with the number of each row and a range in it, on all cores.
  private func forEachPiece(_ body: (Int, Range<Int>) -> Void) {
    let (rows, length) = (rows, length)
    guard length > 0 else { return }
    if rows == 1 {
      Parallel.pieces(of: length, size: Piece.length) { body(0, $0) }
    } else {
      Parallel.pieces(of: rows, size: max(1, Piece.length / length)) { range in
        for row in range { body(row, 0..<length) }
      }
    }
  }
}
