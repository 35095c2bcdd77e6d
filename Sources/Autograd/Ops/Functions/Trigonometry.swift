import Tensors

extension Variable {
  /// The sine of each scalar, an angle in radians.
  ///
  ///     y = sin x      ∂y/∂x = cos x
  ///
  /// The input is kept.
  public func sin() -> Variable {
    let x = value
    return recorded(x.sin(), inPlace: { gradient in gradient *= x.cos() })
  }

  /// The cosine of each scalar, an angle in radians.
  ///
  ///     y = cos x      ∂y/∂x = -sin x
  ///
  /// The input is kept.
  public func cos() -> Variable {
    let x = value
    return recorded(x.cos(), inPlace: { gradient in gradient *= -x.sin() })
  }
}
