/// Cosine decay that jumps back to the first rate and falls again, each fall longer than the last.
///
/// The falls last `first`, `first · growth`, `first · growth²`, … updates.
public struct CosineRestarts: Schedule {
  /// The rate at the start of each fall.
  public let initialRate: Float
  /// The rate that each fall approaches.
  public let finalRate: Float
  /// The number of updates of the first fall.
  public let first: Int
  /// How many times longer each fall is than the one before.
  public let growth: Int

  /// Creates a schedule whose first fall takes `first` updates.
  public init(from initialRate: Float, to finalRate: Float = 0, first: Int, growth: Int = 1) {
    require(first > 0, "CosineRestarts needs a first fall of at least one step, not \(first)")
    require(growth > 0, "CosineRestarts needs a growth of at least 1, not \(growth)")
    self.initialRate = initialRate
    self.finalRate = finalRate
    self.first = first
    self.growth = growth
  }

  public func learningRate(at step: Int) -> Float {
    var start = 0
    var length = first
    if growth == 1 {
      start = step / first * first
    } else {
      while step >= start + length {
        start += length
        length *= growth
      }
    }
    let progress = Double(step - start) / Double(length)
    return Float(halfCosine(from: Double(initialRate), to: Double(finalRate), at: progress))
  }
}
