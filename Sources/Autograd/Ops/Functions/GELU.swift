import Tensors

extension Variable {
  /// Each scalar times the probability that a standard normal variable is smaller.
  ///
  ///     y = x Φ(x)               ∂y/∂x = Φ(x) + x φ(x)
  ///
  /// The form by the hyperbolic tangent, with which GPT-2 was trained, is a logistic function in
  /// disguise:
  ///
  ///     y = x σ(u)               ∂y/∂x = σ(u) + x σ(u) (1 - σ(u)) u'
  ///     u = 2 √(2/π) (x + 0.044715 x³)
  ///
  /// The input is kept.
  public func gelu(_ form: GELUForm = .exact) -> Variable {
    switch form {
    case .exact:
      recorded(value.gelu(), keeping: value, in: "gelu") { $0.scale(Self.geluSlope) }
    case .tanh:
      recorded(value.gelu(.tanh), keeping: value, in: "gelu") { $0.scale(Self.geluByTanhSlope) }
    }
  }

  @inline(__always)
  private static func geluSlope(_ x: Float) -> Float {
    let (probability, density) = Elementary.normal(x)
    // Beyond 14 the density is 0, and 0 times infinity is not a number.
    return probability + (x.magnitude > 14 ? 0 : x) * density
  }

  @inline(__always)
  private static func geluByTanhSlope(_ x: Float) -> Float {
    let low = x < -14 ? -14 : x
    let bounded = low > 14 ? 14 : low
    let sigmoid = Elementary.sigmoid(Elementary.geluAngle(bounded))
    let angleSlope = Float(1.595_769_1).addingProduct(bounded * bounded, 0.214_064_43)
    return sigmoid + bounded * sigmoid * (1 - sigmoid) * angleSlope
  }
}
