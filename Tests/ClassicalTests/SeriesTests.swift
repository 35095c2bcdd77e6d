import Classical
import TestSupport
import XCTest

final class SeriesTests: XCTestCase {
  func testCorrelationsOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    expectSame(try Autocorrelation.of(golden.series, lags: 24), golden.correlations, 1e-12)
    expectSame(try Autocorrelation.partial(of: golden.series, lags: 24), golden.partials, 1e-10)
  }

  func testDecompositionsOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.decompositions {
      let parts = try SeasonalDecomposition(
        of: golden.series, period: wanted.period,
        wanted.multiplicative ? .multiplicative : .additive)
      for (found, wanted) in [
        (parts.trend, wanted.trend), (parts.season, wanted.season), (parts.rest, wanted.rest),
      ] {
        XCTAssertEqual(found.map(\.isNaN), wanted.map { $0 == nil })
        expectSame(found.filter { !$0.isNaN }, wanted.compactMap { $0 }, 1e-11)
      }
    }
  }

  func testNaiveForecastsByHand() throws {
    let series: [Double] = [1, 3, 2, 6]
    let naive = try NaiveForecast(fittedTo: series)
    // Steps of 2, -1 and 4: a mean square of 7.
    expectSame(naive.forecast(4).means, [6, 6, 6, 6], 0)
    expectSame(naive.forecast(4).deviations, [7, 14, 21, 28].map { $0.squareRoot() }, 1e-14)
    // From season to season 1 and 3: a mean square of 5.
    let seasonal = try SeasonalNaiveForecast(fittedTo: series, period: 2)
    expectSame(seasonal.forecast(3).means, [2, 6, 2], 0)
    expectSame(seasonal.forecast(3).deviations, [5, 5, 10].map { $0.squareRoot() }, 1e-14)
    // A mean step of 5/3; squares about it add up to 38/3.
    let drift = try DriftForecast(fittedTo: series)
    expectSame(drift.forecast(2).means, [6 + 5.0 / 3, 6 + 10.0 / 3], 1e-14)
    expectSame(
      drift.forecast(2).deviations,
      [19.0 / 3 * (1 + 1.0 / 3), 19.0 / 3 * 2 * (1 + 2.0 / 3)].map { $0.squareRoot() }, 1e-14)
    XCTAssertEqual(try naive.carried(to: [9]).forecast(1).means, [9])
    XCTAssertEqual(try seasonal.carried(to: [0, 7, 8]).forecast(2).means, [7, 8])
    XCTAssertEqual(try drift.carried(to: [9]).slope, drift.slope)
  }

  func testDifferencesAreUndone() throws {
    let golden = try SeriesGolden.load()
    let (past, future) = (Array(golden.series[..<70]), Array(golden.series[70...]))
    for (plain, seasonal) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 2)] {
      let differencing = try Differencing(plain, seasonal: seasonal, period: 12)
      XCTAssertEqual(differencing.lost, plain + 12 * seasonal)
      let differences = try differencing(golden.series)
      let ahead = Array(differences.suffix(future.count))
      expectSame(try differencing.undone(ahead, after: past), future, 1e-8)
    }
  }

  func testQuantiles() {
    let forecast = Forecast(means: [0, 10], deviations: [1, 2])
    expectSame(forecast.quantiles(0.975), [1.959963984540054, 13.919927969080108], 1e-13)
    expectSame(forecast.quantiles(0.5), [0, 10], 0)
    for probability in [1e-300, 1e-16, 1e-6, 0.2, 0.49] {
      let z = forecast.quantiles(probability)[0]
      let back = erfc(-z / 2.0.squareRoot()) / 2
      XCTAssertEqual(back / probability, 1, accuracy: 1e-11)
    }
    let interval = forecast.intervals(level: 0.8)[0]
    XCTAssertEqual(interval.lowerBound, -1.2815515655446004, accuracy: 1e-13)
    XCTAssertEqual(interval.upperBound, 1.2815515655446004, accuracy: 1e-13)
  }

  func testMistakesAreSentences() {
    expectSentence(
      "Autocorrelation compares differences, and all values are 2.0.",
      try Autocorrelation.of([2, 2, 2], lags: 1))
    expectSentence(
      "Autocorrelation of 3 values has lags from 0 to 2, and was asked for 3.",
      try Autocorrelation.of([1, 2, 3], lags: 3))
    expectSentence(
      "A naive forecast needs numbers, and value 1 is nan. Fill the gaps first.",
      try NaiveForecast(fittedTo: [1, .nan]))
    expectSentence(
      "A seasonal naive forecast needs a period of at least 2 steps, and was given 1.",
      try SeasonalNaiveForecast(fittedTo: [1, 2], period: 1))
    expectSentence(
      "A seasonal decomposition needs at least 8 values, and was given 2.",
      try SeasonalDecomposition(of: [1, 2], period: 4))
    expectSentence(
      "A multiplicative decomposition divides by the level and needs values above 0, and value 1 is "
        + "0.0.", try SeasonalDecomposition(of: [1, 0, 1, 2], period: 2, .multiplicative))
    expectSentence(
      "Differencing is done 0 times or more, for seasons with a period of at least 2 steps, and was "
        + "given -1, 0 and 1.", try Differencing(-1))
  }
}

/// As many, and each as near as `tolerance` of its size.
func expectSame(
  _ found: [Double], _ wanted: [Double], _ tolerance: Double, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) {
  XCTAssertEqual(found.count, wanted.count, what, file: file, line: line)
  for (place, pair) in zip(found, wanted).enumerated() {
    XCTAssertEqual(
      pair.0, pair.1, accuracy: tolerance * max(1, abs(pair.1)), "\(what) \(place)", file: file,
      line: line)
  }
}
