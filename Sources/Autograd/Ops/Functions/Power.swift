import Tensors

extension Variable {
  /// Each scalar raised to a power.
  ///
  ///     y = xᵖ         ∂y/∂x = p xᵖ⁻¹
  ///
  /// The input is kept. The zeroth power is 1 everywhere and has no slope.
  public func power(_ exponent: Float) -> Variable {
    let x = value
    return recorded(x.power(exponent)) { gradient in
      guard exponent != 0 else { return .zeros(x.shape) }
      var slope = x.power(exponent - 1)
      slope.combine(with: gradient, in: "power") { $0.each { exponent * $0 * $1 } }
      return slope
    }
  }

  /// The square root of each scalar.
  ///
  ///     y = √x         ∂y/∂x = 1 / 2y
  ///
  /// The result is kept. At 0 the slope is infinite.
  public func squareRoot() -> Variable {
    let y = value.squareRoot()
    return recorded(y, keeping: y, in: "square root") { $0.each { $0 / (2 * $1) } }
  }
}
