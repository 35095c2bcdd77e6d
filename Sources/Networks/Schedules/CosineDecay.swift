import Foundation

/// Half a cosine wave from the first rate down to the last, and the last from then on.
///
/// `rate(t) = last + (first − last) · (1 + cos(π t / over)) / 2`
///
/// It leaves the first rate slowly, falls fastest in the middle and arrives slowly.
public struct CosineDecay: Schedule {
  /// The rate of the first update.
  public let initialRate: Float
  /// The rate at the end.
  public let finalRate: Float
  /// The number of updates from the first rate to the last.
  public let over: Int

  /// Creates a schedule that falls from `initialRate` to `finalRate` over `over` updates.
  public init(from initialRate: Float, to finalRate: Float = 0, over: Int) {
    require(over > 0, "CosineDecay needs at least one step, not \(over)")
    self.initialRate = initialRate
    self.finalRate = finalRate
    self.over = over
  }

  public func learningRate(at step: Int) -> Float {
    let progress = Double(min(step, over)) / Double(over)
    return Float(halfCosine(from: Double(initialRate), to: Double(finalRate), at: progress))
  }
}

/// The value at `progress`, from 0 to 1, along half a cosine wave between two levels.
func halfCosine(from first: Double, to last: Double, at progress: Double) -> Double {
  last + (first - last) * (1 + cos(.pi * progress)) / 2
}
