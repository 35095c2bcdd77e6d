import COpenBLAS

/// Folds of rows; the sums are the one way in which the library adds floats up.
package enum Sums {
  /// x[0] + x[1] + …
  package static func sum(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { sum(x, $0) }, join: sum)
  }

  private static func sum(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(x, x, range, Sum())
  }

  /// (x[0] - center)² + (x[1] - center)² + …
  package static func sumOfSquares(
    _ x: UnsafePointer<Float>, from center: Float = 0, count: Int
  ) -> Float {
    Folding.row(
      count: count,
      block: { Folding.lanes(x, x, $0, SumOfSquares(center: center)) }, join: sum)
  }

  /// x[0] y[0] + x[1] y[1] + …
  package static func dot(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
  ) -> Float {
    Folding.row(
      count: count,
      block: { Folding.lanes(x, y, $0, SumOfProducts()) }, join: sum)
  }

  /// x[0] x[1] …
  package static func product(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { product(x, $0) }, join: product)
  }

  private static func product(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(x, x, range, Product())
  }

  /// The largest of x[0], x[1], …, NaN if there is one, and -infinity of nothing.
  package static func maximum(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { maximum(x, $0) }, join: maximum)
  }

  private static func maximum(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(x, x, range, Maximum())
  }

  /// The smallest of x[0], x[1], …, NaN if there is one, and infinity of nothing.
  package static func minimum(_ x: UnsafePointer<Float>, count: Int) -> Float {
    Folding.row(count: count, block: { minimum(x, $0) }, join: minimum)
  }

  private static func minimum(_ x: UnsafePointer<Float>, _ range: Range<Int>) -> Float {
    Folding.lanes(x, x, range, Minimum())
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

private struct Sum: Fold {
  var identity: Float { 0 }
  var filling: Float { 0 }
  @inline(__always) func term(_ x: Lanes, _ y: Lanes) -> Lanes { x }
  @inline(__always) func combine(_ a: Lanes, _ b: Lanes) -> Lanes { a + b }
}

private struct SumOfSquares: Fold {
  let center: Float
  var identity: Float { 0 }
  var filling: Float { center }
  @inline(__always) func term(_ x: Lanes, _ y: Lanes) -> Lanes {
    ladder_squared_differences(x, Lanes(repeating: center))
  }
  @inline(__always) func combine(_ a: Lanes, _ b: Lanes) -> Lanes { a + b }
}

private struct SumOfProducts: Fold {
  var identity: Float { 0 }
  var filling: Float { 0 }
  @inline(__always) func term(_ x: Lanes, _ y: Lanes) -> Lanes { x * y }
  @inline(__always) func combine(_ a: Lanes, _ b: Lanes) -> Lanes { a + b }
}

private struct Product: Fold {
  var identity: Float { 1 }
  var filling: Float { 1 }
  @inline(__always) func term(_ x: Lanes, _ y: Lanes) -> Lanes { x }
  @inline(__always) func combine(_ a: Lanes, _ b: Lanes) -> Lanes { a * b }
}

private struct Maximum: Fold {
  var identity: Float { -.infinity }
  var filling: Float { -.infinity }
  @inline(__always) func term(_ x: Lanes, _ y: Lanes) -> Lanes { x }
  @inline(__always) func combine(_ a: Lanes, _ b: Lanes) -> Lanes {
    a.replacing(with: b, where: (b .> a) .| (b .!= b))
  }
}

private struct Minimum: Fold {
  var identity: Float { .infinity }
  var filling: Float { .infinity }
  @inline(__always) func term(_ x: Lanes, _ y: Lanes) -> Lanes { x }
  @inline(__always) func combine(_ a: Lanes, _ b: Lanes) -> Lanes {
    a.replacing(with: b, where: (b .< a) .| (b .!= b))
  }
}
