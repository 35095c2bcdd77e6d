import Autograd

/// Sets a random share of its inputs to 0 while training and scales up the rest, so that the mean
/// stays; does nothing while inferring. The chance comes from the tape's generator.
public struct Dropout: Layer {
  /// The share that is set to 0.
  public let rate: Float

  /// Creates a layer that drops the share `rate`, from 0 up to but not including 1.
  public init(_ rate: Float) {
    require(rate >= 0 && rate < 1, "Dropout drops a share from 0 up to 1, not \(rate)")
    self.rate = rate
  }

  public func callAsFunction(_ input: Variable) -> Variable { input.dropout(rate) }
}
