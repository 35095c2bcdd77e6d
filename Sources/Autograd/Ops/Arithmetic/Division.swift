import Tensors

extension Variable {
  /// Each scalar divided by its counterpart, after broadcasting.
  ///
  ///     y = a / b      ∂y/∂a = 1 / b      ∂y/∂b = -a / b² = -y / b
  ///
  /// The right side is kept, and the result when the right side wants a gradient.
  public static func / (left: Variable, right: Variable) -> Variable {
    let (b, y) = (right.value, left.value / right.value)
    let (aShape, bShape) = (left.shape, b.shape)
    return recorded(
      y, in: "dividing",
      left, { gradient, adjoint in adjoint.add((gradient / b).summed(to: aShape)) },
      right,
      { gradient, adjoint in
        var slope = (gradient * y).summed(to: bShape)
        slope.combine(with: b, in: "dividing") { $0.each { -$0 / $1 } }
        adjoint.add(slope)
      })
  }

  /// Divided by a tensor, which is a constant.
  public static func / (left: Variable, right: Tensor) -> Variable {
    left / left.tape.constant(right)
  }

  /// A tensor, which is a constant, divided by a variable.
  public static func / (left: Tensor, right: Variable) -> Variable {
    right.tape.constant(left) / right
  }

  /// Each scalar divided by a number.
  public static func / (left: Variable, right: Float) -> Variable {
    left.recorded(left.value / right, inPlace: { gradient in gradient /= right })
  }

  /// A number divided by each scalar.
  public static func / (left: Float, right: Variable) -> Variable {
    right.recorded(left / right.value, keeping: right.value, in: "dividing") {
      $0.scale { x in -(left / x) / x }
    }
  }
}
