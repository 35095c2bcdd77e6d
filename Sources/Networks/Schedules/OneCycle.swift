/// One rise to a high rate and one long fall to almost nothing, both along cosines.
///
/// It starts at `peak / 25`, reaches `peak` after three tenths of the updates, and ends at
/// `peak / 250,000`. `steps` counts *updates* (epochs times batches); given the number of epochs
/// instead, the schedule is over after the first few batches, which is its usual bug.
public struct OneCycle: Schedule {
  /// The highest rate.
  public let peak: Float
  /// The number of updates of the whole cycle.
  public let steps: Int
  /// The share of the updates spent rising.
  public let rising: Double
  /// How many times lower than the peak the cycle starts.
  public let startDivisor: Double
  /// How many times lower than its start the cycle ends.
  public let finalDivisor: Double

  /// Creates a cycle of `steps` updates whose highest rate is `peak`.
  public init(
    peak: Float, steps: Int, rising: Double = 0.3, startDivisor: Double = 25,
    finalDivisor: Double = 10_000
  ) {
    require(steps > 1, "OneCycle needs at least two steps, not \(steps)")
    require(rising > 0 && rising < 1, "OneCycle rises for a share between 0 and 1, not \(rising)")
    self.peak = peak
    self.steps = steps
    self.rising = rising
    self.startDivisor = startDivisor
    self.finalDivisor = finalDivisor
  }

  public func learningRate(at step: Int) -> Float {
    let start = Double(peak) / startDivisor
    let top = rising * Double(steps) - 1
    let now = Double(min(step, steps - 1))
    if top > 0 && now <= top {
      return Float(halfCosine(from: start, to: Double(peak), at: now / top))
    }
    let progress = (now - top) / (Double(steps - 1) - top)
    return Float(halfCosine(from: Double(peak), to: start / finalDivisor, at: progress))
  }
}
