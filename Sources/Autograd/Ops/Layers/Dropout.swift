import Tensors

extension Variable {
  /// In training, zeros in place of scalars chosen at random, the others enlarged so that the
  /// expected value stays; in inference, everything as it is.
  ///
  ///     y = m x / (1 - rate)      m is 0 with probability `rate`, else 1
  ///     ∂y/∂x = m / (1 - rate)
  ///
  /// The mask is kept. Its random numbers come from the tape: `Tape(.training, using: &random)`.
  public func dropout(_ rate: Float) -> Variable {
    required(try Self.checkRate(rate))
    guard tape.mode == .training, rate > 0 else { return self }
    if rate == 1 { return self * 0 }
    let drawn = tape.drawing(for: "dropout") { random in
      Tensor.bernoulli(shape, probability: 1 - rate, using: &random)
    }
    var mask = drawn
    mask *= 1 / (1 - rate)
    return self * mask
  }

  /// A rate is a probability.
  package static func checkRate(_ rate: Float) throws {
    guard rate >= 0, rate <= 1 else {
      throw TensorError("dropout: the rate is \(rate), and a probability is between 0 and 1")
    }
  }
}
