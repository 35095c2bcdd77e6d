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

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try RankingCurve(checking: [0.1, .nan], labels: [0, 1], positive: 1)) {
      XCTAssertEqual("\($0)", "The score of example 1 is not a number.")
    }
    XCTAssertThrowsError(try RankingCurve(checking: [0.1], labels: [0, 1], positive: 1)) {
      XCTAssertEqual(
        "\($0)", "Scoring compares scores and labels one by one, and there are 1 and 2.")
    }
  }
}
