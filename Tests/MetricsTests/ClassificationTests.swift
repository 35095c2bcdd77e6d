import Foundation
import Metrics
import Tensors
import XCTest

final class ClassificationTests: XCTestCase {
  func testEverythingEqualsScikitLearn() throws {
    let cases = try MetricsGolden.load().classification
    XCTAssertEqual(cases.count, 8)
    for (number, one) in cases.enumerated() {
      let (predicted, labels) = (one.predicted, one.labels)
      assertClose(
        [Score.accuracy(of: predicted, labels: labels)], [one.accuracy], "accuracy \(number)")
      XCTAssertEqual(
        ConfusionMatrix(predicted: predicted, labels: labels, classNames: one.names).counts,
        one.confusion)
      let classes = Score.perClass(of: predicted, labels: labels, classes: one.names.count)
      for (ours, theirs) in zip(classes, one.perClass) {
        assertClose(
          [ours.precision, ours.recall, ours.f1, Double(ours.support)], theirs, "case \(number)")
      }
      XCTAssertEqual(classes.count, one.perClass.count)
      for (averaging, name) in [
        (Averaging.macro, "macro"), (.micro, "micro"), (.weighted, "weighted"),
      ] {
        assertClose(
          [
            Score.precision(of: predicted, labels: labels, averaged: averaging),
            Score.recall(of: predicted, labels: labels, averaged: averaging),
            Score.f1(of: predicted, labels: labels, averaged: averaging),
          ], one.present[name]!, "\(name) \(number)")
        let all = Score.average(
          averaging, of: predicted, labels: labels, classes: one.names.count)
        assertClose([all.precision, all.recall, all.f1], one.all[name]!, "all \(name) \(number)")
      }
    }
  }

  func testTheReportIsScikitLearnsToTheLetter() throws {
    for one in try MetricsGolden.load().classification {
      let report = ClassificationReport(
        predicted: one.predicted, labels: one.labels, classNames: one.names)
      // Where the accuracy is 0, scikit-learn prints the support as 3.0, which is no number of
      // examples.
      let lines = one.report.components(separatedBy: "\n").map { line in
        guard one.accuracy == 0, line.hasSuffix(".0") else { return line }
        let support = line.split(separator: " ").last!
        return line.dropLast(support.count) + "  " + support.dropLast(2)
      }
      XCTAssertEqual(report.description + "\n", lines.joined(separator: "\n"))
    }
  }

  func testConfusionMatricesPrintAndNormalise() {
    let matrix = ConfusionMatrix(
      predicted: [0, 1, 1, 0], labels: [0, 0, 1, 0], classNames: ["no", "yes", "never"])
    XCTAssertEqual(
      matrix.description,
      """
      label \\ predicted  no  yes  never
      no                  2    1      0
      yes                 0    1      0
      never               0    0      0
      """)
    assertClose(matrix.shares[0], [2.0 / 3, 1.0 / 3, 0])
    XCTAssertEqual(matrix.shares[2], [0, 0, 0])
    XCTAssertEqual(matrix.tensor.scalars, [2, 1, 0, 0, 1, 0, 0, 0, 0])
  }

  func testTheBestScoreIsThePrediction() {
    let scores = Tensor([[0.1, 0.7, 0.2], [3, -1, 3], [0, 0, 0]])
    XCTAssertEqual(Score.classes(of: scores), [1, 0, 0])
    XCTAssertEqual(Score.correctness(of: [1, 0], labels: [1, 1]), [1, 0])
  }

  func testMatthewsCorrelationEqualsScikitLearns() throws {
    let cases = try CalibratingGolden.load().matthews
    XCTAssertEqual(cases.count, 5)
    for one in cases {
      assertClose(
        [Score.matthews(of: one.predicted, labels: one.labels)], [one.correlation],
        "\(one.labels.count) labels")
    }
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try Score.checkedAccuracy(of: [1], labels: [1, 2])) {
      XCTAssertEqual(
        "\($0)", "Scoring compares predictions and labels one by one, and there are 1 and 2.")
    }
    XCTAssertThrowsError(try Score.checkedAccuracy(of: [], labels: [])) {
      XCTAssertEqual("\($0)", "Scoring needs at least one example to score.")
    }
    XCTAssertThrowsError(try Score.checkedMatthews(of: [1], labels: [])) {
      XCTAssertEqual(
        "\($0)", "Scoring compares predictions and labels one by one, and there are 1 and 0.")
    }
    XCTAssertThrowsError(
      try ConfusionMatrix(checking: [2], labels: [0], classNames: ["a", "b"])
    ) {
      XCTAssertEqual(
        "\($0)",
        "A label of 0 and a prediction of 2 need that many classes, and there are 2, numbered from "
          + "0.")
    }
  }
}
