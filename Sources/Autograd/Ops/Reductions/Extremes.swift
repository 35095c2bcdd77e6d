import Tensors

extension Variable {
  /// The largest scalar along axes, or of all.
  ///
  ///     y = max xᵢ         ∂y/∂xᵢ = 1 for the largest, 0 for the others
  ///
  /// Equal largest ones share the gradient evenly. Input and result are kept.
  public func maximum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    extreme(value.maximum(axes: axes, keepingAxes: true), axes, keepingAxes, in: "maximum")
  }

  /// The smallest scalar along axes, or of all; see ``maximum(axes:keepingAxes:)``.
  public func minimum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    extreme(value.minimum(axes: axes, keepingAxes: true), axes, keepingAxes, in: "minimum")
  }

  private func extreme(
    _ y: Tensor, _ axes: [Int]?, _ keepingAxes: Bool, in operation: String
  ) -> Variable {
    let x = value
    let left = required(try Shape.reduce(shape, axes: axes))
    return recorded(keepingAxes ? y : y.reshaped(left)) { gradient in
      var chosen = x .== y
      chosen *= gradient.reshaped(y.shape) / chosen.sum(axes: axes, keepingAxes: true)
      return chosen
    }
  }
}
