import COpenBLAS

/// Sixteen floats that are worked on at once: one register of AVX-512, two of AVX2, four of NEON.
///
/// The number is part of the results, since it decides in which order sums are added, and so it is
/// the same on every machine.
@usableFromInline
package typealias Lanes = SIMD16<Float>

extension SIMD16<Float> {
  /// The sixteen floats from `x` on.
  @inlinable @inline(__always)
  package init(_ x: UnsafePointer<Float>) {
    self = UnsafeRawPointer(x).loadUnaligned(as: SIMD16<Float>.self)
  }

  /// The first few floats from `x` on, fewer than sixteen, and the filling for the rest.
  @inlinable @inline(__always)
  package init(_ x: UnsafePointer<Float>, first count: Int, _ filling: Float) {
    self.init(repeating: filling)
    for lane in 0..<count { self[lane] = x[lane] }
  }

  /// Writes the sixteen floats to memory.
  @inlinable @inline(__always)
  package func store(to x: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(x).storeBytes(of: self, as: SIMD16<Float>.self)
  }

  /// Writes the first few floats to memory.
  @inlinable @inline(__always)
  package func store(to x: UnsafeMutablePointer<Float>, first count: Int) {
    for lane in 0..<count { x[lane] = self[lane] }
  }

  /// The sum of all lanes: halves are added, then quarters, eighths and neighbours.
  @inlinable @inline(__always)
  package var folded: Float {
    let half = lowHalf + highHalf
    let quarter = half.lowHalf + half.highHalf
    let eighth = quarter.lowHalf + quarter.highHalf
    return eighth.x + eighth.y
  }

  /// The square root of each lane, in one instruction where `squareRoot()` is a loop.
  @inlinable @inline(__always)
  package var roots: SIMD16<Float> { ladder_square_roots(self) }

  /// The lanes with their halves, quarters, eighths or neighbours exchanged.
  @inlinable @inline(__always)
  package func turned(by distance: Int) -> SIMD16<Float> {
    var result = self
    for lane in 0..<16 { result[lane] = self[lane ^ distance] }
    return result
  }
}

/// Arithmetic in one instruction, where Swift's own operators are loops over the lanes.
extension SIMD16<Float> {
  @inlinable @inline(__always)
  package static func + (x: Self, y: Self) -> Self { ladder_sum(x, y) }

  @inlinable @inline(__always)
  package static func - (x: Self, y: Self) -> Self { ladder_difference(x, y) }

  @inlinable @inline(__always)
  package static func * (x: Self, y: Self) -> Self { ladder_product(x, y) }

  @inlinable @inline(__always)
  package static func * (x: Self, y: Float) -> Self { ladder_product(x, Self(repeating: y)) }

  @inlinable @inline(__always)
  package static func * (x: Float, y: Self) -> Self { ladder_product(Self(repeating: x), y) }

  @inlinable @inline(__always)
  package static func / (x: Self, y: Self) -> Self { ladder_quotient(x, y) }

  @inlinable @inline(__always)
  package static func += (x: inout Self, y: Self) { x = ladder_sum(x, y) }

  @inlinable @inline(__always)
  package static func -= (x: inout Self, y: Self) { x = ladder_difference(x, y) }

  @inlinable @inline(__always)
  package static func *= (x: inout Self, y: Self) { x = ladder_product(x, y) }
}

/// A way to fold numbers. A type of its own, since a closure that is called in several places is not
/// built into them, and then takes most of the time of a fold.
protocol Fold {
  /// What a fold starts from.
  var identity: Float { get }
  /// What fills up the last sixteen of a run, so that their terms change nothing.
  var filling: Float { get }
  /// What is folded, of two runs of numbers.
  func term(_ x: Lanes, _ y: Lanes) -> Lanes
  func combine(_ a: Lanes, _ b: Lanes) -> Lanes
}

/// Folds: many numbers to one, on sixteen lanes, in an order that never changes.
package enum Folding {
  /// How many scalars are folded in one go; the results of the goes are folded again, so that
  /// rounding errors of a sum grow with the logarithm of the count and not with the count.
  package static let blockLength = 1 << 12

  /// Folds a range of two runs of numbers; for a fold of one run, both are the same.
  @inline(__always)
  static func lanes<F: Fold>(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ range: Range<Int>, _ fold: F
  ) -> Float {
    let start = Lanes(repeating: fold.identity)
    var (x, y, rest) = (x + range.lowerBound, y + range.lowerBound, range.count)
    var result = start
    while rest >= 64 {
      // Four accumulators, so that one addition need not wait for the one before, and sixteen turns
      // until they are joined, so that each takes in few numbers.
      var (a, b, c, d) = (start, start, start, start)
      for _ in 0..<min(16, rest / 64) {
        a = fold.combine(a, fold.term(Lanes(x), Lanes(y)))
        b = fold.combine(b, fold.term(Lanes(x + 16), Lanes(y + 16)))
        c = fold.combine(c, fold.term(Lanes(x + 32), Lanes(y + 32)))
        d = fold.combine(d, fold.term(Lanes(x + 48), Lanes(y + 48)))
        (x, y, rest) = (x + 64, y + 64, rest &- 64)
      }
      result = fold.combine(result, fold.combine(fold.combine(a, b), fold.combine(c, d)))
    }
    while rest >= 16 {
      result = fold.combine(result, fold.term(Lanes(x), Lanes(y)))
      (x, y, rest) = (x + 16, y + 16, rest &- 16)
    }
    if rest > 0 {
      let left = Lanes(x, first: rest, fold.filling)
      let right = Lanes(y, first: rest, fold.filling)
      result = fold.combine(result, fold.term(left, right))
    }
    result = fold.combine(result, result.turned(by: 8))
    result = fold.combine(result, result.turned(by: 4))
    result = fold.combine(result, result.turned(by: 2))
    return fold.combine(result, result.turned(by: 1))[0]
  }

  /// Folds a row of any length: `block` folds a range of at most ``blockLength`` scalars, on all
  /// cores when there are many, and `join` folds what came out.
  package static func row(
    count: Int, block: (Range<Int>) -> Float, join: (UnsafePointer<Float>, Range<Int>) -> Float
  ) -> Float {
    if count <= blockLength { return block(0..<count) }
    let blocks = (count + blockLength - 1) / blockLength
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: blocks) { partial in
      let partials = partial.baseAddress!
      Parallel.pieces(of: blocks, size: 8) { range in
        for index in range {
          let start = index * blockLength
          partials[index] = block(start..<min(start + blockLength, count))
        }
      }
      return row(count: blocks, block: { join(partials, $0) }, join: join)
    }
  }
}
