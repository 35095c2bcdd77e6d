import Tensors

extension Variable {
  /// The error function of each scalar, between -1 and 1.
  ///
  ///     y = erf x      ∂y/∂x = 2 / √π  e^(-x²)
  ///
  /// The input is kept.
  public func erf() -> Variable {
    recorded(value.erf(), keeping: value, in: "erf") {
      $0.scale { x in 1.128_379_2 * Elementary.exp(-x * x) }
    }
  }
}
