import Tensors

extension Variable {
  /// The mean absolute distance from targets, which an outlier cannot dominate.
  ///
  ///     loss = mean |x - t|          ∂loss/∂x = sign(x - t) / n
  ///
  /// Predictions and targets are kept.
  public func meanAbsoluteError(_ targets: Tensor) -> Variable {
    meanLoss(
      targets, in: "mean absolute error",
      terms: { $0.each { x, t in Swift.abs(x - t) } },
      slopes: { $0.each { x, t in x > t ? 1 : (x < t ? -1 : 0) } })
  }
}
