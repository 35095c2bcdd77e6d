import Tensors

/// Tomorrow is like today: the last value, for ever.
public struct NaiveForecast: Forecaster, Equatable {
  /// The last value.
  public let last: Double
  /// The root of the mean squared step.
  public let deviation: Double

  /// Measures the steps of the series.
  public init(fittedTo series: [Double]) throws {
    try SeriesRules.check(series, atLeast: 2, for: "A naive forecast")
    last = series[series.count - 1]
    deviation = rootMeanSquare(try Differencing(1)(series))
  }

  private init(last: Double, deviation: Double) {
    (self.last, self.deviation) = (last, deviation)
  }

  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    return Forecast(
      means: .init(repeating: last, count: steps),
      deviations: (1...steps).map { deviation * Double($0).squareRoot() })
  }

  public func carried(to series: [Double]) throws -> NaiveForecast {
    try SeriesRules.check(series, atLeast: 1, for: "A naive forecast")
    return NaiveForecast(last: series[series.count - 1], deviation: deviation)
  }
}

/// This season is like the last: the value one period earlier.
public struct SeasonalNaiveForecast: Forecaster, Equatable {
  /// The last season.
  public let last: [Double]
  /// The root of the mean squared step from season to season.
  public let deviation: Double

  /// Measures the steps from season to season.
  public init(fittedTo series: [Double], period: Int) throws {
    let name = "A seasonal naive forecast"
    try SeriesRules.check(period: period, for: name)
    try SeriesRules.check(series, atLeast: period + 1, for: name)
    last = Array(series.suffix(period))
    deviation = rootMeanSquare(try Differencing(0, seasonal: 1, period: period)(series))
  }

  private init(last: [Double], deviation: Double) {
    (self.last, self.deviation) = (last, deviation)
  }

  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    return Forecast(
      means: (0..<steps).map { last[$0 % last.count] },
      deviations: (0..<steps).map { deviation * Double($0 / last.count + 1).squareRoot() })
  }

  public func carried(to series: [Double]) throws -> SeasonalNaiveForecast {
    try SeriesRules.check(series, atLeast: last.count, for: "A seasonal naive forecast")
    return SeasonalNaiveForecast(
      last: Array(series.suffix(last.count)), deviation: deviation)
  }
}

/// The line through the first and the last value, carried on.
public struct DriftForecast: Forecaster, Equatable {
  /// The last value.
  public let last: Double
  /// The mean step.
  public let slope: Double
  /// The deviation of the steps from their mean, one degree of freedom taken off.
  public let deviation: Double
  /// How many steps the mean is of.
  public let count: Int

  /// Measures the steps of the series.
  public init(fittedTo series: [Double]) throws {
    try SeriesRules.check(series, atLeast: 3, for: "A drift forecast")
    let steps = try Differencing(1)(series)
    let slope = steps.reduce(0, +) / Double(steps.count)
    (last, count, self.slope) = (series[series.count - 1], steps.count, slope)
    let squares = steps.reduce(0) { $0 + ($1 - slope) * ($1 - slope) }
    deviation = (squares / Double(steps.count - 1)).squareRoot()
  }

  private init(last: Double, of other: DriftForecast) {
    self.last = last
    (slope, deviation, count) = (other.slope, other.deviation, other.count)
  }

  /// The deviation grows with the steps ahead, and because the mean step is itself uncertain.
  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    let ahead = (1...steps).map(Double.init)
    return Forecast(
      means: ahead.map { last + slope * $0 },
      deviations: ahead.map { deviation * ($0 * (1 + $0 / Double(count))).squareRoot() })
  }

  public func carried(to series: [Double]) throws -> DriftForecast {
    try SeriesRules.check(series, atLeast: 1, for: "A drift forecast")
    return DriftForecast(last: series[series.count - 1], of: self)
  }
}

func rootMeanSquare(_ values: [Double]) -> Double {
  (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
}
