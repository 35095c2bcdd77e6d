import Tensors

extension Tensor {
  /// The tensor with normal noise of the given deviation added to every scalar.
  public func withNoise(deviation: Float, using random: inout Random) -> Tensor {
    self + Tensor.normal(shape, mean: 0, deviation: deviation, using: &random)
  }
}
