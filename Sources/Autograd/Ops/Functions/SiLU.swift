import Tensors

extension Variable {
  /// Each scalar times its logistic function, also known as swish.
  ///
  ///     y = x σ(x)               ∂y/∂x = σ(x) (1 + x (1 - σ(x)))
  ///
  /// The input is kept.
  public func silu() -> Variable {
    recorded(value.silu(), keeping: value, in: "silu") { $0.scale(Self.siluSlope) }
  }

  @inline(__always)
  private static func siluSlope(_ x: Float) -> Float {
    // Below -104 σ(x) is 0, and 0 times infinity is not a number.
    let bounded = x < -104 ? -104 : x
    let sigmoid = Elementary.sigmoid(bounded)
    return sigmoid * (1 + bounded * (1 - sigmoid))
  }
}
