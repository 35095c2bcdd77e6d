import Tensors

extension Variable {
  /// Each scalar, or the nearest end of the interval where it lies outside.
  ///
  ///     ∂y/∂x = 1 inside the interval, its ends included, and 0 outside
  ///
  /// The input is kept.
  public func clipped(to interval: ClosedRange<Float>) -> Variable {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    return recorded(value.clipped(to: interval), keeping: value, in: "clipping") {
      $0.scale { x in x < low || x > high ? 0 : 1 }
    }
  }
}
