extension Elementary {
  /// The natural logarithm, within 1 ulp.
  @inlinable @inline(__always)
  package static func log(_ x: Float) -> Float {
    let isTiny = x < 0x1p-126
    let scaled = isTiny ? x * 0x1p24 : x
    let (exponent, fraction) = splitLogarithm(scaled)
    let result = joinLogarithm(isTiny ? exponent - 24 : exponent, fraction)
    return logarithmAtEnds(x, result)
  }

  /// log(1 + x), within 2 ulps, also near 0.
  @inlinable @inline(__always)
  package static func log1p(_ x: Float) -> Float {
    let sum = 1 + x
    // What rounding took from the sum; exact whichever of the two is larger.
    let back = sum - x
    let lost = (x - (sum - back)) + (1 - back)
    let (exponent, fraction) = splitLogarithm(sum)
    let result = joinLogarithm(exponent, fraction.addingProduct(lost, inverseScale(exponent)))
    return x == 0 ? x : logarithmAtEnds(sum, result)
  }

  /// x = 2^exponent (1 + fraction), with 1 + fraction between the square roots of 1/2 and 2.
  @inlinable @inline(__always)
  package static func splitLogarithm(_ x: Float) -> (exponent: Float, fraction: Float) {
    let aboveRootOfHalf = Int32(bitPattern: x.bitPattern &- 0x3f35_04f3)
    let exponent = Float(aboveRootOfHalf &>> 23)
    let mantissa = UInt32(bitPattern: aboveRootOfHalf) & 0x007f_ffff
    return (exponent, Float(bitPattern: mantissa &+ 0x3f35_04f3) - 1)
  }

  /// 2^-exponent, by which what was lost in front of a split is scaled; from 2^126 on, where it no
  /// longer matters, 2^-126.
  @inlinable @inline(__always)
  package static func inverseScale(_ exponent: Float) -> Float {
    powerOfTwo(-Int32(exponent > 126 ? 126 : exponent))
  }

  /// exponent log 2 + log(1 + f), where log(1 + f) = f - f²/2 + f³ P(f).
  @inlinable @inline(__always)
  package static func joinLogarithm(_ exponent: Float, _ f: Float) -> Float {
    var p: Float = -0x1.38c974p-4
    p = Float(0x1.055eaep-3).addingProduct(p, f)
    p = Float(-0x1.0d8246p-3).addingProduct(p, f)
    p = Float(0x1.22d93p-3).addingProduct(p, f)
    p = Float(-0x1.54728ap-3).addingProduct(p, f)
    p = Float(0x1.99a01cp-3).addingProduct(p, f)
    p = Float(-0x1.000226p-2).addingProduct(p, f)
    p = Float(0x1.555554p-2).addingProduct(p, f)
    let square = f * f
    var rest = (exponent * log2Low).addingProduct(square * f, p)
    rest = rest.addingProduct(-0.5, square)
    return (exponent * log2High) + (f + rest)
  }

  /// The logarithm's values at 0, below it, at infinity and NaN.
  @inlinable @inline(__always)
  package static func logarithmAtEnds(_ x: Float, _ inside: Float) -> Float {
    let finite = x < .infinity ? inside : x
    let positive = x > 0 ? finite : .nan
    let result = x == 0 ? -.infinity : positive
    return x.isNaN ? x : result
  }
}
