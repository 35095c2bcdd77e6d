import Tensors

extension Variable {
  /// The mean squared distance from targets: the loss of regression.
  ///
  ///     loss = mean (x - t)²         ∂loss/∂x = 2 (x - t) / n
  ///
  /// Predictions and targets are kept.
  public func meanSquaredError(_ targets: Tensor) -> Variable {
    meanLoss(
      targets, in: "mean squared error",
      terms: { $0.each { x, t in (x - t) * (x - t) } },
      slopes: { $0.each { x, t in 2 * (x - t) } })
  }
}
