import Tensors

extension Variable {
  /// The mean over axes, or over all.
  ///
  ///     y = Σ xᵢ / n       ∂y/∂xᵢ = 1 / n
  ///
  /// The gradient is shared out evenly along the averaged axes. Nothing is kept.
  public func mean(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    let (shape, kept) = (shape, keptShape(axes, in: "mean"))
    let share = 1 / Float(value.reducedCount(axes, in: "mean"))
    return recorded(value.mean(axes: axes, keepingAxes: keepingAxes)) { gradient in
      (gradient.reshaped(kept) * share).broadcast(to: shape)
    }
  }
}
