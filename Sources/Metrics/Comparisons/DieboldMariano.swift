import Tensors

/// Whether two forecasters differ, from their errors at the same origins: the mean difference of
/// their costs against its own deviation, in which neighbours up to the horizon count as related.
/// (Diebold and Mariano, 1995, with the correction for few origins of Harvey, Leybourne and Newbold,
/// 1997.)
///
///     DieboldMariano(first: costsOfOne, second: costsOfOther, horizon: 12).probability
public struct DieboldMariano: Sendable, Equatable {
  /// The mean of the first's costs less the second's.
  public let difference: Double
  /// The difference in its deviations.
  public let statistic: Double
  /// How many origins there were.
  public let count: Int

  /// Compares costs of forecasts `horizon` steps ahead, made at origins one step apart.
  public init(first: [Double], second: [Double], horizon: Int = 1) {
    self = required(try DieboldMariano(checking: first, second, horizon: horizon))
  }

  /// The probability of a difference at least as large if the two were equally good, by Student's
  /// distribution.
  public var probability: Double {
    guard !statistic.isNaN else { return 1 }
    return 2 * StudentT(degreesOfFreedom: Double(count - 1)).cumulative(-abs(statistic))
  }

  package init(
    checking first: [Double], _ second: [Double], horizon: Int
  ) throws(TensorError) {
    try Score.check(first.count, against: second.count, "costs of the one and of the other")
    guard horizon > 0, first.count > horizon, first.count > 1 else {
      throw TensorError(
        "Two forecasters are compared at more origins than the horizon has steps, and these are "
          + "\(first.count) and \(horizon).")
    }
    let differences = zip(first, second).map { $0 - $1 }
    let size = Double(differences.count)
    let mean = differences.reduce(0, +) / size
    let centred = differences.map { $0 - mean }
    let variance =
      (0..<horizon).reduce(0.0) { sum, lag in
        let covariance =
          (lag..<centred.count).reduce(0.0) { $0 + centred[$1] * centred[$1 - lag] } / size
        return sum + (lag == 0 ? 1 : 2) * covariance
      } / size
    let steps = Double(horizon)
    let few = (size + 1 - 2 * steps + steps * (steps - 1) / size) / size
    (difference, count) = (mean, differences.count)
    // Weights of one for all lags can make the variance negative; then nothing can be said.
    statistic = variance > 0 ? mean / variance.squareRoot() * few.squareRoot() : .nan
  }
}
