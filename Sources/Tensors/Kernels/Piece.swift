/// A run of scalars that one core maps to results.
///
/// The loop over them is written where the operation is (`x.mapped { $0.each { 1 / $0 } }`), so that
/// it becomes one function with the operation inside, and thereby vector instructions. `map` and
/// `zip` over arrays do not, nor does a loop that is handed its operation as a closure through the
/// thread pool; both are seven to ten times slower.
@usableFromInline
package struct Piece {
  @usableFromInline package let x: UnsafePointer<Float>
  @usableFromInline package let result: UnsafeMutablePointer<Float>
  @usableFromInline package let count: Int

  /// How many scalars one core takes at a time: few enough to stay in the cache, enough that
  /// handing them out costs nothing.
  package static let length = 1 << 15

  /// `result[i] = f(x[i])`.
  @inlinable @inline(__always)
  package func each(_ f: (Float) -> Float) {
    for i in 0..<count { result[i] = f(x[i]) }
  }
}

/// A run of scalars that one core changes in place.
///
/// Not a ``Piece`` with the same pointer twice: the compiler would have to assume that the two
/// overlap, and take the scalar way.
@usableFromInline
package struct ChangingPiece {
  @usableFromInline package let x: UnsafeMutablePointer<Float>
  @usableFromInline package let count: Int

  /// `x[i] = f(x[i])`.
  @inlinable @inline(__always)
  package func each(_ f: (Float) -> Float) {
    for i in 0..<count { x[i] = f(x[i]) }
  }
}

/// Two runs of scalars that one core combines; a run of which only the first scalar counts has
/// stride 0 and is repeated, otherwise the stride is 1.
@usableFromInline
package struct PairPiece {
  @usableFromInline package let left: UnsafePointer<Float>
  @usableFromInline package let leftStride: Int
  @usableFromInline package let right: UnsafePointer<Float>
  @usableFromInline package let rightStride: Int
  @usableFromInline package let result: UnsafeMutablePointer<Float>
  @usableFromInline package let count: Int

  /// `result[i] = f(left[i], right[i])`.
  @inlinable @inline(__always)
  package func each(_ f: (Float, Float) -> Float) {
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

/// A run of scalars that one core changes in place, with a second run that may be one scalar
/// repeated (stride 0).
@usableFromInline
package struct ChangingPairPiece {
  @usableFromInline package let left: UnsafeMutablePointer<Float>
  @usableFromInline package let right: UnsafePointer<Float>
  @usableFromInline package let rightStride: Int
  @usableFromInline package let count: Int

  /// `left[i] = f(left[i], right[i])`.
  @inlinable @inline(__always)
  package func each(_ f: (Float, Float) -> Float) {
    if rightStride == 0 {
      let value = right[0]
      for i in 0..<count { left[i] = f(left[i], value) }
    } else {
      for i in 0..<count { left[i] = f(left[i], right[i]) }
    }
  }
}
