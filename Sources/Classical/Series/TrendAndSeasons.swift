import Foundation
import Tensors

/// A trend of straight pieces and seasons of waves, by penalised least squares: what remains of
/// Prophet (Taylor and Letham, 2018) without its priors and holidays.
///
/// ``$`y_t = b_0 + b_1 t + \sum_j c_j \max(0, t - k_j) + \sum_s \sum_m (u \sin + v \cos)(2\pi m t / p_s)`$``,
/// with time from 0 at the first value to 1 at the last. What it misses is taken for independent of
/// one variance, and the slope may bend no more after the end: its deviations are the same at every
/// step ahead, and too small far out.
///
/// ```
/// let model = try TrendAndSeasons(fittedTo: months, seasons: [.init(period: 12, waves: 3)])
/// model.forecast(24).means
/// ```
public struct TrendAndSeasons: Forecaster, Equatable {
  /// One season: how many steps it takes, and how many waves it is made of.
  public struct Season: Sendable, Equatable {
    /// Steps until it begins anew; it need not be a whole number.
    public let period: Double
    /// Waves: the first goes round once in a period, the second twice, …
    public let waves: Int

    /// A season of `waves` waves.
    public init(period: Double, waves: Int) { (self.period, self.waves) = (period, waves) }
  }

  /// The constant, the slope at the beginning, and what each bend adds to it, in units of the series
  /// and of its whole length.
  public let trend: [Double]
  /// For each season in turn the sine and the cosine of each wave.
  public let waves: [Double]
  /// The deviation of what is missed.
  public let deviation: Double
  /// Where the slope may change, as shares of the series.
  public let bends: [Double]
  private let seasons: [Season]
  private let length: Double
  private let end: Int

  /// Fits a series.
  ///
  /// - Parameters:
  ///   - bends: At how many places, evenly over the first four fifths, the slope may change.
  ///   - penalty: What a squared change of slope costs, in squared errors.
  public init(
    fittedTo series: [Double], seasons: [Season] = [], bends count: Int = 0, penalty: Double = 1
  ) throws {
    try TrendAndSeasons.check(seasons, count, penalty)
    let terms = 2 + count + 2 * seasons.reduce(0) { $0 + $1.waves }
    try SeriesRules.check(series, atLeast: terms + 1, for: "A trend with seasons of \(terms) terms")
    let bends = (0..<count).map { 0.8 * Double($0 + 1) / Double(count + 1) }
    (self.bends, self.seasons) = (bends, seasons)
    (length, end) = (Double(series.count - 1), series.count)
    let length = length
    let rows = series.indices.map {
      TrendAndSeasons.terms(at: Double($0), length, bends, seasons)
    }
    // About the first value, so that a level much larger than the moves costs no digits.
    let solved = try RidgeSystem.solve(
      rows, series.map { $0 - series[0] },
      penalties: (0..<terms).map { $0 >= 2 && $0 < 2 + count ? penalty : 0 },
      for: "A trend with seasons")
    let squares = zip(rows, series).reduce(0.0) { sum, pair in
      let error = pair.1 - series[0] - TrendAndSeasons.sum(pair.0, solved)
      return sum + error * error
    }
    deviation = (squares / Double(series.count - terms)).squareRoot()
    trend = [solved[0] + series[0]] + solved[1..<(2 + count)]
    waves = Array(solved[(2 + count)...])
  }

  private init(_ other: TrendAndSeasons, end: Int) {
    (trend, waves, deviation) = (other.trend, other.waves, other.deviation)
    (bends, seasons, length) = (other.bends, other.seasons, other.length)
    self.end = end
  }

  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    return Forecast(
      means: (end..<(end + steps)).map { value(at: $0) },
      deviations: .init(repeating: deviation, count: steps))
  }

  /// The fitted curve at a step, 0 being the first value's.
  public func value(at step: Int) -> Double {
    TrendAndSeasons.sum(
      TrendAndSeasons.terms(at: Double(step), length, bends, seasons), trend + waves)
  }

  /// The same curve, seen from the end of `series`, which begins where the fitted one did: only its
  /// length matters.
  public func carried(to series: [Double]) throws -> TrendAndSeasons {
    try SeriesRules.check(series, atLeast: 1, for: "A trend with seasons")
    return TrendAndSeasons(self, end: series.count)
  }

  private static func sum(_ terms: [Double], _ weights: [Double]) -> Double {
    zip(terms, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func terms(
    at step: Double, _ length: Double, _ bends: [Double], _ seasons: [Season]
  ) -> [Double] {
    let time = step / length
    return [1, time] + bends.map { max(0, time - $0) }
      + seasons.flatMap { season in
        (0..<season.waves).flatMap { wave in
          let angle = 2 * Double.pi * Double(wave + 1) * step / season.period
          return [sin(angle), cos(angle)]
        }
      }
  }

  private static func check(
    _ seasons: [Season], _ bends: Int, _ penalty: Double
  ) throws(TensorError) {
    for season in seasons {
      guard season.period >= 2, season.waves > 0, Double(season.waves) <= season.period / 2 else {
        throw TensorError(
          "A season has a period of at least 2 steps and at most half as many waves as steps, and was "
            + "given \(season.period) and \(season.waves).")
      }
    }
    guard bends >= 0, penalty >= 0 else {
      throw TensorError(
        "A trend bends 0 times or more, at a price of 0 or more, and was given \(bends) and "
          + "\(penalty).")
    }
  }
}
