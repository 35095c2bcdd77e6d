import Tensors

extension Variable {
  /// The mean squared distance from the mean; see ``Tensor/variance(axes:correction:keepingAxes:)``.
  ///
  ///     y = Σ (xᵢ - m)² / (n - correction)     ∂y/∂xᵢ = 2 (xᵢ - m) / (n - correction)
  ///
  /// That m depends on x as well changes nothing, since the distances from it add up to 0. The
  /// input is kept.
  public func variance(
    axes: [Int]? = nil, correction: Int = 0, keepingAxes: Bool = false
  ) -> Variable {
    let (x, kept) = (value, keptShape(axes, in: "variance"))
    let share = 2 / Float(x.reducedCount(axes, in: "variance") - correction)
    return recorded(x.variance(axes: axes, correction: correction, keepingAxes: keepingAxes)) {
      gradient in
      var result = x - x.mean(axes: axes, keepingAxes: true)
      result *= gradient.reshaped(kept) * share
      return result
    }
  }
}
