import Tensors

extension Variable {
  /// The natural logarithm of each scalar.
  ///
  ///     y = log x            ∂y/∂x = 1 / x
  ///
  /// The input is kept.
  public func log() -> Variable {
    recorded(value.log(), keeping: value, in: "log") { $0.each { $0 / $1 } }
  }

  /// The natural logarithm of 1 plus each scalar, exact also near 0.
  ///
  ///     y = log(1 + x)       ∂y/∂x = 1 / (1 + x)
  ///
  /// The input is kept.
  public func log1p() -> Variable {
    recorded(value.log1p(), keeping: value, in: "log1p") { $0.each { $0 / (1 + $1) } }
  }
}
