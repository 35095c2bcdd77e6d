/// A learning rate that changes while training goes on.
///
/// A schedule is a function of the step, counted from 0 in *updates*, never in epochs: set the
/// optimizer's rate from it once before each update. Whoever counts epochs multiplies by the
/// number of batches.
///
/// ```swift
/// let schedule = WarmUp(steps: 100, then: CosineDecay(from: 3e-3, over: 900))
/// for step in 0..<1_000 {
///   optimizer.learningRate = schedule.learningRate(at: step)
///   …
/// }
/// ```
public protocol Schedule: Sendable {
  /// The rate to use for the update number `step`, counted from 0.
  func learningRate(at step: Int) -> Float
}

extension Schedule {
  /// The rates of the first `count` updates, for a plot.
  public func learningRates(_ count: Int) -> [Float] {
    (0..<count).map { learningRate(at: $0) }
  }
}
