import Tensors

extension Variable {
  /// The logarithm of the sum of exponentials along axes, or of all, which neither overflows nor
  /// loses small terms.
  ///
  ///     y = log Σ e^xᵢ     ∂y/∂xᵢ = e^(xᵢ - y), the softmax
  ///
  /// Input and result are kept.
  public func logSumExp(axes: [Int]? = nil, keepingAxes: Bool = false) -> Variable {
    let (x, kept) = (value, keptShape(axes, in: "logSumExp"))
    let y = x.logSumExp(axes: axes, keepingAxes: keepingAxes)
    return recorded(y) { gradient in
      var result = x
      result.combine(with: y.reshaped(kept), in: "logSumExp") {
        $0.each { Elementary.exp($0 - $1) }
      }
      result *= gradient.reshaped(kept)
      return result
    }
  }
}
