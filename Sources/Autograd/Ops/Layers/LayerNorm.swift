import Tensors

extension Variable {
  /// Each row, that is each line along the last axis, shifted and scaled to mean 0 and variance 1,
  /// then times a gain plus a bias.
  ///
  ///     z = (x - mean) / √(variance + ε)        y = gain z + bias
  ///
  ///     ∂L/∂x = (t - mean(t) - z mean(t z)) / √(variance + ε)      where t = gain ∂L/∂y
  ///     ∂L/∂gain = Σ z ∂L/∂y                    ∂L/∂bias = Σ ∂L/∂y
  ///
  /// The input and two numbers a row are kept. Without a gain and a bias, they are 1 and 0.
  public func layerNormalized(
    gain: Variable? = nil, bias: Variable? = nil, epsilon: Float = 1e-5
  ) -> Variable {
    normalizedRows(
      RowNorm(takesMean: true, epsilon: epsilon), gain: gain, bias: bias, in: "layer norm")
  }

  func normalizedRows(
    _ norm: RowNorm, gain: Variable?, bias: Variable?, in operation: String
  ) -> Variable {
    let width = required(try Self.checkNorm(shape, gain?.shape, bias?.shape, in: operation))
    let (x, gainValue) = (value, gain?.value ?? .ones([width]))
    let (result, statistics) = norm.forward(
      x, gain: gainValue, bias: bias?.value ?? .zeros([width]))
    let (slot, gainSlot, biasSlot) = (slot, gain?.slot, bias?.slot)
    return Variable.recorded(result, in: operation, from: [self, gain, bias]) {
      gradient, adjoints in
      let sums = norm.backward(&gradient, x: x, gain: gainValue, statistics: statistics)
      adjoints.add(sums.gain, to: gainSlot)
      adjoints.add(sums.bias, to: biasSlot)
      adjoints.add(gradient, to: slot)
    }
  }

  /// Gain and bias are vectors as long as the last axis; returns its length.
  package static func checkNorm(
    _ shape: [Int], _ gain: [Int]?, _ bias: [Int]?, in operation: String
  ) throws -> Int {
    guard let width = shape.last else {
      throw TensorError("\(operation): a single number has no axis to normalise")
    }
    for (name, vector) in [("gain", gain), ("bias", bias)] where (vector ?? [width]) != [width] {
      throw TensorError(
        "\(operation): the \(name) has shape \(vector!), and for an input of shape \(shape) it "
          + "should be [\(width)]")
    }
    return width
  }
}
