import Foundation
import Sound
import TestSupport
import Tensors
import XCTest

final class TranscriptTests: XCTestCase {
  /// Every row of symbols and the logarithm of its probability, from all paths there are.
  private func all(_ logits: Tensor, blank: Int) -> [[Int]: Double] {
    let (places, classes) = (logits.shape[0], logits.shape[1])
    var paths: [(path: [Int], probability: Double)] = [([], 1)]
    for place in 0..<places {
      let powers = (0..<classes).map { exp(Double(logits[place, $0])) }
      let sum = powers.reduce(0, +)
      paths = paths.flatMap { path, probability in
        (0..<classes).map { (path + [$0], probability * powers[$0] / sum) }
      }
    }
    var found: [[Int]: Double] = [:]
    for (path, probability) in paths {
      var symbols: [Int] = []
      var before: Int?
      for symbol in path {
        if symbol != before, symbol != blank { symbols.append(symbol) }
        before = symbol
      }
      found[symbols, default: 0] += probability
    }
    return found
  }

  func testAWideBeamIsExact() {
    var random = Random(seed: 6)
    for (places, classes) in [(1, 2), (2, 2), (3, 3), (5, 3), (6, 2), (4, 4)] {
      for blank in [0, classes - 1] {
        let logits = Tensor.normal([places, classes], deviation: 2, using: &random)
        let expected = all(logits, blank: blank)
        let found = Transcript.beam(logits, width: 10_000, blank: blank)
        XCTAssertEqual(found.count, expected.count)
        XCTAssertEqual(Set(found.map(\.symbols)), Set(expected.keys))
        for reading in found {
          XCTAssertEqual(
            exp(reading.logProbability), expected[reading.symbols]!, accuracy: 1e-12,
            "\(reading.symbols)")
        }
        let ranks = found.map(\.logProbability)
        XCTAssertEqual(ranks, ranks.sorted(by: >))
        XCTAssertEqual(found.reduce(0) { $0 + exp($1.logProbability) }, 1, accuracy: 1e-12)
      }
    }
  }

  /// A narrow beam follows fewer paths: what it finds is never likelier than it is.
  func testANarrowBeamIsNeverTooSure() {
    var random = Random(seed: 7)
    for width in 1...5 {
      let logits = Tensor.normal([6, 3], using: &random)
      let expected = all(logits, blank: 0)
      let found = Transcript.beam(logits, width: width)
      XCTAssertEqual(found.count, width)
      for reading in found {
        XCTAssertLessThanOrEqual(
          exp(reading.logProbability), expected[reading.symbols]! * (1 + 1e-12))
      }
    }
  }

  /// The best path is blank at both places; the likeliest row is "a", which three paths spell.
  func testTheBestPathIsNotTheBestReading() {
    let logits = Tensor([[0.6, 0.4], [0.6, 0.4]]).log()
    XCTAssertEqual(Transcript.greedy(logits), [])
    let best = Transcript.beam(logits, width: 3)[0]
    XCTAssertEqual(best.symbols, [1])
    XCTAssertEqual(exp(best.logProbability), 0.64, accuracy: 1e-6)
  }

  func testGreedyCollapsesTheLikeliestPath() {
    XCTAssertEqual(Transcript.collapsed([]), [])
    XCTAssertEqual(Transcript.collapsed([1, 1, 2, 2, 1]), [1, 2, 1])
    XCTAssertEqual(Transcript.collapsed([1, 0, 1, 1, 0]), [1, 1])
    XCTAssertEqual(Transcript.collapsed([0, 2, 0], blank: 2), [0, 0])
    let logits = Tensor.oneHot([2, 2, 0, 2, 1], classes: 3)
    XCTAssertEqual(Transcript.greedy(logits), [2, 2, 1])
    XCTAssertEqual(Transcript.greedy(logits, blank: 2), [0, 1])
    // Of equal ones the first.
    XCTAssertEqual(Transcript.greedy(.zeros([2, 3])), [])
    XCTAssertEqual(Transcript.greedy(.zeros([0, 3])), [])
    XCTAssertEqual(Transcript.beam(.zeros([0, 3]), width: 2).map(\.symbols), [[]])
    XCTAssertEqual(Transcript.beam(.zeros([3, 1]), width: 2).map(\.symbols), [[]])
  }

  func testRefusals() {
    expectSentence(
      "reading a transcript: logits of shape [1, 2, 3] should be [places, classes]",
      try Transcript.check([1, 2, 3], blank: 0))
    expectSentence(
      "reading a transcript: the blank is 3, and must be one of the 3 classes, 0 to 2",
      try Transcript.check([2, 3], blank: 3))
    expectSentence(
      "reading a transcript: a beam of width 0 follows nothing; it should follow at least one beginning",
      try Transcript.check([2, 3], blank: 0, width: 0))
  }
}
