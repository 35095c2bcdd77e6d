import Foundation
import Metrics
import TestSupport
import Tensors
import XCTest

final class TranscriptTests: XCTestCase {
  /// What jiwer says (Tests/Golden/transcripts.py).
  private struct Goldens: Decodable {
    struct Case: Decodable {
      let references: [String]
      let transcripts: [String]
      let wordErrorRate: Double
      let characterErrorRate: Double
      let distance: Int
    }
    let cases: [Case]
  }

  func testRatesEqualJiwers() throws {
    let cases = try JSONDecoder().decode(Goldens.self, from: Golden.data("transcripts.json")).cases
    XCTAssertEqual(cases.count, 13)
    for one in cases {
      let (transcripts, references) = (one.transcripts, one.references)
      XCTAssertEqual(
        Score.wordErrorRate(of: transcripts, references: references), one.wordErrorRate,
        accuracy: 1e-12, "\(references)")
      XCTAssertEqual(
        Score.characterErrorRate(of: transcripts, references: references), one.characterErrorRate,
        accuracy: 1e-12, "\(references)")
      XCTAssertEqual(
        Score.wordEdits(of: transcripts, references: references).distance, one.distance)
    }
  }

  /// All ways to line up two rows, as (insertions, deletions, substitutions).
  private func ways(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> [[Int]] {
    guard let first = a.first else { return [[b.count, 0, 0]] }
    guard let other = b.first else { return [[0, a.count, 0]] }
    let same = ways(a.dropFirst(), b.dropFirst()).map {
      [$0[0], $0[1], $0[2] + (first == other ? 0 : 1)]
    }
    return same + ways(a, b.dropFirst()).map { [$0[0] + 1, $0[1], $0[2]] }
      + ways(a.dropFirst(), b).map { [$0[0], $0[1] + 1, $0[2]] }
  }

  func testEditsAreTheFewestOfAllWays() {
    var random = Random(seed: 11)
    for _ in 0..<200 {
      let a = (0..<random.below(6)).map { _ in random.below(3) }
      let b = (0..<random.below(6)).map { _ in random.below(3) }
      let all = ways(a[...], b[...])
      let fewest = all.map { $0.reduce(0, +) }.min()!
      let best = all.filter { $0.reduce(0, +) == fewest }.max { $0[2] < $1[2] }!
      let edits = Edits(from: a, to: b)
      XCTAssertEqual([edits.insertions, edits.deletions, edits.substitutions], best, "\(a) \(b)")
      XCTAssertEqual(edits.distance, fewest)
      XCTAssertEqual(edits.hits + edits.substitutions + edits.deletions, a.count)
      XCTAssertEqual(edits.hits + edits.substitutions + edits.insertions, b.count)
      XCTAssertEqual(Edits(from: b, to: a).distance, fewest)
    }
  }

  func testNothing() {
    let nothing = Edits(from: [Int](), to: [])
    XCTAssertEqual(nothing, Edits(insertions: 0, deletions: 0, substitutions: 0, hits: 0))
    XCTAssertEqual(Edits(from: [], to: [1, 2]).insertions, 2)
    XCTAssertEqual(Edits(from: [1, 2], to: []).deletions, 2)
    XCTAssertEqual(Score.wordErrorRate(of: ["", "a"], references: ["a", "a"]), 0.5)
    XCTAssertEqual(Score.wordErrorRate(of: ["noise", "a"], references: ["", "a"]), 1)
    XCTAssertEqual(Score.characterErrorRate(of: [" é "], references: ["e\u{301}"]), 0)
  }

  func testMisuseIsASentence() {
    expectSentence(
      "Scoring compares transcripts and references one by one, and there are 1 and 2.",
      try Score.checkedErrorRate(of: ["a"], references: ["a", "b"], "words") { [$0] })
    expectSentence(
      "Scoring needs at least one example to score.",
      try Score.checkedErrorRate(of: [], references: [], "words") { [$0] })
    expectSentence(
      "An error rate is a share of the words that were said, and the references hold none.",
      try Score.checkedErrorRate(of: ["a"], references: [" "], "words") {
        $0.split(separator: " ")
      })
  }
}
