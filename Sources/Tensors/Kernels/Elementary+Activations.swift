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
  @inlinable @inline(__always)
  package static func gelu(_ x: Float) -> Float {
    (x < -14 ? -14 : x) * normal(x).probability
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
