import Foundation

/// The search for the parameters and the start of least squared one-step errors.
struct SmoothingSearch {
  private let series: [Double]
  private let trend: ExponentialSmoothing.Trend
  private let season: ExponentialSmoothing.Season
  private let begin: ExponentialSmoothing.State
  private let scale: Double

  init(
    _ series: [Double], _ trend: ExponentialSmoothing.Trend, _ season: ExponentialSmoothing.Season
  ) throws {
    (self.series, self.trend, self.season) = (series, trend, season)
    let period = season.period
    func mean(_ values: ArraySlice<Double>) -> Double { values.reduce(0, +) / Double(values.count) }
    let middle = mean(series[...])
    let spread = rootMeanSquare(series.map { $0 - middle })
    scale = spread > 0 ? spread : 1
    var (level, slope, pattern) = (series[0], series[1] - series[0], [Double]())
    if period > 0 {
      let first = mean(series[..<period])
      slope = (mean(series[period..<2 * period]) - first) / Double(period)
      level = first - slope * Double(period + 1) / 2
      var kind = SeasonalDecomposition.Kind.additive
      if case .multiplicative = season { kind = .multiplicative }
      let parts = try SeasonalDecomposition(of: series, period: period, kind)
      pattern = Array(parts.season[..<period])
    }
    if trend == .none { (level, slope) = (mean(series[..<max(period, 1)]), 0) }
    begin = .init(level: level, trend: slope, season: pattern)
  }

  func run() -> (parameters: ExponentialSmoothing.Parameters, start: ExponentialSmoothing.State) {
    // The same valley may have a lower one behind a hill: slow and fast beginnings, in order.
    let starts = [-2.0, 0.0, 2.0].map { fast in
      [fast, 0] + (trend == .none ? [] : [-2, 0]) + (trend == .damped ? [1.0] : [])
        + (season == .none ? [] : [-2])
    }
    let found = starts.map { NelderMead.lowest(from: $0, squares) }
    return read(found.min { squares($0) < squares($1) } ?? starts[0])
  }

  private func squares(_ point: [Double]) -> Double {
    let (parameters, start) = read(point)
    var (state, sum) = (start, 0.0)
    for value in series {
      let error = (value - state.next(parameters, season)) / scale
      sum += error * error
      state.follow(value, parameters, season)
    }
    return sum
  }

  /// A point of the search: every number of it may be anything.
  private func read(
    _ point: [Double]
  ) -> (parameters: ExponentialSmoothing.Parameters, start: ExponentialSmoothing.State) {
    func share(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
    var left = point[...]
    var (parameters, start) = (
      ExponentialSmoothing.Parameters(level: share(left.removeFirst())), begin
    )
    start.level += scale * left.removeFirst()
    if trend != .none {
      parameters.trend = share(left.removeFirst())
      start.trend += scale * left.removeFirst()
    }
    if trend == .damped { parameters.damping = 0.8 + 0.195 * share(left.removeFirst()) }
    if season != .none { parameters.season = share(left.removeFirst()) }
    return (parameters, start)
  }
}
