extension Elementary {
  /// log(1 + e^x), within 3 ulps; with the sign of x and of the result changed, log sigmoid(x).
  @inlinable @inline(__always)
  package static func softplus(_ x: Float) -> Float {
    let e = exp(-x.magnitude)
    // The logarithm of 1 + e with e between 0 and 1, as in `log1p` but with fewer cases.
    let sum = 1 + e
    let lost = e - (sum - 1)
    let (exponent, fraction) = splitLogarithm(sum)
    return (x < 0 ? 0 : x)
      + joinLogarithm(exponent, fraction.addingProduct(lost, inverseScale(exponent)))
  }

  /// x sigmoid(x).
  @inlinable @inline(__always)
  package static func silu(_ x: Float) -> Float {
    // Below -104 sigmoid is 0, and 0 times -infinity is not a number.
    (x < -104 ? -104 : x) * sigmoid(x)
  }

  /// x Φ(x), with an absolute error below 1e-7 times 1 + |x|.
  ///
  /// For x > 0 it is x - x Φ(-x), so that one polynomial for Φ(-|x|) serves both sides. That shrinks
  /// like e^(-x²/2), which no short polynomial does; the fourth root of its inverse grows gently
  /// enough for degree 10. A division costs less than the six degrees more, with which Φ(-x) can be
  /// had directly: GELU of a million numbers takes three quarters of the time.
  @inlinable @inline(__always)
  package static func gelu(_ x: Float) -> Float {
    // Of 50, the power is infinite; of infinity, the quotient would not be a number.
    let size = x.magnitude > 50 ? 50 : x.magnitude
    var p: Float = 0x1.8c2fa6p-18
    p = Float(-0x1.078276p-14).addingProduct(p, size)
    p = Float(0x1.6bd3d8p-12).addingProduct(p, size)
    p = Float(-0x1.f10a48p-11).addingProduct(p, size)
    p = Float(0x1.1a3e5p-9).addingProduct(p, size)
    p = Float(-0x1.cc8e34p-12).addingProduct(p, size)
    p = Float(0x1.054a18p-7).addingProduct(p, size)
    p = Float(0x1.f5469ep-6).addingProduct(p, size)
    p = Float(0x1.e52cdap-4).addingProduct(p, size)
    p = Float(0x1.e5c624p-3).addingProduct(p, size)
    p = Float(0x1.306fecp+0).addingProduct(p, size)
    let square = p * p
    return (x < 0 ? 0 : x) - size / (square * square)
  }

  /// The approximation of GELU by the hyperbolic tangent, x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2,
  /// written with the logistic function, of which tanh is a shifted and stretched copy.
  @inlinable @inline(__always)
  package static func geluByTanh(_ x: Float) -> Float {
    (x < -14 ? -14 : x) * sigmoid(geluAngle(x))
  }

  /// 2 √(2/π) (x + 0.044715 x³): what the logistic function of ``geluByTanh(_:)`` is taken of.
  @inlinable @inline(__always)
  package static func geluAngle(_ x: Float) -> Float {
    x * Float(1.595_769_1).addingProduct(x * x, 0.071_354_81)
  }
}
