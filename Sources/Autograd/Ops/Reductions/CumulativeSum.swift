import Tensors

extension Variable {
  /// Running sums along an axis: place `i` holds the sum of places 0 to `i`.
  ///
  ///     yᵢ = x₀ + … + xᵢ       ∂L/∂xᵢ = gᵢ + gᵢ₊₁ + …, a running sum from the other end
  ///
  /// Nothing is kept.
  public func cumulativeSum(axis: Int = -1) -> Variable {
    recorded(value.cumulativeSum(axis: axis)) { gradient in
      gradient.flipped(axis: axis).cumulativeSum(axis: axis).flipped(axis: axis)
    }
  }
}
