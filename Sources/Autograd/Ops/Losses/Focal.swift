import Tensors

extension Variable {
  /// Binary cross-entropy of logits in which rows that are told well count for little: each term is
  /// multiplied by the probability of the wrong answer to the power of `gamma`.
  ///
  ///     u = x for target 1, -x for target 0       q = σ(-u), the probability of the wrong answer
  ///     loss = mean q^γ log(1 + e⁻ᵘ)
  ///     ∂loss/∂u = -q^γ (γ (1 - q) log(1 + e⁻ᵘ) + q) / n
  ///
  /// With γ = 0 it is the cross-entropy. With more, σ(x) is no longer the share that the loss asks
  /// for but lies nearer to one half. Targets are 0 and 1. The power is taken as
  /// e^(-γ log(1 + eᵘ)), exact also where q is too small for a float. Logits and targets are kept.
  public func focal(_ targets: Tensor, gamma: Float = 2) -> Variable {
    required(try Self.checkFocal(targets, gamma: gamma))
    return meanLoss(
      targets, in: "focal loss",
      terms: {
        $0.each { x, t in
          let u = t > 0.5 ? x : -x
          return Elementary.exp(-gamma * Elementary.softplus(u)) * Elementary.softplus(-u)
        }
      },
      slopes: {
        $0.each { x, t in
          let u = t > 0.5 ? x : -x
          let power = Elementary.exp(-gamma * Elementary.softplus(u))
          let slope =
            power
            * (gamma * Elementary.sigmoid(u) * Elementary.softplus(-u) + Elementary.sigmoid(-u))
          return t > 0.5 ? -slope : slope
        }
      })
  }

  /// A target is yes or no, and gamma no reward.
  package static func checkFocal(_ targets: Tensor, gamma: Float) throws {
    if let place = targets.scalars.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw TensorError(
        "focal loss: target \(targets.scalars[place]) at position \(place) is neither 0 nor 1")
    }
    guard gamma >= 0 else {
      throw TensorError("focal loss: gamma is \(gamma), and must not be negative")
    }
  }
}
