import Tensors

extension Variable {
  /// The mean surprise at counts when Poisson's distribution is believed, with these numbers as the
  /// logarithms of the counts to expect.
  ///
  ///     loss = mean eˣ - t x          ∂loss/∂x = (eˣ - t) / n
  ///
  /// The part that depends on the counts alone, log t!, is left out. Targets are 0 or more and need
  /// not be whole: the answer asked for is the mean, as the squared error's is. Predictions and
  /// targets are kept.
  public func poisson(_ counts: Tensor) -> Variable {
    required(try Self.checkCounts(counts))
    return meanLoss(
      counts, in: "Poisson loss",
      terms: { $0.each { x, t in Elementary.exp(x) - t * x } },
      slopes: { $0.each { x, t in Elementary.exp(x) - t } })
  }

  /// A count is not negative.
  package static func checkCounts(_ counts: Tensor) throws {
    if let place = counts.scalars.firstIndex(where: { $0 < 0 }) {
      throw TensorError(
        "Poisson loss: target \(counts.scalars[place]) at position \(place) is negative, and a "
          + "count is not")
    }
  }
}
