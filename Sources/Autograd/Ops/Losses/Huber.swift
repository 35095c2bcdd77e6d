import Tensors

extension Variable {
  /// A loss of regression that is squared for small distances and grows like the absolute one
  /// beyond `delta`.
  ///
  ///     d = x - t     loss = mean of d² / 2 where |d| ≤ δ, else δ (|d| - δ / 2)
  ///                   ∂loss/∂x = d clipped to -δ...δ, / n
  ///
  /// Predictions and targets are kept.
  public func huber(_ targets: Tensor, delta: Float = 1) -> Variable {
    required(try Self.checkDelta(delta))
    return meanLoss(
      targets, in: "Huber loss",
      terms: {
        $0.each { x, t in
          let distance = Swift.abs(x - t)
          let near = distance < delta ? distance : delta
          return near * (distance - 0.5 * near)
        }
      },
      slopes: {
        $0.each { x, t in
          let low = x - t < -delta ? -delta : x - t
          return low > delta ? delta : low
        }
      })
  }

  /// The distance at which the loss changes its course is positive.
  package static func checkDelta(_ delta: Float) throws {
    guard delta > 0 else {
      throw TensorError("Huber loss: delta is \(delta), and must be positive")
    }
  }
}
