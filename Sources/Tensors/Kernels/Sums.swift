/// Folds of rows; the sums are the one way in which the library adds floats up.
package enum Sums {
  /// x[0] + x[1] + …
  package static func sum(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { sum(x, $0) }, join: sum)
  }

  private static func sum(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(
      x, x, range, filling: 0, identity: 0, term: { x, _ in x }, combine: { $0 + $1 })
  }

  /// (x[0] - center)² + (x[1] - center)² + …
  package static func sumOfSquares(
    _ x: UnsafePointer<Float>, from center: Float = 0, count: Int
  ) -> Float {
    Folding.row(
      count: count,
      block: { range in
        Folding.lanes(
          x, x, range, filling: center, identity: 0,
          term: { x, _ in (x - center) * (x - center) }, combine: { $0 + $1 })
      }, join: sum)
  }

  /// x[0] y[0] + x[1] y[1] + …
  package static func dot(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
  ) -> Float {
    Folding.row(
      count: count,
      block: { range in
        Folding.lanes(
          x, y, range, filling: 0, identity: 0, term: { $0 * $1 }, combine: { $0 + $1 })
      }, join: sum)
  }

  /// x[0] x[1] …
  package static func product(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { product(x, $0) }, join: product)
  }

  private static func product(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(
      x, x, range, filling: 1, identity: 1, term: { x, _ in x }, combine: { $0 * $1 })
  }

  /// The largest of x[0], x[1], …, NaN if there is one, and -infinity of nothing.
  package static func maximum(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { maximum(x, $0) }, join: maximum)
  }

  private static func maximum(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(
      x, x, range, filling: -.infinity, identity: -.infinity, term: { x, _ in x },
      combine: { $0.replacing(with: $1, where: ($1 .> $0) .| ($1 .!= $1)) })
  }

  /// The smallest of x[0], x[1], …, NaN if there is one, and infinity of nothing.
  package static func minimum(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { minimum(x, $0) }, join: minimum)
  }

  private static func minimum(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(
      x, x, range, filling: .infinity, identity: .infinity, term: { x, _ in x },
      combine: { $0.replacing(with: $1, where: ($1 .< $0) .| ($1 .!= $1)) })
  }

  /// The larger of two; NaN wins.
  @inline(__always)
  package static func larger(_ a: Float, _ b: Float) -> Float {
    b > a || b != b ? b : a
  }

  /// The smaller of two; NaN wins.
  @inline(__always)
  package static func smaller(_ a: Float, _ b: Float) -> Float {
    b < a || b != b ? b : a
  }
}
