import Tensors

extension Variable {
  /// The logistic function of each scalar, between 0 and 1.
  ///
  ///     y = 1 / (1 + e⁻ˣ)        ∂y/∂x = y (1 - y)
  ///
  /// The result is kept.
  public func sigmoid() -> Variable {
    let y = value.sigmoid()
    return recorded(y, keeping: y, in: "sigmoid") { $0.scale { y in y * (1 - y) } }
  }

  /// The logarithm of the logistic function, exact also far below 0.
  ///
  ///     y = -log(1 + e⁻ˣ)        ∂y/∂x = 1 / (1 + eˣ)
  ///
  /// The input is kept.
  public func logSigmoid() -> Variable {
    recorded(value.logSigmoid(), keeping: value, in: "logSigmoid") {
      $0.scale { x in Elementary.sigmoid(-x) }
    }
  }
}
