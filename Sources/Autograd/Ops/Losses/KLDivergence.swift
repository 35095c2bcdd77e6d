import Tensors

extension Variable {
  /// How far the distributions whose logarithms these are lie from target distributions: the mean
  /// over rows of the sum over the last axis.
  ///
  ///     loss = Σ t (log t - x) / rows          ∂loss/∂x = -t / rows
  ///
  /// The input is `logits.logSoftmax()`. Where a target is 0, its term is 0. Predictions and targets
  /// are kept.
  public func klDivergence(_ targets: Tensor) -> Variable {
    let classes = Float(shape.last ?? 1)
    return meanLoss(
      targets, in: "KL divergence",
      terms: { $0.each { x, t in t == 0 ? 0 : t * (Elementary.log(t) - x) * classes } },
      slopes: { $0.each { _, t in -t * classes } })
  }
}
