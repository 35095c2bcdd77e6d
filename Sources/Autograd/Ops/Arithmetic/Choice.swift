import Tensors

extension Variable {
  /// The larger of each scalar and its counterpart, after broadcasting.
  ///
  ///     y = max(a, b)      ∂y/∂a = 1 where a > b, 1/2 where a = b, 0 where a < b
  ///
  /// Equal ones share the gradient, as in PyTorch: at 0, `maximum(x, 0)` has the slope 1/2, where
  /// `x.relu()` has 0. Both sides are kept.
  public static func maximum(_ left: Variable, _ right: Variable) -> Variable {
    choice(Tensor.maximum(left.value, right.value), left, right, sign: 1, in: "maximum")
  }

  /// The larger of each scalar and that of a tensor, which is a constant.
  public static func maximum(_ left: Variable, _ right: Tensor) -> Variable {
    maximum(left, left.tape.constant(right))
  }

  /// The larger of each scalar and a number.
  public static func maximum(_ left: Variable, _ right: Float) -> Variable {
    maximum(left, Tensor(right))
  }

  /// The smaller of each scalar and its counterpart; see ``maximum(_:_:)``.
  public static func minimum(_ left: Variable, _ right: Variable) -> Variable {
    choice(Tensor.minimum(left.value, right.value), left, right, sign: -1, in: "minimum")
  }

  /// The smaller of each scalar and that of a tensor, which is a constant.
  public static func minimum(_ left: Variable, _ right: Tensor) -> Variable {
    minimum(left, left.tape.constant(right))
  }

  /// The smaller of each scalar and a number.
  public static func minimum(_ left: Variable, _ right: Float) -> Variable {
    minimum(left, Tensor(right))
  }

  /// Records a choice of the larger of two scalars, after both were multiplied by a sign.
  private static func choice(
    _ result: Tensor, _ left: Variable, _ right: Variable, sign: Float, in operation: String
  ) -> Variable {
    let (a, b) = (left.value, right.value)
    @Sendable func share(_ own: Tensor, _ other: Tensor) -> Tensor {
      own.combined(with: other, in: operation) {
        $0.each { $0 * sign < $1 * sign ? 0 : ($0 == $1 ? 0.5 : 1) }
      }
    }
    return recorded(
      result, in: operation,
      left, { gradient, adjoint in adjoint.add((gradient * share(a, b)).summed(to: a.shape)) },
      right, { gradient, adjoint in adjoint.add((gradient * share(b, a)).summed(to: b.shape)) })
  }
}
