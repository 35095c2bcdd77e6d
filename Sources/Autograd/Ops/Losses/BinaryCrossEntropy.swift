import Tensors

extension Variable {
  /// The mean surprise at yes-or-no targets when the logistic function of these logits is believed.
  ///
  ///     loss = mean log(1 + eˣ) - t x          ∂loss/∂x = (σ(x) - t) / n
  ///
  /// Targets are 0, 1 or a probability between. Taking logits and not probabilities keeps it exact
  /// where σ(x) rounds to 0 or 1; and log(1 + eˣ) is max(x, 0) + log(1 + e^-|x|), whose first part is
  /// joined with t x so that little is left of both where the answer is right. Logits and targets
  /// are kept.
  public func binaryCrossEntropy(_ targets: Tensor) -> Variable {
    meanLoss(
      targets, in: "binary cross-entropy",
      terms: { $0.each { x, t in ((x < 0 ? 0 : x) - t * x) + Elementary.softplus(-x.magnitude) } },
      slopes: { $0.each { x, t in Elementary.sigmoid(x) - t } })
  }
}
