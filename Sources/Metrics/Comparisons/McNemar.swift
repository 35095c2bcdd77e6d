import Tensors

/// Whether two classifiers differ, from the examples on which only one of them is right: if they were
/// equally good, either would be it with probability one half. The examples that both get right or
/// both get wrong say nothing. The probability is exact.
public struct McNemar: Sendable, Equatable {
  /// How many examples only the first gets right.
  public let onlyFirst: Int
  /// How many only the second does.
  public let onlySecond: Int

  /// The test of these counts.
  public init(onlyFirst: Int, onlySecond: Int) {
    required(try McNemar.check(onlyFirst, onlySecond))
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// The test of two lists of predictions of the same examples.
  public init(of first: [Int], and second: [Int], labels: [Int]) {
    required(try Score.check(first.count, against: labels.count, "predictions and labels"))
    required(try Score.check(second.count, against: labels.count, "predictions and labels"))
    self.init(
      onlyFirst: labels.indices.count { first[$0] == labels[$0] && second[$0] != labels[$0] },
      onlySecond: labels.indices.count { first[$0] != labels[$0] && second[$0] == labels[$0] })
  }

  /// The probability of counts at least as unequal if the two were equally good.
  public var probability: Double {
    let (fewer, all) = (min(onlyFirst, onlySecond), onlyFirst + onlySecond)
    guard 2 * fewer < all else { return 1 }
    // The binomial probability of at most so many of all is a value of the beta distribution.
    return min(1, 2 * BetaDistribution(Double(all - fewer), Double(fewer + 1)).cumulative(0.5))
  }

  package static func check(_ onlyFirst: Int, _ onlySecond: Int) throws(TensorError) {
    guard onlyFirst >= 0, onlySecond >= 0 else {
      throw TensorError(
        "McNemar's test counts examples, and \(onlyFirst) and \(onlySecond) were given.")
    }
  }
}
