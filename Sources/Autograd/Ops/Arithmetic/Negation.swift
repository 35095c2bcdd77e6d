import Tensors

extension Variable {
  /// Each scalar with its sign changed.
  ///
  ///     y = -x         ∂y/∂x = -1
  public static prefix func - (x: Variable) -> Variable {
    x.recorded(-x.value, inPlace: { gradient in gradient *= -1 })
  }
}
