import Tensors

extension Variable {
  /// Each row, that is each line along the last axis, scaled to a mean square of 1, then times a
  /// gain: layer norm without taking the mean away, which costs less and trains as well.
  ///
  ///     z = x / √(mean(x²) + ε)                 y = gain z
  ///
  ///     ∂L/∂x = (t - z mean(t z)) / √(mean(x²) + ε)       where t = gain ∂L/∂y
  ///     ∂L/∂gain = Σ z ∂L/∂y
  ///
  /// The input and two numbers a row are kept. Without a gain, it is 1.
  public func rmsNormalized(gain: Variable? = nil, epsilon: Float = 1e-5) -> Variable {
    normalizedRows(
      RowNorm(takesMean: false, epsilon: epsilon), gain: gain, bias: nil, in: "RMS norm")
  }
}
