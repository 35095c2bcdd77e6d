import Tensors

extension Variable {
  /// Each channel, that is each place of the last axis, shifted and scaled to mean 0 and variance 1
  /// over everything else in the batch, then times a gain plus a bias. For training; also returns
  /// the batch's means and variances, from which a layer keeps running averages.
  ///
  ///     z = (x - mean) / √(variance + ε)        y = gain z + bias
  ///
  ///     ∂L/∂x = gain (g - mean(g) - z mean(g z)) / √(variance + ε)      where g = ∂L/∂y
  ///     ∂L/∂gain = Σ g z                        ∂L/∂bias = Σ g
  ///
  /// The input and two numbers a channel are kept.
  public func batchNormalized(
    gain: Variable, bias: Variable, epsilon: Float = 1e-5
  ) -> (result: Variable, mean: Tensor, variance: Tensor) {
    let width = required(try Self.checkNorm(shape, gain.shape, bias.shape, in: "batch norm"))
    let rows = required(try Self.checkBatch(shape))
    let norm = ColumnNorm(rows: rows, width: width)
    let (x, gainValue) = (value, gain.value)
    let (mean, variance) = x.read(norm.measure)
    let scale = 1 / (variance + epsilon).squareRoot()
    let factor = scale * gainValue
    let result = norm.scale(x, factor: factor, offset: bias.value - mean * factor).reshaped(shape)
    let (slot, gainSlot, biasSlot) = (slot, gain.slot, bias.slot)
    let variable = Variable.recorded(result, in: "batch norm", from: [self, gain, bias]) {
      gradient, adjoints in
      let (products, gradients) = norm.sums(gradient, x, mean: mean)
      let gainGradient = products * scale
      adjoints.add(gainGradient, to: gainSlot)
      adjoints.add(gradients, to: biasSlot)
      guard slot != nil else { return }
      // factor (g - mean(g) - z mean(g z)) as g factor + x a + b, column by column.
      let slope = factor * gainGradient * scale / -Float(rows)
      let offset = factor * gradients / -Float(rows) - mean * slope
      norm.turn(&gradient, x, factor: factor, slope: slope, offset: offset)
      adjoints.add(gradient, to: slot)
    }
    return (variable, mean, variance)
  }

  /// Batch norm in use: with given means and variances, and not those of the batch.
  ///
  ///     y = gain (x - mean) / √(variance + ε) + bias
  public func batchNormalized(
    gain: Variable, bias: Variable, mean: Tensor, variance: Tensor, epsilon: Float = 1e-5
  ) -> Variable {
    let factor = gain * (1 / (variance + epsilon).squareRoot())
    return self * factor + (bias - factor * mean)
  }

  /// A batch of nothing has no mean; returns how many numbers each channel has.
  package static func checkBatch(_ shape: [Int]) throws -> Int {
    let rows = shape.dropLast().reduce(1, *)
    guard rows > 0 else {
      throw TensorError(
        "batch norm: an input of shape \(shape) has no numbers to take the mean of")
    }
    return rows
  }
}
