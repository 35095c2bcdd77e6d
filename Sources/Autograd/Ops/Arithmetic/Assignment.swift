import Tensors

// `left += right` is `left = left + right`: the variable becomes the result, which the tape follows
// like any other; what it was before stays in what was computed from it.

extension Variable {
  /// `left = left + right`.
  public static func += (left: inout Variable, right: Variable) { left = left + right }
  /// `left = left + right`, a constant.
  public static func += (left: inout Variable, right: Tensor) { left = left + right }
  /// `left = left + right`.
  public static func += (left: inout Variable, right: Float) { left = left + right }

  /// `left = left - right`.
  public static func -= (left: inout Variable, right: Variable) { left = left - right }
  /// `left = left - right`, a constant.
  public static func -= (left: inout Variable, right: Tensor) { left = left - right }
  /// `left = left - right`.
  public static func -= (left: inout Variable, right: Float) { left = left - right }

  /// `left = left * right`.
  public static func *= (left: inout Variable, right: Variable) { left = left * right }
  /// `left = left * right`, a constant.
  public static func *= (left: inout Variable, right: Tensor) { left = left * right }
  /// `left = left * right`.
  public static func *= (left: inout Variable, right: Float) { left = left * right }

  /// `left = left / right`.
  public static func /= (left: inout Variable, right: Variable) { left = left / right }
  /// `left = left / right`, a constant.
  public static func /= (left: inout Variable, right: Tensor) { left = left / right }
  /// `left = left / right`.
  public static func /= (left: inout Variable, right: Float) { left = left / right }
}
