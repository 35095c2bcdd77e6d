import Foundation
import Metrics
import Tensors
import TestSupport
import XCTest

/// Maps from scores to probabilities, and sets of classes.
final class CalibratingTests: XCTestCase {
  func testTheStaircaseEqualsScikitLearns() throws {
    let cases = try CalibratingGolden.load().isotonic
    XCTAssertEqual(cases.count, 7)
    for one in cases {
      let map = IsotonicRegression(scores: one.scores, outcomes: one.outcomes.map { $0 == 1 })
      assertClose(one.asked.map { map($0) }, one.values, "\(one.scores.count) scores")
    }
  }

  /// No other staircase through the same scores is nearer: any two steps that were kept rise, and
  /// each is the mean of its outcomes.
  func testTheStaircaseRises() {
    var random = Random(seed: 6)
    for count in [1, 2, 7, 64, 500] {
      let scores = (0..<count).map { _ in Double(random.below(max(1, count / 2))) }
      let outcomes = (0..<count).map { _ in random.below(2) == 1 }
      let map = IsotonicRegression(scores: scores, outcomes: outcomes)
      for (before, after) in zip(map.values, map.values.dropFirst()) {
        XCTAssertLessThanOrEqual(before, after, "\(count)")
      }
      for value in Set(map.values) {
        let own = scores.indices.filter { map(scores[$0]) == value }
        let share = Double(own.count { outcomes[$0] }) / Double(own.count)
        XCTAssertEqual(share, value, accuracy: 1e-12, "\(count)")
      }
    }
  }

  func testPlattsMapIsTheMinimum() throws {
    let cases = try CalibratingGolden.load().platt
    XCTAssertEqual(cases.count, 5)
    for one in cases {
      let map = PlattScaling(scores: one.scores, outcomes: one.outcomes.map { $0 == 1 })
      // Where all scores are equal any scale with its shift will do, and only what they say counts.
      assertClose(
        one.scores.map { map($0) },
        one.scores.map { 1 / (1 + exp(-(one.scale * $0 + one.shift))) }, tolerance: 1e-6)
    }
  }

  func testPlattsMapOfEqualScoresIsTheShare() {
    let map = PlattScaling(scores: [0.1, 0.1, 0.1], outcomes: [true, false, false])
    XCTAssertEqual(map.scale, 0, accuracy: 1e-9)
    XCTAssertEqual(map(0.1), 1.0 / 3, accuracy: 1e-9)
  }

  func testTheTemperatureIsTheMinimum() throws {
    let cases = try CalibratingGolden.load().temperature
    XCTAssertEqual(cases.count, 3)
    for one in cases {
      let logits = Tensor(shape: [one.labels.count, one.classes], scalars: one.logits)
      let found = TemperatureScaling(logits: logits, labels: one.labels)
      XCTAssertEqual(found.temperature, one.temperature, accuracy: 1e-6 * one.temperature)
      XCTAssertEqual(Score.classes(of: found(logits)), Score.classes(of: logits))
    }
  }

  func testATemperatureThatDoesNotExistIsAnEnd() {
    let logits = Tensor([[2, 1], [0, 3]])
    XCTAssertEqual(
      TemperatureScaling(logits: logits, labels: [0, 1]).temperature, 0.01, accuracy: 1e-9)
    XCTAssertEqual(
      TemperatureScaling(logits: logits, labels: [1, 0]).temperature, 100, accuracy: 1e-6)
  }

  func testMapsAreWrittenDownAndReadAgain() throws {
    func again<Map: Codable & Equatable>(_ map: Map, line: UInt = #line) throws {
      let read = try JSONDecoder().decode(Map.self, from: JSONEncoder().encode(map))
      XCTAssertEqual(read, map, line: line)
    }
    let (scores, outcomes) = ([0.5, 1, 1.5, 2], [false, true, false, true])
    try again(PlattScaling(scores: scores, outcomes: outcomes))
    try again(IsotonicRegression(scores: scores, outcomes: outcomes))
    try again(TemperatureScaling(temperature: 1.7))
    try again(ConformalSets(probabilities: Tensor([[0.5, 0.5]]), labels: [0], missing: 0.6))
  }

  func testMisuseIsASentence() {
    expectSentence(
      "A map to probabilities needs outcomes of both kinds, and all 2 are true.",
      try PlattScaling(checking: [1, 2], outcomes: [true, true]))
    expectSentence(
      "The score of example 0 is inf, and a map needs numbers.",
      try PlattScaling(checking: [.infinity, 2], outcomes: [true, false]))
    expectSentence(
      "Scoring compares scores and outcomes one by one, and there are 1 and 2.",
      try PlattScaling(checking: [1], outcomes: [true, false]))
    expectSentence(
      "The score of example 1 is nan, and a map needs numbers.",
      try IsotonicRegression(checking: [1, .nan], outcomes: [true, false]))
    expectSentence(
      "Scoring needs at least one example to score.",
      try IsotonicRegression(checking: [], outcomes: []))
    expectSentence(
      "A temperature divides finite logits, and one of example 0 is inf.",
      try TemperatureScaling(checking: Tensor([[.infinity, 0]]), labels: [0]))
    expectSentence(
      "Logits are divided by a temperature above 0, and 0.0 is not.",
      try TemperatureScaling(checking: 0))
  }
}
