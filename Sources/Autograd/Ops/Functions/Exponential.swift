import Tensors

extension Variable {
  /// e to the power of each scalar.
  ///
  ///     y = eˣ         ∂y/∂x = y
  ///
  /// The result is kept.
  public func exp() -> Variable {
    let y = value.exp()
    return recorded(y, keeping: y, in: "exp") { $0.scale { y in y } }
  }

  /// e to the power of each scalar, less 1, exact also near 0.
  ///
  ///     y = eˣ - 1     ∂y/∂x = y + 1
  ///
  /// The result is kept.
  public func expm1() -> Variable {
    let y = value.expm1()
    return recorded(y, keeping: y, in: "expm1") { $0.scale { y in y + 1 } }
  }
}
