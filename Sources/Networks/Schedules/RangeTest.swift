import Foundation

/// A rate that grows by the same factor at every step, to find out which rates a loss survives.
///
/// Train a few dozen updates while the rate climbs, and plot loss against rate: it falls where
/// the rate is useful, and turns up where it is too large. A tenth of the rate at the turn is a
/// fair first choice.
public struct RangeTest: Schedule {
  /// The smallest rate tried.
  public let lowest: Float
  /// The largest rate tried.
  public let highest: Float
  /// The number of updates from one to the other.
  public let steps: Int

  /// Creates a sweep over `steps` updates.
  public init(from lowest: Float = 1e-6, to highest: Float = 10, steps: Int = 100) {
    require(steps > 1, "RangeTest needs at least two steps, not \(steps)")
    require(
      lowest > 0 && highest > lowest,
      "RangeTest climbs from a positive rate to a larger one, not from \(lowest) to \(highest)")
    self.lowest = lowest
    self.highest = highest
    self.steps = steps
  }

  public func learningRate(at step: Int) -> Float {
    let progress = Double(min(step, steps - 1)) / Double(steps - 1)
    return Float(Double(lowest) * pow(Double(highest) / Double(lowest), progress))
  }

  /// The rate a tenth below the one where the smoothed loss was lowest: a first choice.
  ///
  /// `losses` are those of the updates, in order; the sweep may have been cut short.
  public func suggestion(losses: [Float]) -> Float {
    var smooth: Float = losses.first ?? 0
    var best = (loss: Float.infinity, step: 0)
    for (step, loss) in losses.enumerated() where loss.isFinite {
      smooth = 0.8 * smooth + 0.2 * loss
      if smooth < best.loss { best = (smooth, step) }
    }
    return learningRate(at: best.step) / 10
  }
}
