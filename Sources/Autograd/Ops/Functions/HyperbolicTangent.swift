import Tensors

extension Variable {
  /// The hyperbolic tangent of each scalar, between -1 and 1.
  ///
  ///     y = tanh x     ∂y/∂x = 1 - y²
  ///
  /// The result is kept.
  public func tanh() -> Variable {
    let y = value.tanh()
    return recorded(y, keeping: y, in: "tanh") { $0.scale { y in 1 - y * y } }
  }
}
