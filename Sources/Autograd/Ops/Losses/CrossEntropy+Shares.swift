import Tensors

extension Variable {
  /// The mean surprise when examples are shares of several classes, as after mixing, and the softmax
  /// of these logits is believed.
  ///
  ///     loss = mean over rows of  Σ -tⱼ log softmax(x)ⱼ
  ///     ∂loss/∂xⱼ = (softmax(x)ⱼ Σ t - tⱼ) / rows
  ///
  /// There is a share for each logit. With rows that say 1 for one class and 0 for the others it is
  /// ``crossEntropy(labels:smoothing:ignoring:)``. The logarithms and the shares are kept.
  public func crossEntropy(shares: Tensor) -> Variable {
    let rows = Float(required(try Self.checkShares(shape, shares.shape)))
    let logarithms = value.logSoftmax()
    let loss = -(logarithms * shares).sum() / rows
    return recorded(loss) { gradient in
      let totals = shares.sum(axes: [-1], keepingAxes: true)
      return (logarithms.exp() * totals - shares) * (gradient.scalar / rows)
    }
  }

  /// Logits and shares have the same shape, with a row at least; returns how many.
  package static func checkShares(_ logits: [Int], _ shares: [Int]) throws -> Int {
    guard logits == shares, !logits.isEmpty, logits.reduce(1, *) > 0 else {
      throw TensorError(
        "cross-entropy: logits of shape \(logits) need a share for each, a row for each example, and "
          + "the shares have the shape \(shares)")
    }
    return logits.dropLast().reduce(1, *)
  }
}
