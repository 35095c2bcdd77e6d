import Metrics
import Tensors
import XCTest

final class RankingTests: XCTestCase {
  func testCurvesAndAreasEqualScikitLearns() throws {
    let cases = try MetricsGolden.load().ranking
    XCTAssertEqual(cases.count, 8)
    for (number, one) in cases.enumerated() {
      let curve = RankingCurve(scores: one.scores, labels: one.labels)
      let (falsePositiveRate, truePositiveRate) = curve.roc
      assertClose(falsePositiveRate, one.fpr, "fpr \(number)")
      assertClose(truePositiveRate, one.tpr, "tpr \(number)")
      assertClose([curve.area], [one.area], "area \(number)")
      let (recall, precision) = curve.precisionRecall
      assertClose(recall.reversed(), one.recall, "recall \(number)")
      assertClose(precision.reversed(), one.precision, "precision \(number)")
      assertClose(curve.thresholds.reversed(), one.thresholds, "thresholds \(number)")
      assertClose([curve.averagePrecision], [one.averagePrecision], "AP \(number)")
      assertClose(
        [Score.areaUnderROC(of: one.scores, labels: one.labels)], [one.area], "score \(number)")
      assertClose(
        [Score.averagePrecision(of: one.scores, labels: one.labels)], [one.averagePrecision])
    }
  }

  func testTheAreaIsTheShareOfPairsInOrder() {
    var random = Random(seed: 3)
    for _ in 0..<20 {
      let scores = (0..<40).map { _ in Float(random.below(8)) }
      let labels = (0..<40).map { _ in random.below(2) }
      var (wins, pairs) = (0.0, 0.0)
      for (a, up) in zip(scores, labels) where up == 1 {
        for (b, down) in zip(scores, labels) where down == 0 {
          pairs += 1
          wins += a > b ? 1 : a == b ? 0.5 : 0
        }
      }
      assertClose([Score.areaUnderROC(of: scores, labels: labels)], [wins / pairs])
    }
  }

  func testGainsOfListsEqualScikitLearns() throws {
    let cases = try CalibratingGolden.load().gain
    XCTAssertEqual(cases.count, 6)
    for (number, one) in cases.enumerated() {
      assertClose(
        [Score.discountedGain(of: one.scores, worth: one.worth, first: one.first)], [one.gain],
        "list \(number)")
    }
  }

  func testTheFirstGoodDocument() {
    // Second, first; of two equals the good one counts as the last; none at all.
    let found = Score.reciprocalRank(
      of: [[3, 2, 1], [1, 2], [1, 1], [1]],
      isGood: [[false, true, false], [false, true], [true, false], [false]])
    assertClose([found], [(0.5 + 1 + 0.5 + 0) / 4])
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try Score.checkedGain(of: [1, 2], worth: [0, -1], first: nil)) {
      XCTAssertEqual("\($0)", "A document is worth 0 or more, and that at place 1 is worth -1.0.")
    }
    XCTAssertThrowsError(try Score.checkedGain(of: [1], worth: [1], first: 0)) {
      XCTAssertEqual("\($0)", "The first 0 places of a list are none.")
    }
    XCTAssertThrowsError(try Score.checkedGain(of: [.nan], worth: [1], first: nil)) {
      XCTAssertEqual("\($0)", "The score of example 0 is not a number.")
    }
    XCTAssertThrowsError(try Score.checkedReciprocalRank(of: [[1]], isGood: [])) {
      XCTAssertEqual(
        "\($0)",
        "Scoring compares lists of scores and of documents one by one, and there are 1 and 0.")
    }
    XCTAssertThrowsError(try RankingCurve(checking: [0.1, .nan], labels: [0, 1], positive: 1)) {
      XCTAssertEqual("\($0)", "The score of example 1 is not a number.")
    }
    XCTAssertThrowsError(try RankingCurve(checking: [0.1], labels: [0, 1], positive: 1)) {
      XCTAssertEqual(
        "\($0)", "Scoring compares scores and labels one by one, and there are 1 and 2.")
    }
  }
}
