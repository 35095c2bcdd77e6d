import Tensors

extension Variable {
  /// Each scalar plus its counterpart, after broadcasting.
  ///
  ///     y = a + b      ∂y/∂a = 1      ∂y/∂b = 1
  ///
  /// Nothing is kept. The gradient goes to both sides as it is, summed over the axes along which a
  /// side was repeated.
  public static func + (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.shape, right.shape)
    return recorded(
      left.value + right.value, in: "adding",
      left, { gradient, adjoint in adjoint.add(gradient.summed(to: a)) },
      right, { gradient, adjoint in adjoint.add(gradient.summed(to: b)) })
  }

  /// Plus a tensor, which is a constant.
  public static func + (left: Variable, right: Tensor) -> Variable {
    left + left.tape.constant(right)
  }

  /// A tensor, which is a constant, plus a variable.
  public static func + (left: Tensor, right: Variable) -> Variable {
    right.tape.constant(left) + right
  }

  /// A number added to each scalar.
  public static func + (left: Variable, right: Float) -> Variable {
    left.recorded(left.value + right) { gradient in gradient }
  }

  /// A number added to each scalar.
  public static func + (left: Float, right: Variable) -> Variable {
    right.recorded(left + right.value) { gradient in gradient }
  }
}
