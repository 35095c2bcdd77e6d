import Tensors

extension Variable {
  /// The sum over axes, or over all.
  ///
  ///     y = Σ xᵢ       ∂y/∂xᵢ = 1
  ///
  /// The gradient is repeated along the summed axes. Nothing is kept.
  public func sum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    let (shape, kept) = (shape, keptShape(axes, in: "sum"))
    return recorded(value.sum(axes: axes, keepingAxes: keepingAxes)) { gradient in
      gradient.reshaped(kept).broadcast(to: shape)
    }
  }

  /// The shape in which reduced axes have length 1, so that it broadcasts against this one.
  func keptShape(_ axes: [Int]?, in operation: String) -> [Int] {
    var kept = shape
    for axis in required(try Shape.axes(axes, of: shape, in: operation)) { kept[axis] = 1 }
    return kept
  }
}
