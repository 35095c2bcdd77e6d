import Classical
import TestSupport
import XCTest

final class ExponentialSmoothingTests: XCTestCase {
  func testValuesOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.smoothings {
      let what = "\(wanted.trend), \(wanted.season)"
      let (trend, season) = wanted.kinds
      let weights = wanted.parameters
      let model = try ExponentialSmoothing(
        of: golden.series, trend: trend, season: season,
        parameters: .init(
          level: weights[0], trend: weights[1], season: weights[2], damping: weights[3]),
        start: .init(level: wanted.level, trend: wanted.slope, season: wanted.pattern))
      expectSame(model.expected, wanted.expected, 1e-10, what)
      expectSame([model.sumOfSquares], [wanted.sumOfSquares], 1e-10, what)
      let forecast = model.forecast(wanted.means.count)
      // statsmodels (holtwinters, 0.15.0) takes a season's last place from before its last update.
      let steps = wanted.means.indices.filter { wanted.pattern.isEmpty || $0 != 11 }
      expectSame(steps.map { forecast.means[$0] }, steps.map { wanted.means[$0] }, 1e-10, what)
      if let deviations = wanted.deviations {
        expectSame(forecast.deviations, deviations, 1e-6, what)
      }
    }
  }

  /// Our start is partly sought, theirs (heuristic) is not: ours may be better, and not worse.
  func testTheFitIsNoWorseThanThatOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.smoothings {
      let (trend, season) = wanted.kinds
      let model = try ExponentialSmoothing(fittedTo: golden.series, trend: trend, season: season)
      XCTAssertLessThanOrEqual(
        model.sumOfSquares, wanted.best * 1.001, "\(wanted.trend), \(wanted.season)")
    }
  }

  func testCarriedParameters() throws {
    let golden = try SeriesGolden.load()
    let past = Array(golden.series[..<80])
    let model = try ExponentialSmoothing(
      fittedTo: past, trend: .linear, season: .additive(period: 12))
    let later = try model.carried(to: golden.series)
    XCTAssertEqual(later.parameters, model.parameters)
    XCTAssertEqual(later.deviation, model.deviation)
    XCTAssertEqual(later.expected[80], model.forecast(1).means[0])
  }

  func testMistakesAreSentences() {
    expectSentence(
      "Exponential smoothing needs at least 3 values, and was given 2.",
      try ExponentialSmoothing(fittedTo: [1, 2]))
    expectSentence(
      "Exponential smoothing with a multiplied season needs values above 0, and value 2 is -1.0.",
      try ExponentialSmoothing(
        fittedTo: [1, 2, -1, 2], season: .multiplicative(period: 2)))
    expectSentence(
      "The season of exponential smoothing begins with 2 values here, and was given 0.",
      try ExponentialSmoothing(
        of: [1, 2, 1, 2], season: .additive(period: 2), parameters: .init(level: 0.5),
        start: .init(level: 1)))
  }
}

extension SeriesGolden.Smoothing {
  fileprivate var kinds: (ExponentialSmoothing.Trend, ExponentialSmoothing.Season) {
    (
      trend == "none" ? .none : trend == "linear" ? .linear : .damped,
      season == "none"
        ? .none : season == "additive" ? .additive(period: 12) : .multiplicative(period: 12)
    )
  }
}
