import Tensors

extension Variable {
  /// Each scalar minus its counterpart, after broadcasting.
  ///
  ///     y = a - b      ∂y/∂a = 1      ∂y/∂b = -1
  ///
  /// Nothing is kept.
  public static func - (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.shape, right.shape)
    return recorded(
      left.value - right.value, in: "subtracting",
      left, { gradient, adjoint in adjoint.add(gradient.summed(to: a)) },
      right, { gradient, adjoint in adjoint.add(-gradient.summed(to: b)) })
  }

  /// Minus a tensor, which is a constant.
  public static func - (left: Variable, right: Tensor) -> Variable {
    left - left.tape.constant(right)
  }

  /// A tensor, which is a constant, minus a variable.
  public static func - (left: Tensor, right: Variable) -> Variable {
    right.tape.constant(left) - right
  }

  /// Each scalar less a number.
  public static func - (left: Variable, right: Float) -> Variable {
    left.recorded(left.value - right) { gradient in gradient }
  }

  /// A number less each scalar.
  public static func - (left: Float, right: Variable) -> Variable {
    right.recorded(left - right.value, inPlace: { gradient in gradient *= -1 })
  }
}
