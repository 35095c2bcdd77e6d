import Tensors

extension Variable {
  /// The loss whose best constant answer is a quantile: a miss from below costs `quantile` a unit,
  /// one from above the rest of 1.
  ///
  ///     d = t - x     loss = mean of q d where d > 0, else (q - 1) d
  ///                   ∂loss/∂x = -q / n below the target, (1 - q) / n above it
  ///
  /// A quantile of one half asks for the median, with half of the mean absolute error. At a target
  /// itself, where there is no derivative, 0 is taken. Predictions and targets are kept.
  ///
  ///     let orders = model(tape.constant(rows)).pinball(demand, quantile: 0.8)
  public func pinball(_ targets: Tensor, quantile: Float) -> Variable {
    required(try Self.checkQuantile(quantile))
    return meanLoss(
      targets, in: "pinball loss",
      terms: { $0.each { x, t in t - x < 0 ? (quantile - 1) * (t - x) : quantile * (t - x) } },
      slopes: { $0.each { x, t in x < t ? -quantile : (x > t ? 1 - quantile : 0) } })
  }

  /// A quantile is a share, and neither nothing nor everything.
  package static func checkQuantile(_ quantile: Float) throws {
    guard quantile > 0, quantile < 1 else {
      throw TensorError("pinball loss: the quantile is \(quantile), and must be between 0 and 1")
    }
  }
}
