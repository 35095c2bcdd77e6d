import Tensors

/// A row of levers, each of which pays around a mean of its own: a world of a single state, in which
/// there is nothing to find out but which lever is best (Robbins, "Some aspects of the sequential
/// design of experiments", 1952).
///
///     let bandit = Bandit(means: [0.1, 0.8, 0.3])
///     let reward = bandit.pull(1, using: &random)
public struct Bandit: Sendable, Equatable {
  /// What each lever pays in the mean.
  public let means: [Float]
  /// How far a payment strays from its mean: the deviation of a normal distribution.
  public let deviation: Float

  /// A row of levers.
  public init(means: [Float], deviation: Float = 1) {
    guard !means.isEmpty else { fatalError("bandit: a row without a lever") }
    guard deviation >= 0 else {
      fatalError("bandit: a deviation of \(deviation), and it cannot be below 0")
    }
    self.means = means
    self.deviation = deviation
  }

  /// Levers whose means are drawn from the normal distribution of mean 0 and deviation 1, as in the
  /// testbed of Sutton and Barto ("Reinforcement learning", 2nd edition, 2018, section 2.3).
  public init(levers count: Int, deviation: Float = 1, using random: inout Random) {
    guard count > 0 else { fatalError("bandit: \(count) levers, and at least one is needed") }
    self.init(means: (0..<count).map { _ in Float(random.gaussian()) }, deviation: deviation)
  }

  /// Pulls a lever, and gives what it pays.
  public func pull(_ lever: Int, using random: inout Random) -> Float {
    check(lever)
    return means[lever] + deviation * Float(random.gaussian())
  }

  /// The lever that pays best in the mean, the first of equals.
  public var best: Int { means.indices.max { means[$0] < means[$1] } ?? 0 }

  /// What pulling a lever costs in the mean, compared with the best one.
  public func regret(of lever: Int) -> Float {
    check(lever)
    return means[best] - means[lever]
  }

  private func check(_ lever: Int) {
    guard means.indices.contains(lever) else {
      fatalError("bandit: lever \(lever) of \(means.count), which are counted from 0")
    }
  }
}
