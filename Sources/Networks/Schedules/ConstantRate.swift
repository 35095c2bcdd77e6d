/// The same rate at every step: the baseline that every other schedule has to beat.
public struct ConstantRate: Schedule {
  /// The rate.
  public let rate: Float

  /// Creates a schedule that always answers `rate`.
  public init(_ rate: Float) {
    self.rate = rate
  }

  public func learningRate(at step: Int) -> Float { rate }
}
