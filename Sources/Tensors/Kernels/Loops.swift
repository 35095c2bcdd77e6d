/// The plain loops under every elementwise operation.
///
/// A loop over pointers whose body is inlined becomes vector instructions; `map` and `zip` over
/// arrays do not and are seven to ten times slower. Pieces are short enough to stay in the cache
/// and long enough that handing them out costs nothing.
package enum Loops {
  /// How many scalars one core takes at a time.
  package static let piece = 1 << 15

  /// `result[i] = f(x[i])`.
  @inline(__always)
  package static func map(
    _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int,
    _ f: (Float) -> Float
  ) {
    Parallel.pieces(of: count, size: piece) { range in
      for i in range { result[i] = f(x[i]) }
    }
  }

  /// `x[i] = f(x[i])`.
  ///
  /// Not `map` with the same pointer twice: the compiler would have to assume that the two overlap,
  /// and take the scalar way.
  @inline(__always)
  package static func update(
    _ x: UnsafeMutablePointer<Float>, count: Int, _ f: (Float) -> Float
  ) {
    Parallel.pieces(of: count, size: piece) { range in
      for i in range { x[i] = f(x[i]) }
    }
  }
}

extension Tensor {
  /// The tensor of `f` of every scalar.
  @inline(__always)
  package func mapped(_ f: (Float) -> Float) -> Tensor {
    read { x in
      Tensor(shape: shape) { result in Loops.map(x, into: result, count: count, f) }
    }
  }

  /// Replaces every scalar by `f` of it, in place where nobody shares the scalars.
  @inline(__always)
  package mutating func update(_ f: (Float) -> Float) {
    let count = count
    change { x in Loops.update(x, count: count, f) }
  }
}
