import Foundation
import Tensors

extension Interval {
  /// Wilson's interval of a share: of `count` examples `successes` were right. Unlike an interval of
  /// equal length on both sides it never leaves 0...1, and after no success at all it is not empty.
  ///
  ///     Interval.wilson(7, of: 360)  // 0.01944 (0.00945 to 0.03959)
  public static func wilson(_ successes: Int, of count: Int, level: Double = 0.95) -> Interval {
    required(try checkShare(successes, of: count, level: level))
    let z = NormalDistribution.quantile((1 + level) / 2)
    let n = Double(count)
    let share = Double(successes) / n
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // The ends of no success and of nothing but successes are exact, whatever the rounding.
    return Interval(
      estimate: share, lower: successes == 0 ? 0 : max(center - reach, 0),
      upper: successes == count ? 1 : min(center + reach, 1), level: level)
  }

  /// Clopper and Pearson's interval of a share, which holds the truth at least as often as it says
  /// for every number of examples, and is wider for it.
  ///
  ///     Interval.clopperPearson(7, of: 360)  // 0.01944 (0.007853 to 0.03965)
  public static func clopperPearson(
    _ successes: Int, of count: Int, level: Double = 0.95
  ) -> Interval {
    required(try checkShare(successes, of: count, level: level))
    let (hits, misses) = (Double(successes), Double(count - successes))
    let tail = (1 - level) / 2
    return Interval(
      estimate: hits / Double(count),
      lower: successes == 0 ? 0 : BetaDistribution(hits, misses + 1).quantile(tail),
      upper: successes == count ? 1 : BetaDistribution(hits + 1, misses).quantile(1 - tail),
      level: level)
  }

  package static func checkShare(
    _ successes: Int, of count: Int, level: Double
  ) throws(TensorError) {
    guard count > 0, (0...count).contains(successes), level > 0, level < 1 else {
      throw TensorError(
        "The interval of a share needs successes out of at least one example and a level between 0 "
          + "and 1, and \(successes) of \(count) and a level of \(level) were given.")
    }
  }
}
