import Foundation
import Metrics
import Tensors
import XCTest

final class BootstrapTests: XCTestCase {
  func testStudentsQuantilesEqualSciPys() throws {
    for one in try MetricsGolden.load().student {
      let distribution = StudentT(degreesOfFreedom: one.degrees)
      assertClose(
        [distribution.quantile(one.probability)], [one.quantile], tolerance: 1e-9,
        "\(one.degrees) \(one.probability)")
      assertClose(
        [distribution.cumulative(one.quantile)], [one.probability], tolerance: 1e-11)
    }
  }

  func testTheIntervalOfAMeanIsStudents() {
    var random = Random(seed: 1)
    let values = (0..<1000).map { _ in 3 + 2 * random.gaussian() }
    let interval = Bootstrap.mean(of: values, samples: 4000, using: &random)
    let mean = values.reduce(0, +) / 1000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 999
    let half = 1.9623 * (variance / 1000).squareRoot()
    XCTAssertEqual(interval.estimate, mean, accuracy: 1e-12)
    XCTAssertEqual(interval.lower, mean - half, accuracy: 0.08 * half)
    XCTAssertEqual(interval.upper, mean + half, accuracy: 0.08 * half)
  }

  /// The numbers in Bootstrap's comment.
  func testIntervalsOfFiveNumbersHoldTheTruthAboutAsOftenAsTheySay() {
    var random = Random(seed: 2)
    let rounds = 1500
    var (held, heldPlain, heldStudent) = (0, 0, 0)
    for _ in 0..<rounds {
      let values = (0..<5).map { _ in random.gaussian() }
      if Bootstrap.mean(of: values, samples: 1000, using: &random).contains(0) { held += 1 }
      if Interval.student(of: values).contains(0) { heldStudent += 1 }
      // What it would be without stretching.
      let means = (0..<1000).map { _ in
        (0..<5).reduce(0) { sum, _ in sum + values[random.below(5)] } / 5
      }.sorted()
      let ends = [0.025, 0.975].map { Bootstrap.quantile($0, of: means) }
      if ends[0] <= 0, ends[1] >= 0 { heldPlain += 1 }
    }
    let shares = [held, heldPlain, heldStudent].map { Double($0) / Double(rounds) }
    XCTAssertEqual(shares[0], 0.93, accuracy: 0.015)
    XCTAssertEqual(shares[1], 0.82, accuracy: 0.015)
    XCTAssertEqual(shares[2], 0.95, accuracy: 0.015)
  }

  func testAShareStaysAShare() {
    var random = Random(seed: 8)
    let few = Bootstrap.mean(of: [0, 0, 0, 0, 1], using: &random)
    XCTAssertEqual(few.lower, 0)
    XCTAssertGreaterThan(few.upper, 0.6)
    XCTAssertLessThanOrEqual(few.upper, 1)
    XCTAssertLessThan(Bootstrap.mean(of: [0, 0, 0, 0, 2], using: &random).lower, 0)
    let bounded = Bootstrap.interval(count: 5, within: 0...0.5, using: &random) { rows in
      Double(rows.count { $0 == 0 }) / 5
    }
    XCTAssertEqual(bounded.range, 0...0.5)
  }

  func testOneExampleTellsNothing() {
    var random = Random(seed: 9)
    let alone = Bootstrap.mean(of: [3], using: &random)
    XCTAssertEqual(alone.estimate, 3)
    XCTAssertNil(alone.range)
  }

  func testStudentsIntervalIsSciPys() {
    // stats.t.interval(0.95, 3, loc=numpy.mean(x), scale=stats.sem(x)) for x = 1, 2, 4, 9.
    let interval = Interval.student(of: [1, 2, 4, 9])
    assertClose(
      [interval.estimate, interval.lower, interval.upper],
      [4, -1.663204705733679, 9.66320470573368])
    XCTAssertTrue(Interval.student(of: [3]).lower.isNaN)
  }

  func testPairingSeesWhatTwoIntervalsDoNot() {
    var random = Random(seed: 3)
    let luck = (0..<60).map { _ in random.gaussian() }
    let first = luck.map { $0 + 0.1 + 0.05 * random.gaussian() }
    let second = luck.map { $0 + 0.05 * random.gaussian() }
    let paired = Bootstrap.difference(of: first, and: second, using: &random)
    XCTAssertFalse(paired.contains(0))
    XCTAssertEqual(paired.estimate, 0.1, accuracy: 0.03)
    let alone = Bootstrap.mean(of: first, using: &random)
    XCTAssertGreaterThan(alone.width, 5 * paired.width)
  }

  func testAnyMetricHasAnInterval() {
    var random = Random(seed: 4)
    let labels = (0..<200).map { _ in random.below(2) }
    let predicted = labels.map { random.unit() < 0.8 ? $0 : 1 - $0 }
    let interval = Bootstrap.interval(count: 200, samples: 500, using: &random) { rows in
      Score.f1(of: rows.map { predicted[$0] }, labels: rows.map { labels[$0] }, averaged: .macro)
    }
    XCTAssertTrue(interval.contains(interval.estimate))
    XCTAssertTrue(interval.contains(0.8))
    XCTAssertEqual(interval.width, 0.11, accuracy: 0.03)
  }

  func testSamplesWithoutAnAnswerAreLeftOut() {
    var random = Random(seed: 5)
    let labels = [1, 0, 0]
    let scores: [Float] = [0.9, 0.1, 0.2]
    let interval = Bootstrap.interval(count: 3, samples: 300, using: &random) { rows in
      Score.areaUnderROC(of: rows.map { scores[$0] }, labels: rows.map { labels[$0] })
    }
    XCTAssertEqual([interval.estimate, interval.lower, interval.upper], [1, 1, 1])
    let none = Bootstrap.interval(count: 3, samples: 30, using: &random) { _ in .nan }
    XCTAssertTrue(none.lower.isNaN && none.upper.isNaN)
    XCTAssertNil(none.range)
    XCTAssertEqual(interval.range, 1...1)
  }

  func testTheSameSeedGivesTheSameInterval() {
    func interval(_ seed: UInt64) -> Interval {
      var random = Random(seed: seed)
      return Bootstrap.mean(of: [1, 2, 4, 8, 16], using: &random)
    }
    XCTAssertEqual(interval(6), interval(6))
    XCTAssertNotEqual(interval(6), interval(7))
    XCTAssertEqual(Bootstrap.quantile(0.25, of: [0, 10, 20]), 5)
    XCTAssertEqual(
      Interval(estimate: 0.97333, lower: 0.961, upper: 0.98412, level: 0.95).description,
      "0.9733 (0.961 to 0.9841)")
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try Bootstrap.check(count: 0, level: 0.95, samples: 10)) {
      XCTAssertEqual(
        "\($0)",
        "A bootstrap needs examples, samples and a level between 0 and 1, and 0 examples, 10 "
          + "samples and a level of 0.95 were given.")
    }
  }
}
