/// A straight climb to another schedule's first rate, then that schedule from its beginning.
///
/// Update `t` of the climb gets `(t + 1)/(steps + 1)` of that rate, so none is wasted on a rate of 0
/// and the rate is full at the first update after the climb.
public struct WarmUp<Main: Schedule>: Schedule {
  /// The number of updates of the climb.
  public let steps: Int
  /// What follows.
  public let main: Main

  /// Creates a climb over `steps` updates that leads into `main`.
  public init(steps: Int, then main: Main) {
    require(steps >= 0, "WarmUp needs a number of steps, not \(steps)")
    self.steps = steps
    self.main = main
  }

  public func learningRate(at step: Int) -> Float {
    guard step < steps else { return main.learningRate(at: step - steps) }
    return main.learningRate(at: 0) * Float(step + 1) / Float(steps + 1)
  }
}
