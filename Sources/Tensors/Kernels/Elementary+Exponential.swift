// The exponential and the functions made from it.

/// Functions of one number that turn into vector instructions when a plain loop calls them.
///
/// Each is a polynomial without branches: a comparison chooses between two values that have both
/// been computed. The coefficients come from Tests/Golden/tensors_kernels.py; the accuracy, in ulps
/// (distances between neighbouring floats), is tested against Double over all exponents, infinities
/// and NaN included. No call into the C library, no `.rounded()` and no conversion to Int inside:
/// any of them makes the loop scalar again, and five times slower.
@usableFromInline
package enum Elementary {
  /// Added to a number below 2^22 in size, it pushes the fraction out of the mantissa: what is left
  /// is the nearest whole number, in the low bits.
  @usableFromInline package static let roundingShift: Float = 0x1.8p23
  @usableFromInline package static let log2e: Float = 0x1.715476p0
  /// The logarithm of 2 in two parts, the first with so few bits that products with it are exact.
  @usableFromInline package static let log2High: Float = 0x1.62e4p-1
  @usableFromInline package static let log2Low: Float = 0x1.7f7d1cp-20

  /// 2 to the power of a whole number between -126 and 127.
  @inlinable @inline(__always)
  package static func powerOfTwo(_ exponent: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: (exponent &+ 127) &<< 23))
  }

  /// e^x = 2^n e^r: the whole number n nearest to x / log 2, and e^r - 1 of the rest r, which is
  /// between -0.35 and 0.35.
  @inlinable @inline(__always)
  package static func splitExponential(_ x: Float) -> (n: Int32, remainder: Float) {
    let shifted = roundingShift.addingProduct(x, log2e)
    let n = shifted - roundingShift
    let r = x.addingProduct(n, -log2High).addingProduct(n, -log2Low)
    var p: Float = 0x1.6a3d08p-10
    p = Float(0x1.123856p-7).addingProduct(p, r)
    p = Float(0x1.5558bep-5).addingProduct(p, r)
    p = Float(0x1.555494p-3).addingProduct(p, r)
    p = Float(0x1.fffffcp-2).addingProduct(p, r)
    let remainder = r.addingProduct(p, r * r)
    let bits = Int32(bitPattern: shifted.bitPattern) &- 0x4B40_0000
    return (bits, remainder)
  }

  /// e^x, within 1 ulp.
  @inlinable @inline(__always)
  package static func exp(_ x: Float) -> Float {
    // Below -104 the result rounds to 0, above 89 it overflows. NaN passes both comparisons.
    let low = x < -104 ? -104 : x
    let (n, remainder) = splitExponential(low > 89 ? 89 : low)
    // In two factors, since 2^n itself may be out of range where the result is not.
    let half = n &>> 1
    return (1 + remainder) * powerOfTwo(half) * powerOfTwo(n &- half)
  }

  /// e^x for x between -87 and 88, within 1 ulp; below, the smallest of them. For kernels that
  /// know their range, such as softmax: half the multiplications at the end.
  @inlinable @inline(__always)
  package static func expInRange(_ x: Float) -> Float {
    let (n, remainder) = splitExponential(x < -87 ? -87 : x)
    return (1 + remainder) * powerOfTwo(n)
  }

  /// The same for sixteen at once, but 0 below -87: bit for bit what the function of one number
  /// gives, for kernels whose loops hold more than the compiler turns into lanes by itself.
  @inlinable @inline(__always)
  package static func expOrZero(_ x: Lanes) -> Lanes {
    let shift = Lanes(repeating: roundingShift)
    let shifted = shift.addingProduct(x, Lanes(repeating: log2e))
    let n = shifted - shift
    // Lanes with lanes everywhere: with a single number, the compiler takes them one by one.
    let r = x.addingProduct(n, Lanes(repeating: -log2High))
      .addingProduct(n, Lanes(repeating: -log2Low))
    var p = Lanes(repeating: 0x1.6a3d08p-10)
    p = Lanes(repeating: 0x1.123856p-7).addingProduct(p, r)
    p = Lanes(repeating: 0x1.5558bep-5).addingProduct(p, r)
    p = Lanes(repeating: 0x1.555494p-3).addingProduct(p, r)
    p = Lanes(repeating: 0x1.fffffcp-2).addingProduct(p, r)
    let remainder = r.addingProduct(p, r * r)
    let bits = unsafeBitCast(shifted, to: SIMD16<UInt32>.self)
    let exponent = bits &- SIMD16(repeating: 0x4B40_0000 - 127)
    let power = unsafeBitCast(exponent &<< SIMD16(repeating: 23), to: Lanes.self)
    let result = (Lanes(repeating: 1) + remainder) * power
    return result.replacing(with: Lanes(repeating: 0), where: x .< Lanes(repeating: -87))
  }

  /// e^x - 1, within 2 ulps, also near 0.
  @inlinable @inline(__always)
  package static func expm1(_ x: Float) -> Float {
    let low = x < -18 ? -18 : x
    let (n, remainder) = splitExponential(low > 89 ? 89 : low)
    // 2^n (1 + remainder) - 1, with half of 2^n so that n = 128 is in range.
    let half = powerOfTwo(n &- 1)
    let result = 2 * (half - 0.5).addingProduct(half, remainder)
    return x == 0 ? x : result
  }

  /// 1 / (1 + e^-x), within 2 ulps, also far below 0.
  @inlinable @inline(__always)
  package static func sigmoid(_ x: Float) -> Float {
    let e = exp(x < 0 ? x : -x)
    return (x < 0 ? e : 1) / (1 + e)
  }

  /// The hyperbolic tangent, within 3 ulps.
  @inlinable @inline(__always)
  package static func tanh(_ x: Float) -> Float {
    // Of the negative of the size, where e^2x - 1 is between -1 and 0 and nothing overflows.
    let size = x.magnitude
    let e = expm1(-2 * (size > 10 ? 10 : size))
    let result = -e / (2 + e)
    return Float(bitPattern: result.bitPattern | (x.bitPattern & 0x8000_0000))
  }
}
