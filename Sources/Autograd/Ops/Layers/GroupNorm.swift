import Tensors

extension Variable {
  /// Of each example, groups of neighbouring channels (places of the last axis) shifted and scaled
  /// to mean 0 and variance 1 over all their places, then each channel times a gain plus a bias.
  ///
  ///     z = (x - mean) / √(variance + ε)        y = gain z + bias
  ///
  ///     ∂L/∂x = (t - mean(t) - z mean(t z)) / √(variance + ε)      where t = gain ∂L/∂y
  ///     ∂L/∂gain = Σ z ∂L/∂y                    ∂L/∂bias = Σ ∂L/∂y
  ///
  /// It knows nothing of the other examples of a batch, and so does the same in training and in use.
  /// With one group it is a layer norm of whole images, with as many groups as channels the instance
  /// norm. The input and two numbers for each example and channel are kept. Without a gain and a
  /// bias, they are 1 and 0.
  public func groupNormalized(
    groups: Int, gain: Variable? = nil, bias: Variable? = nil, epsilon: Float = 1e-5
  ) -> Variable {
    let channels = required(
      try Self.checkNorm(shape, gain?.shape, bias?.shape, in: "group norm"))
    let places = required(try Self.checkGroups(shape, groups))
    let norm = ImageGroups(
      images: shape[0], places: places, channels: channels, groups: groups, epsilon: epsilon)
    let (x, gainValue) = (value, gain?.value ?? .ones([channels]))
    let statistics = x.read(norm.measure)
    let result = norm.scale(
      x, statistics, gain: gainValue, bias: bias?.value ?? .zeros([channels]))
    let (slot, gainSlot, biasSlot) = (slot, gain?.slot, bias?.slot)
    return Variable.recorded(result.reshaped(shape), in: "group norm", from: [self, gain, bias]) {
      gradient, adjoints in
      let sums = norm.backward(&gradient, x, statistics, gain: gainValue)
      adjoints.add(sums.gain, to: gainSlot)
      adjoints.add(sums.bias, to: biasSlot)
      adjoints.add(gradient, to: slot)
    }
  }

  /// Examples have channels that can be cut into the groups, and numbers to take the mean of;
  /// returns how many places each has.
  package static func checkGroups(_ shape: [Int], _ groups: Int) throws -> Int {
    guard shape.count >= 2 else {
      throw TensorError(
        "group norm: an input of shape \(shape) does not have the axes [examples, …, channels]")
    }
    let (places, channels) = (shape.dropFirst().dropLast().reduce(1, *), shape.last!)
    guard groups >= 1, channels % groups == 0 else {
      throw TensorError("group norm: \(channels) channels cannot be cut into \(groups) groups")
    }
    guard places > 0, channels > 0 else {
      throw TensorError(
        "group norm: examples of shape \(shape) have no numbers to take the mean of")
    }
    return places
  }
}
