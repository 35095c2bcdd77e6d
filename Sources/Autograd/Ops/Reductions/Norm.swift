import Tensors

extension Variable {
  /// The length of the vector along axes, or of all scalars: the square root of the sum of squares.
  ///
  ///     y = √Σ xᵢ²         ∂y/∂xᵢ = xᵢ / y
  ///
  /// At the zero vector, where there is no derivative, 0 is taken. Input and result are kept.
  public func norm(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    let (x, kept) = (value, keptShape(axes, in: "norm"))
    let y = x.norm(axes: axes, keepingAxes: keepingAxes)
    return recorded(y) { gradient in
      let ratio = gradient.combined(with: y, in: "norm") { $0.each { $1 == 0 ? 0 : $0 / $1 } }
      return x * ratio.reshaped(kept)
    }
  }
}
