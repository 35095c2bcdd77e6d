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
  ///
  /// With a `positiveWeight` w every yes counts as w rows. That changes what is asked for: where a
  /// share s of the rows says yes, σ(x) comes to w s / (w s + 1 - s).
  ///
  ///     loss = mean (1 - t) x + v log(1 + e⁻ˣ)       ∂loss/∂x = (v σ(x) - w t) / n
  ///     where v = 1 + (w - 1) t
  public func binaryCrossEntropy(_ targets: Tensor, positiveWeight: Float = 1) -> Variable {
    required(try Self.checkPositiveWeight(positiveWeight))
    let w = positiveWeight
    return meanLoss(
      targets, in: "binary cross-entropy",
      terms: {
        $0.each { x, t in
          let line = x < 0 ? -w * t * x : (1 - t) * x
          return line + (1 + (w - 1) * t) * Elementary.softplus(-x.magnitude)
        }
      },
      slopes: { $0.each { x, t in (1 + (w - 1) * t) * Elementary.sigmoid(x) - w * t } })
  }

  /// A weight counts rows.
  package static func checkPositiveWeight(_ weight: Float) throws {
    guard weight > 0, weight.isFinite else {
      throw TensorError(
        "binary cross-entropy: the weight of positive targets is \(weight), and must be positive "
          + "and finite")
    }
  }
}
