import Foundation

extension Random {
  /// A number drawn from the gamma distribution of the given shape and scale 1 (Marsaglia and Tsang,
  /// "A simple method for generating gamma variables", 2000). How many words it takes depends on
  /// them: give it a stream of its own.
  package mutating func gamma(_ shape: Double) -> Double {
    guard shape >= 1 else {
      // Of a shape of one more, and a power of a uniform number.
      return gamma(shape + 1) * pow(1 - unit(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = gaussian()
      let v = pow(1 + c * x, 3)
      guard 1 + c * x > 0 else { continue }
      if log(1 - unit()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A number between 0 and 1 drawn from the beta distribution of two equal shapes: even for a shape
  /// of 1, near 0 or 1 for less, near one half for more. As ``gamma(_:)`` it takes words as it needs.
  package mutating func beta(_ shape: Double) -> Double {
    let (a, b) = (gamma(shape), gamma(shape))
    // With a very small shape both may be too small for a number, and one of the ends is meant.
    guard a + b > 0 else { return unit() < 0.5 ? 0 : 1 }
    return a / (a + b)
  }
}
