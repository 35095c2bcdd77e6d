import Tensors

extension Variable {
  /// The mean shortfall of a margin of 1 on the right side: the loss of a support vector machine.
  ///
  ///     loss = mean max(0, 1 - t x)            ∂loss/∂x = -t / n where t x < 1, else 0
  ///
  /// Targets are -1 and 1. Predictions and targets are kept.
  public func hinge(_ targets: Tensor) -> Variable {
    required(try Self.checkSides(targets))
    return meanLoss(
      targets, in: "hinge loss",
      // Asked so that what is not a number stays one.
      terms: { $0.each { x, t in 1 - t * x <= 0 ? 0 : 1 - t * x } },
      slopes: { $0.each { x, t in t * x >= 1 ? 0 : -t } })
  }

  /// A target names a side.
  package static func checkSides(_ targets: Tensor) throws {
    if let place = targets.scalars.firstIndex(where: { $0 != 1 && $0 != -1 }) {
      throw TensorError(
        "hinge loss: target \(targets.scalars[place]) at position \(place) is neither -1 nor 1")
    }
  }
}
