import Foundation
import Tensors

/// Level, trend and season that each follow the series a little: simple smoothing, Holt's with a
/// trend, Holt and Winters' with a season.
///
/// ```
/// let model = try ExponentialSmoothing(
///   fittedTo: past, trend: .linear, season: .multiplicative(period: 12))
/// model.forecast(24).means
/// ```
///
/// The parameters are those of least squared one-step errors, and with them the level and trend to
/// begin with; the season begins with the pattern of a decomposition.
public struct ExponentialSmoothing: Forecaster, Equatable {
  /// Whether and how it has a slope.
  public enum Trend: Sendable, Equatable {
    /// No slope.
    case none
    /// A slope that goes on.
    case linear
    /// A slope that fades.
    case damped
  }

  /// Whether and how it has a season.
  public enum Season: Sendable, Equatable {
    /// No season.
    case none
    /// A pattern that is added.
    case additive(period: Int)
    /// A pattern that the level is multiplied by.
    case multiplicative(period: Int)
  }

  /// How fast each part follows, and what is kept of the slope from step to step.
  public struct Parameters: Sendable, Equatable {
    public var level, trend, season, damping: Double
    public init(level: Double, trend: Double = 0, season: Double = 0, damping: Double = 1) {
      (self.level, self.trend, self.season, self.damping) = (level, trend, season, damping)
    }
  }

  /// Where the parts are: the pattern of the season begins with the next value.
  public struct State: Sendable, Equatable {
    public var level, trend: Double
    public var season: [Double]
    public init(level: Double, trend: Double = 0, season: [Double] = []) {
      (self.level, self.trend, self.season) = (level, trend, season)
    }
  }

  public let trend: Trend
  public let season: Season
  public let parameters: Parameters
  /// The parts before the first value.
  public let start: State
  /// The parts after the last value.
  public let end: State
  /// What was expected of each value from those before it.
  public let expected: [Double]
  /// The sum of the squared one-step errors.
  public let sumOfSquares: Double
  /// The root of the mean squared one-step error in the series it was fitted to.
  public let deviation: Double

  /// Finds parameters and start.
  public init(fittedTo series: [Double], trend: Trend = .none, season: Season = .none) throws {
    try ExponentialSmoothing.check(series, season)
    let search = try SmoothingSearch(series, trend, season)
    let found = search.run()
    try self.init(
      of: series, trend: trend, season: season, parameters: found.parameters, start: found.start)
  }

  /// Runs through a series with given parameters from a given start.
  public init(
    of series: [Double], trend: Trend = .none, season: Season = .none, parameters: Parameters,
    start: State
  ) throws {
    try ExponentialSmoothing.check(series, season)
    guard start.season.count == season.period else {
      throw TensorError(
        "The season of exponential smoothing begins with \(season.period) values here, and "
          + "was given \(start.season.count).")
    }
    (self.trend, self.season) = (trend, season)
    (self.parameters, self.start) = (parameters, start)
    var (state, expected, squares) = (start, [Double](), 0.0)
    for value in series {
      let guess = state.next(parameters, season)
      expected.append(guess)
      squares += (value - guess) * (value - guess)
      state.follow(value, parameters, season)
    }
    (end, self.expected, sumOfSquares) = (state, expected, squares)
    deviation = (squares / Double(series.count)).squareRoot()
  }

  private init(_ run: ExponentialSmoothing, deviation: Double) {
    (trend, season, parameters) = (run.trend, run.season, run.parameters)
    (start, end, expected) = (run.start, run.end, run.expected)
    (sumOfSquares, self.deviation) = (run.sumOfSquares, deviation)
  }

  /// The series has to begin where the one did that it was fitted to.
  public func carried(to series: [Double]) throws -> ExponentialSmoothing {
    let run = try ExponentialSmoothing(
      of: series, trend: trend, season: season, parameters: parameters, start: start)
    return ExponentialSmoothing(run, deviation: deviation)
  }

  /// An error of one step moves the parts, and through them all later steps: the deviations add up
  /// what each does. Where the season is multiplied this holds for small errors.
  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    var (state, means) = (end, [Double]())
    var variances = [Double](repeating: 0, count: steps)
    for step in 0..<steps {
      let mean = state.next(parameters, season)
      means.append(mean)
      variances[step] += 1
      // Two runs from here, one of them off by a little.
      let nudge = max(abs(mean), 1) * 1e-4
      var (calm, moved) = (state, state)
      calm.follow(mean, parameters, season)
      moved.follow(mean + nudge, parameters, season)
      state = calm
      for later in step + 1..<max(steps, step + 1) {
        let (a, b) = (calm.next(parameters, season), moved.next(parameters, season))
        let effect = (b - a) / nudge
        variances[later] += effect * effect
        calm.follow(a, parameters, season)
        moved.follow(b, parameters, season)
      }
    }
    return Forecast(means: means, deviations: variances.map { deviation * $0.squareRoot() })
  }

  static func check(_ series: [Double], _ season: Season) throws(TensorError) {
    let name = "Exponential smoothing"
    guard season != .none else { return try SeriesRules.check(series, atLeast: 3, for: name) }
    try SeriesRules.check(period: season.period, for: name)
    try SeriesRules.check(series, atLeast: 2 * season.period, for: name)
    if case .multiplicative = season, let place = series.firstIndex(where: { $0 <= 0 }) {
      throw TensorError(
        "Exponential smoothing with a multiplied season needs values above 0, and value \(place) is "
          + "\(series[place]).")
    }
  }
}

extension ExponentialSmoothing.Season {
  /// How many steps a season has; 0 for none.
  var period: Int {
    switch self {
    case .none: 0
    case .additive(let period), .multiplicative(let period): period
    }
  }
}

extension ExponentialSmoothing.State {
  typealias Parameters = ExponentialSmoothing.Parameters
  typealias Season = ExponentialSmoothing.Season

  /// What these parts expect next.
  func next(_ parameters: Parameters, _ season: Season) -> Double {
    let level = level + parameters.damping * trend
    return switch season {
    case .none: level
    case .additive: level + self.season[0]
    case .multiplicative: level * self.season[0]
    }
  }

  /// Moves the parts towards what came.
  mutating func follow(_ value: Double, _ parameters: Parameters, _ season: Season) {
    let (before, slope) = (level, parameters.damping * trend)
    let ahead = before + slope
    var seen = value
    switch season {
    case .none: break
    case .additive: seen = value - self.season[0]
    case .multiplicative: seen = value / self.season[0]
    }
    level = ahead + parameters.level * (seen - ahead)
    trend = slope + parameters.trend * (level - before - slope)
    guard season != .none else { return }
    let old = self.season.removeFirst()
    var own = value - ahead
    if case .multiplicative = season { own = value / ahead }
    self.season.append(old + parameters.season * (own - old))
  }
}
