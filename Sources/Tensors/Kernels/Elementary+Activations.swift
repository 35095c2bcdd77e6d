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
  /// For x > 0 it is x - x Φ(-x), so that one polynomial for Φ(-|x|) serves both sides, in half the
  /// time that a product with e^(-x²/2) takes. Beyond 5.6 that part is too small to be seen.
  @inlinable @inline(__always)
  package static func gelu(_ x: Float) -> Float {
    let size = x.magnitude > 5.6 ? 5.6 : x.magnitude
    let t = Float(-1).addingProduct(size, 1 / 2.8)
    var p: Float = 0x1.4eefbp-9
    p = Float(-0x1.2e8f0cp-7).addingProduct(p, t)
    p = Float(-0x1.b64cfp-9).addingProduct(p, t)
    p = Float(0x1.7672fep-5).addingProduct(p, t)
    p = Float(-0x1.1a8e2cp-5).addingProduct(p, t)
    p = Float(-0x1.40706ep-4).addingProduct(p, t)
    p = Float(0x1.1eab3p-3).addingProduct(p, t)
    p = Float(-0x1.1f45d8p-7).addingProduct(p, t)
    p = Float(-0x1.8612f6p-3).addingProduct(p, t)
    p = Float(0x1.c044e2p-3).addingProduct(p, t)
    p = Float(-0x1.d0b95ap-6).addingProduct(p, t)
    p = Float(-0x1.95c47ap-3).addingProduct(p, t)
    p = Float(0x1.194b0ep-2).addingProduct(p, t)
    p = Float(-0x1.95a3dap-3).addingProduct(p, t)
    p = Float(0x1.63dd1cp-4).addingProduct(p, t)
    p = Float(-0x1.6b210ap-6).addingProduct(p, t)
    p = Float(0x1.4ee7cep-9).addingProduct(p, t)
    let tail = x.magnitude > 5.6 ? 0 : size * p
    return (x < 0 ? 0 : x) - tail
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
