import Tensors

extension Variable {
  /// Each scalar where it is positive and 0 elsewhere.
  ///
  ///     y = max(x, 0)      ∂y/∂x = 1 where y > 0, else 0
  ///
  /// The result is kept: it tells on which side x was. At 0, where there is no derivative, 0 is
  /// taken.
  public func relu() -> Variable {
    let y = value.relu()
    return recorded(y, keeping: y, in: "relu") { $0.scale { y in y > 0 ? 1 : 0 } }
  }
}
