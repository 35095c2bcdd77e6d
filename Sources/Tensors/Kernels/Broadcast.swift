/// How to walk through two operands to make one broadcast result.
///
/// Neighbouring axes along which both operands behave alike are merged, so that equal shapes become
/// one long loop, a matrix and a row become rows, and only true mixtures keep more axes.
package struct Broadcast {
  /// The shape of the result.
  package let shape: [Int]
  /// Lengths of the merged axes, outermost first; never empty.
  package private(set) var lengths: [Int]
  /// How many scalars one step along each merged axis skips: 0 where the operand repeats.
  package private(set) var leftStrides: [Int]
  package private(set) var rightStrides: [Int]

  /// Plans the walk, or throws the sentence about two shapes that do not go together.
  package init(_ left: [Int], _ right: [Int], in operation: String) throws {
    shape = try Shape.broadcast(left, right, in: operation)
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

  /// The strides of an operand seen as a tensor of the result's shape.
  private static func strides(of operand: [Int], broadcastTo shape: [Int]) -> [Int] {
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
  /// `result[i] = f(left[i], right[i])` over the broadcast operands.
  @inline(__always)
  package func combine(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, _ f: (Float, Float) -> Float
  ) {
    let length = lengths[lengths.count - 1]
    let (a, b) = (leftStrides[lengths.count - 1], rightStrides[lengths.count - 1])
    if rows == 1 {
      Parallel.pieces(of: length, size: Loops.piece) { range in
        Self.row(
          left + range.lowerBound * a, a, right + range.lowerBound * b, b,
          into: result + range.lowerBound, count: range.count, f)
      }
    } else if length > 0 {
      Parallel.pieces(of: rows, size: max(1, Loops.piece / length)) { range in
        for row in range {
          let offset = offsets(ofRow: row)
          Self.row(
            left + offset.left, a, right + offset.right, b,
            into: result + row * length, count: length, f)
        }
      }
    }
  }

  /// One innermost loop; each stride is 1 or 0.
  @inline(__always)
  private static func row(
    _ left: UnsafePointer<Float>, _ leftStride: Int,
    _ right: UnsafePointer<Float>, _ rightStride: Int,
    into result: UnsafeMutablePointer<Float>, count: Int, _ f: (Float, Float) -> Float
  ) {
    switch (leftStride, rightStride) {
    case (0, 0):
      let value = f(left[0], right[0])
      for i in 0..<count { result[i] = value }
    case (0, _):
      let value = left[0]
      for i in 0..<count { result[i] = f(value, right[i]) }
    case (_, 0):
      let value = right[0]
      for i in 0..<count { result[i] = f(left[i], value) }
    default:
      for i in 0..<count { result[i] = f(left[i], right[i]) }
    }
  }
}

extension Broadcast {
  /// `left[i] = f(left[i], right[i])` where the result has the shape of the left operand.
  @inline(__always)
  package func update(
    _ left: UnsafeMutablePointer<Float>, _ right: UnsafePointer<Float>,
    _ f: (Float, Float) -> Float
  ) {
    let length = lengths[lengths.count - 1]
    let stride = rightStrides[lengths.count - 1]
    if rows == 1 {
      Parallel.pieces(of: length, size: Loops.piece) { range in
        let start = range.lowerBound
        Self.row(left + start, right + start * stride, stride, count: range.count, f)
      }
    } else if length > 0 {
      Parallel.pieces(of: rows, size: max(1, Loops.piece / length)) { range in
        for row in range {
          Self.row(
            left + row * length, right + offsets(ofRow: row).right, stride, count: length, f)
        }
      }
    }
  }

  /// One innermost loop in place.
  @inline(__always)
  private static func row(
    _ left: UnsafeMutablePointer<Float>, _ right: UnsafePointer<Float>, _ rightStride: Int,
    count: Int, _ f: (Float, Float) -> Float
  ) {
    if rightStride == 0 {
      let value = right[0]
      for i in 0..<count { left[i] = f(left[i], value) }
    } else {
      for i in 0..<count { left[i] = f(left[i], right[i]) }
    }
  }
}
