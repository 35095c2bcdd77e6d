import Tensors

extension Variable {
  /// The smooth form of ReLU.
  ///
  ///     y = log(1 + eˣ)          ∂y/∂x = 1 / (1 + e⁻ˣ)
  ///
  /// The input is kept.
  public func softplus() -> Variable {
    recorded(value.softplus(), keeping: value, in: "softplus") {
      $0.scale { x in Elementary.sigmoid(x) }
    }
  }
}
