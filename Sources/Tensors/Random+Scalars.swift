import Foundation

/// Single draws for code that decides something at random: which row, how far, how noisy. Each takes
/// two words of the stream, so what follows does not depend on what was drawn. They are spelled out
/// here and not taken from the standard library because their numbers are part of the promise.
extension Random {
  /// A number drawn evenly from 0..<1, with 53 random bits.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number drawn evenly from a range.
  package mutating func uniform(_ range: Range<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A whole number drawn evenly from `0..<bound`; the bias is below `bound` in 2⁶⁴.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number drawn from the normal distribution with mean 0 and deviation 1 (Box and Muller).
  package mutating func gaussian() -> Double {
    let bits = next()
    let radius = (Double(bits >> 32) + 0.5) * 0x1p-32
    let angle = Double(bits & 0xFFFF_FFFF) * 0x1p-32
    return (-2 * log(radius)).squareRoot() * cos(2 * .pi * angle)
  }
}
