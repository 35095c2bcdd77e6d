import Classical
import Foundation
import Tensors
import TestSupport
import XCTest

final class AutoregressionTests: XCTestCase {
  func testWeightsAndForecastsOfStatsmodels() throws {
    let golden = try SeriesGolden.load()
    for wanted in golden.autoregressions {
      let model = try Autoregression(fittedTo: golden.series, order: wanted.order)
      XCTAssertEqual(model.constant, wanted.constant, accuracy: 1e-8)
      expectSame(model.weights, wanted.weights, 1e-9)
      XCTAssertEqual(model.deviation, wanted.deviation, accuracy: 1e-10)
      let ahead = model.forecast(wanted.means.count)
      expectSame(ahead.means, wanted.means, 1e-8)
      expectSame(ahead.deviations, wanted.deviations, 1e-8)
      let walked = try Autoregression(
        fittedTo: golden.series, order: wanted.order, by: .yuleWalker)
      expectSame(walked.weights, wanted.yuleWalker, 1e-9)
      XCTAssertEqual(walked.deviation, wanted.yuleWalkerDeviation, accuracy: 1e-9)
    }
  }

  /// Of one weight a the error h steps ahead has the variance (1 - a^2h) / (1 - a^2), and the mean
  /// goes to that of the series.
  func testTheLawOfOneWeight() throws {
    var random = Random(seed: 1)
    var series = [0.0]
    for noise in Tensor.normal([500], using: &random).scalars {
      series.append(0.8 * series.last! + Double(noise))
    }
    let model = try Autoregression(fittedTo: series, order: 1)
    let weight = model.weights[0]
    let ahead = model.forecast(20)
    for (step, deviation) in ahead.deviations.enumerated() {
      let wanted =
        (1 - pow(weight, 2 * Double(step + 1))) / (1 - weight * weight)
      XCTAssertEqual(deviation, model.deviation * wanted.squareRoot(), accuracy: 1e-12)
    }
    XCTAssertEqual(model.forecast(500).means[499], model.mean, accuracy: 1e-9)
    XCTAssertEqual(
      try model.carried(to: [3]).forecast(1).means[0], model.constant + 3 * weight, accuracy: 1e-12)
  }

  func testMistakesAreSentences() {
    expectSentence(
      "An autoregression has an order of at least 1, and was given 0.",
      try Autoregression(fittedTo: [1, 2, 3, 4], order: 0))
    expectSentence(
      "An autoregression of order 2 needs at least 6 values, and was given 4.",
      try Autoregression(fittedTo: [1, 2, 3, 4], order: 2))
    expectSentence(
      "An autoregression of order 1 cannot tell its terms apart on these values: one of them is a sum "
        + "of the others. Ask for fewer terms, or give more values.",
      try Autoregression(fittedTo: [2, 2, 2, 2, 2], order: 1))
    expectSentence(
      "Autocorrelation compares differences, and all values are 2.0.",
      try Autoregression(fittedTo: [2, 2, 2, 2, 2], order: 1, by: .yuleWalker))
  }
}
