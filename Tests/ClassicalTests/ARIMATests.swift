import Classical
import TestSupport
import XCTest

final class ARIMATests: XCTestCase {
  private func order(_ wanted: SeriesGolden.Moving) -> ARIMA.Order {
    ARIMA.Order(
      wanted.order[0], wanted.order[1], wanted.order[2],
      seasonal: (wanted.seasonal[0], wanted.seasonal[1], wanted.seasonal[2]),
      period: max(wanted.seasonal[3], 1), hasMean: wanted.hasMean)
  }

  private func parameters(_ wanted: SeriesGolden.Moving) -> ARIMA.Parameters {
    ARIMA.Parameters(
      own: wanted.own, surprises: wanted.surprises, seasonalOwn: wanted.seasonalOwn,
      seasonalSurprises: wanted.seasonalSurprises, mean: wanted.mean)
  }

  func testValuesOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.movings {
      let what = "\(wanted.order) \(wanted.seasonal)"
      let order = order(wanted)
      let model = try ARIMA(of: golden.series, order, parameters: parameters(wanted))
      expectSame([model.logLikelihood], [wanted.logLikelihood], 1e-9, what)
      expectSame([model.variance], [wanted.variance], 1e-9, what)
      let forecast = model.forecast(wanted.differences.count)
      let differencing = try Differencing(
        order.differences, seasonal: order.seasonalDifferences, period: order.period)
      expectSame(
        forecast.means, try differencing.undone(wanted.differences, after: golden.series), 1e-8,
        what)
    }
  }

  func testIntervalsOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    // With a mean and differences statsmodels has another model of the beginning.
    for wanted in golden.movings where !wanted.hasMean || wanted.seasonal[1] == 0 {
      let what = "\(wanted.order) \(wanted.seasonal)"
      let model = try ARIMA(of: golden.series, order(wanted), parameters: parameters(wanted))
      let forecast = model.forecast(wanted.means.count)
      expectSame(forecast.means, wanted.means, 1e-5, what)
      expectSame(forecast.deviations, wanted.deviations, 1e-5, what)
    }
  }

  func testTheFitIsNoWorseThanThatOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.movings {
      let model = try ARIMA(fittedTo: golden.series, order(wanted))
      XCTAssertGreaterThanOrEqual(
        model.logLikelihood, wanted.best - 1e-3, "\(wanted.order) \(wanted.seasonal)")
    }
  }

  func testCarriedParameters() throws {
    let golden = try SeriesGolden.load()
    let model = try ARIMA(fittedTo: Array(golden.series[..<80]), .init(1, 1, 1))
    let later = try model.carried(to: golden.series)
    XCTAssertEqual(later.parameters, model.parameters)
    XCTAssertEqual(later.variance, model.variance)
  }

  func testMistakesAreSentences() {
    expectSentence(
      "An ARIMA explains how differences vary, and here all of them are 1.0.",
      try ARIMA(fittedTo: [1, 2, 3, 4, 5, 6], .init(1, 1, 0)))
    expectSentence(
      "The weights of this ARIMA on the past let the series grow without bounds.",
      try ARIMA(of: [1, 2, 1, 4, 5, 6], .init(1, 0, 0), parameters: .init(own: [1.2])))
    expectSentence(
      "The parameters of this ARIMA are not as many as its order says.",
      try ARIMA(of: [1, 2, 1, 4, 5, 6], .init(1, 0, 0), parameters: .init()))
    expectSentence(
      "An ARIMA of this order needs at least 4 values, and was given 2.",
      try ARIMA(fittedTo: [1, 2], .init(1, 1, 0)))
  }
}
