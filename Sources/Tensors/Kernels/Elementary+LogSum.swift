import Foundation

extension Elementary {
  /// The logarithm of the sum of two numbers whose logarithms are given, log(eᵃ + eᵇ), in double
  /// precision: for sums over paths, whose probabilities no number could hold. Minus infinity is the
  /// logarithm of 0, and what is not a number stays so.
  @inlinable @inline(__always)
  package static func logSum(_ a: Double, _ b: Double) -> Double {
    if a == -.infinity { return b }
    if b == -.infinity { return a }
    return (a > b ? a : b) + Foundation.log1p(Foundation.exp(-Swift.abs(a - b)))
  }
}
