import Tensors

extension Variable {
  /// The sine of each scalar, an angle in radians.
  ///
  ///     y = sin x      ∂y/∂x = cos x
  ///
  /// The input is kept.
  public func sin() -> Variable {
    let x = value
    return recorded(x.sin()) { gradient in
      var slope = x.cos()
      slope *= gradient
      return slope
    }
  }

  /// The cosine of each scalar, an angle in radians.
  ///
  ///     y = cos x      ∂y/∂x = -sin x
  ///
  /// The input is kept.
  public func cos() -> Variable {
    let x = value
    return recorded(x.cos()) { gradient in
      var slope = x.sin()
      slope.combine(with: gradient, in: "cos") { $0.each { -$0 * $1 } }
      return slope
    }
  }
}
