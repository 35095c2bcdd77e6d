import Classical
import TestSupport
import XCTest

final class TrendAndSeasonsTests: XCTestCase {
  func testEqualToLeastSquaresOfNumPy() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.trends {
      let model = try TrendAndSeasons(
        fittedTo: golden.series,
        seasons: zip(wanted.periods, wanted.waves).map { .init(period: $0, waves: $1) },
        bends: wanted.bends, penalty: wanted.penalty)
      expectSame(model.trend, wanted.trend, 1e-7)
      expectSame(model.waves, wanted.weights, 1e-8)
      XCTAssertEqual(model.deviation, wanted.deviation, accuracy: 1e-9)
      let ahead = model.forecast(wanted.means.count)
      expectSame(ahead.means, wanted.means, 1e-7)
      expectSame(ahead.deviations, wanted.means.map { _ in model.deviation }, 0)
    }
  }

  func testALineIsCarriedOn() throws {
    let line = (0..<20).map { 3 + 0.5 * Double($0) }
    let model = try TrendAndSeasons(fittedTo: line)
    expectSame(model.forecast(3).means, [13, 13.5, 14], 1e-10)
    expectSame(try model.carried(to: line + [0, 0]).forecast(2).means, [14, 14.5], 1e-10)
  }

  func testMistakesAreSentences() {
    expectSentence(
      "A season has a period of at least 2 steps and at most half as many waves as steps, and was "
        + "given 4.0 and 3.",
      try TrendAndSeasons(fittedTo: [1, 2, 3], seasons: [.init(period: 4, waves: 3)]))
    expectSentence(
      "A trend bends 0 times or more, at a price of 0 or more, and was given -1 and 1.0.",
      try TrendAndSeasons(fittedTo: [1, 2, 3], bends: -1))
    expectSentence(
      "A trend with seasons of 4 terms needs at least 5 values, and was given 3.",
      try TrendAndSeasons(fittedTo: [1, 2, 3], seasons: [.init(period: 4, waves: 1)]))
  }
}
