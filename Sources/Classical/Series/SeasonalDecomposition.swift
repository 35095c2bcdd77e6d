import Tensors

/// A series taken apart into trend, season and rest, by a moving average over one season and the
/// mean of each place in the season.
///
/// ```
/// let parts = try SeasonalDecomposition(of: series, period: 12)
/// parts.season[..<12]     // the pattern, from the first value's month on
/// ```
///
/// The average looks ahead: the trend at a time knows values half a season later.
public struct SeasonalDecomposition: Sendable, Equatable {
  /// How the parts are put together again.
  public enum Kind: Sendable, Equatable {
    /// The parts add up to the series.
    case additive
    /// Their product is the series: the swing grows with the level.
    case multiplicative
  }

  /// The moving average; not a number for half a season at both ends.
  public let trend: [Double]
  /// The pattern of the season, again and again: of mean 0, or 1 when multiplicative.
  public let season: [Double]
  /// What is left; not a number where the trend is none.
  public let rest: [Double]

  /// Takes a series of at least two seasons apart.
  public init(of series: [Double], period: Int, _ kind: Kind = .additive) throws {
    let name = "A seasonal decomposition"
    try SeriesRules.check(period: period, for: name)
    try SeriesRules.check(series, atLeast: 2 * period, for: name)
    if kind == .multiplicative, let place = series.firstIndex(where: { $0 <= 0 }) {
      throw TensorError(
        "A multiplicative decomposition divides by the level and needs values above 0, and value "
          + "\(place) is \(series[place]).")
    }
    let trend = SeasonalDecomposition.average(series, over: period)
    func without(_ value: Double, _ part: Double) -> Double {
      kind == .additive ? value - part : value / part
    }
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    for (place, level) in trend.enumerated() where !level.isNaN {
      sums[place % period] += without(series[place], level)
      counts[place % period] += 1
    }
    let pattern = zip(sums, counts).map { $0 / $1 }
    let mean = pattern.reduce(0, +) / Double(period)
    let season = series.indices.map { without(pattern[$0 % period], mean) }
    self.trend = trend
    self.season = season
    rest = series.indices.map { without(without(series[$0], trend[$0]), season[$0]) }
  }

  /// The mean over one season about each time. Of an even number of steps, the two at the ends count
  /// half.
  private static func average(_ series: [Double], over period: Int) -> [Double] {
    let half = period / 2
    return series.indices.map { place in
      guard place >= half, place + half < series.count else { return .nan }
      var sum = series[place - half...place + half].reduce(0, +)
      if period.isMultiple(of: 2) { sum -= (series[place - half] + series[place + half]) / 2 }
      return sum / Double(period)
    }
  }
}
