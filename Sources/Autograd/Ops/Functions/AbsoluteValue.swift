import Tensors

extension Variable {
  /// The absolute value of each scalar.
  ///
  ///     y = |x|        ∂y/∂x = 1 where x > 0, -1 where x < 0, 0 at 0
  ///
  /// The input is kept.
  public func abs() -> Variable {
    recorded(value.abs(), keeping: value, in: "abs") {
      $0.scale { x in x > 0 ? 1 : (x < 0 ? -1 : 0) }
    }
  }

  /// The sign of each scalar: -1, 0 or 1. Its slope is 0 wherever it has one, so gradients stop
  /// here, and nothing is recorded.
  public func sign() -> Variable {
    tape.constant(value.sign())
  }
}
