import Tensors

extension Variable {
  /// Each scalar times its counterpart, after broadcasting. For products of matrices see
  /// ``matmul(_:transposeLeft:transposeRight:)``.
  ///
  ///     y = a b        ∂y/∂a = b      ∂y/∂b = a
  ///
  /// Each side is kept when the other one wants a gradient.
  public static func * (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.value, right.value)
    let (aShape, bShape) = (a.shape, b.shape)
    return recorded(
      a * b, in: "multiplying",
      left, { gradient, adjoint in adjoint.add((gradient * b).summed(to: aShape)) },
      right, { gradient, adjoint in adjoint.add((gradient * a).summed(to: bShape)) })
  }

  /// Times a tensor, which is a constant.
  public static func * (left: Variable, right: Tensor) -> Variable {
    left * left.tape.constant(right)
  }

  /// A tensor, which is a constant, times a variable.
  public static func * (left: Tensor, right: Variable) -> Variable {
    right.tape.constant(left) * right
  }

  /// Each scalar times a number.
  public static func * (left: Variable, right: Float) -> Variable {
    left.recorded(left.value * right, inPlace: { gradient in gradient *= right })
  }

  /// Each scalar times a number.
  public static func * (left: Float, right: Variable) -> Variable {
    right.recorded(left * right.value, inPlace: { gradient in gradient *= left })
  }
}
