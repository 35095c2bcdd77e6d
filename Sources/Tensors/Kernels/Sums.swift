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

  /// The mean, and the mean of the squared distances from it.
  ///
  /// Both in one walk, block by block, by the distances from a center near the block's mean: the
  /// mean c of its first 64. Whatever the numbers are, the squared distance of c from the mean is at
  /// most 4096 / 64 times the variance, since the 64 are part of it; so little is lost when it is
  /// taken away. Blocks are joined by what their means differ.
  package static func moments(
    _ x: UnsafePointer<Float>, count: Int
  ) -> (mean: Float, variance: Float) {
    var (mean, variance) = blockMoments(x, count: min(Folding.blockLength, count))
    for start in stride(from: Folding.blockLength, to: count, by: Folding.blockLength) {
      let block = min(Folding.blockLength, count - start)
      let (blockMean, blockVariance) = blockMoments(x + start, count: block)
      let (share, gap) = (Float(block) / Float(start + block), blockMean - mean)
      mean += gap * share
      variance += (blockVariance - variance + gap * gap * (1 - share)) * share
    }
    return (mean, variance)
  }

  private static func blockMoments(
    _ x: UnsafePointer<Float>, count: Int
  ) -> (mean: Float, variance: Float) {
    let first = min(count, 64)
    let center = sum(x, 0..<first) / Float(first)
    let sums = distances(x, from: center, count: count)
    let shift = sums.distances / Float(count)
    return (center + shift, max(0, sums.squares / Float(count) - shift * shift))
  }

  /// The sums of the distances from a center and of their squares.
  private static func distances(
    _ x: UnsafePointer<Float>, from center: Float, count: Int
  ) -> (distances: Float, squares: Float) {
    let centers = Lanes(repeating: center)
    let zero = Lanes(repeating: 0)
    var (a, b, c, d) = (zero, zero, zero, zero)
    var (aa, bb, cc, dd) = (zero, zero, zero, zero)
    @inline(__always) func take(_ x: Lanes, _ sum: inout Lanes, _ squares: inout Lanes) {
      let distance = x - centers
      sum += distance
      squares = squares.addingProduct(distance, distance)
    }
    var i = 0
    while i + 64 <= count {
      take(Lanes(x + i), &a, &aa)
      take(Lanes(x + i + 16), &b, &bb)
      take(Lanes(x + i + 32), &c, &cc)
      take(Lanes(x + i + 48), &d, &dd)
      i += 64
    }
    while i + 16 <= count {
      take(Lanes(x + i), &a, &aa)
      i += 16
    }
    if i < count { take(Lanes(x + i, first: count - i, center), &b, &bb) }
    return (((a + b) + (c + d)).folded, ((aa + bb) + (cc + dd)).folded)
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
    let difference = x - Lanes(repeating: center)
    return difference * difference
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
