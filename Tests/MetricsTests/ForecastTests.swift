import Foundation
import Metrics
import Tensors
import TestSupport
import XCTest

/// Scores of forecasts against scikit-learn and NumPy (Tests/Golden/forecasts.py).
final class ForecastTests: XCTestCase {
  struct Comparison: Decodable {
    let first, second: [Double]
    let horizon: Int
    let difference, statistic, probability: Double
  }

  struct Goldens: Decodable {
    let past, targets, predicted, lower, upper, scaled, pinball: [Double]
    let symmetric, coverage, intervalScore: Double
    let comparisons: [Comparison]

    static func load() throws -> Goldens {
      try JSONDecoder().decode(Goldens.self, from: Golden.data("forecasts.json"))
    }
  }

  func testErrorsEqualScikitLearn() throws {
    let golden = try Goldens.load()
    let (predicted, targets) = (golden.predicted, golden.targets)
    for (period, wanted) in zip([1, 4], golden.scaled) {
      XCTAssertEqual(
        Score.meanAbsoluteScaledError(
          of: predicted, targets: targets, past: golden.past, period: period),
        wanted, accuracy: 1e-12)
    }
    XCTAssertEqual(
      Score.symmetricPercentageError(of: predicted, targets: targets), golden.symmetric,
      accuracy: 1e-12)
    for (probability, wanted) in zip([0.1, 0.5, 0.9], golden.pinball) {
      XCTAssertEqual(
        Score.pinball(of: predicted, targets: targets, probability: probability), wanted,
        accuracy: 1e-12)
    }
    let intervals = zip(golden.lower, golden.upper).map { $0...$1 }
    XCTAssertEqual(Score.coverage(of: intervals, targets: targets), golden.coverage)
    XCTAssertEqual(
      Score.intervalScore(of: intervals, targets: targets, level: 0.8), golden.intervalScore,
      accuracy: 1e-12)
  }

  func testByHand() {
    // Last season's value was off by 1, 1, 1, 2; on the average by 5 quarters.
    XCTAssertEqual(
      Score.meanAbsoluteScaledError(
        of: [3, 5], targets: [4, 4], past: [0, 1, 2, 3, 5], period: 1), 0.8, accuracy: 1e-15)
    XCTAssertEqual(Score.symmetricPercentageError(of: [0, 5], targets: [0, 10]), 1.0 / 3)
    XCTAssertEqual(Score.symmetricPercentageError(of: [15], targets: [10]), 0.4)
    XCTAssertEqual(
      Score.pinball(of: [1, 1], targets: [3, 0], probability: 0.9), 0.95, accuracy: 1e-15)
    // Inside costs the width of 2; below by 1 costs 10 more at 80 percent.
    XCTAssertEqual(
      Score.intervalScore(of: [0...2, 0...2], targets: [1, -1], level: 0.8), 7, accuracy: 1e-14)
    XCTAssertEqual(Score.coverage(of: [0...2, 0...2], targets: [2, -1]), 0.5)
  }

  func testComparisonsEqualNumPy() throws {
    for wanted in try Goldens.load().comparisons {
      let test = DieboldMariano(
        first: wanted.first, second: wanted.second, horizon: wanted.horizon)
      XCTAssertEqual(test.difference, wanted.difference, accuracy: 1e-12)
      XCTAssertEqual(test.statistic, wanted.statistic, accuracy: 1e-10)
      XCTAssertEqual(test.probability, wanted.probability, accuracy: 1e-10)
      XCTAssertEqual(test.count, wanted.first.count)
    }
    let equal = DieboldMariano(first: [1, 2, 3], second: [1, 2, 3])
    XCTAssertTrue(equal.statistic.isNaN)
    XCTAssertEqual(equal.probability, 1)
  }

  /// Of pairs that do not differ one in twenty is found to differ at 5 percent.
  func testEqualForecastersSeldomDiffer() {
    var random = Random(seed: 3)
    let found = (0..<2000).count { _ in
      let costs = Tensor.normal([48], using: &random).scalars.map { Double($0) * Double($0) }
      return DieboldMariano(first: Array(costs[..<24]), second: Array(costs[24...])).probability
        < 0.05
    }
    XCTAssertEqual(Double(found) / 2000, 0.05, accuracy: 0.02)
  }

  func testMistakesAreSentences() {
    expectSentence(
      "A scaled error needs a past longer than its period, and these are 2 and 4.",
      try Score.checkedScaledError(of: [1], targets: [1], past: [1, 2], period: 4))
    expectSentence(
      "A scaled error needs a past that moves, and in this one every value is that of 2 earlier.",
      try Score.checkedScaledError(of: [1], targets: [1], past: [1, 2, 1, 2], period: 2))
    expectSentence(
      "Two forecasters are compared at more origins than the horizon has steps, and these are 4 and 4.",
      try DieboldMariano(checking: [1, 2, 3, 4], [2, 3, 4, 5], horizon: 4))
  }
}
