import Foundation
import Metrics
import Tensors
import XCTest

final class ProbabilityTests: XCTestCase {
  func testMetricsOfProbabilitiesEqualScikitLearns() throws {
    let cases = try MetricsGolden.load().probabilities
    XCTAssertEqual(cases.count, 5)
    for (number, one) in cases.enumerated() {
      let rows = Tensor(one.rows)
      // scikit-learn takes the logarithm in single precision, as its input is.
      assertClose(
        [Score.logLoss(of: rows, labels: one.labels)], [one.logLoss], tolerance: 1e-6,
        "log loss \(number)")
      assertClose(
        [Score.brier(of: rows, labels: one.labels)], [one.brier], tolerance: 1e-7,
        "Brier \(number)")
      assertClose([Score.areaUnderROC(of: rows, labels: one.labels)], [one.area], "AUC \(number)")
      for (k, theirs) in zip(1..., one.topK) {
        assertClose(
          [Score.topK(k, of: rows, labels: one.labels)], [theirs], "top \(k) \(number)")
      }
      assertClose(
        [Score.calibrationError(of: rows, labels: one.labels, bins: 10)], [one.calibrationError],
        tolerance: 1e-7, "calibration \(number)")
      assertClose(
        [Score.perplexity(of: rows, labels: one.labels)], [exp(one.logLoss)], tolerance: 1e-5)
    }
  }

  func testPerplexityCountsEquallyLikelyChoices() {
    assertClose([Score.perplexity(ofLosses: [log(4), log(4), log(16)])], [cbrt(4 * 4 * 16)])
  }

  func testCalibrationBinsHoldWhatIsInTheirInterval() {
    let rows = Tensor([[0.5, 0.5], [0.6, 0.4], [0.05, 0.95], [1, 0]])
    let bins = Calibration(probabilities: rows, labels: [0, 1, 1, 0], bins: 4).bins
    XCTAssertEqual(bins.map(\.count), [0, 1, 1, 2])
    XCTAssertTrue(bins[0].accuracy.isNaN)
    XCTAssertEqual(bins[1].accuracy, 1)
    XCTAssertEqual(bins[2].accuracy, 0)
    XCTAssertEqual(bins[3].confidence, 0.975, accuracy: 1e-6)
    XCTAssertEqual(bins[3].range, 0.75...1)
    XCTAssertNil(bins[0].interval())
  }

  func testCalibrationOfForecastsHasScikitLearnsBins() throws {
    for one in try StatisticsGolden.load().calibration {
      let calibration = Calibration(
        probabilities: one.probabilities, outcomes: one.outcomes.map { $0 == 1 }, bins: one.bins)
      let bins = calibration.bins.filter { $0.count > 0 }
      assertClose(bins.map(\.confidence), one.said)
      assertClose(bins.map(\.accuracy), one.cameTrue)
      XCTAssertEqual(calibration.bins.count, one.bins)
      for bin in bins { XCTAssertTrue(bin.interval()!.contains(bin.accuracy)) }
    }
  }

  func testBriersPartsAddUpWhereBinsHoldOneValue() {
    let said = [0.05, 0.05, 0.55, 0.55, 0.55, 0.95]
    let outcomes = [false, true, true, false, true, true]
    let parts = Calibration(probabilities: said, outcomes: outcomes).brierParts
    let brier = zip(said, outcomes).reduce(0.0) { $0 + pow($1.0 - ($1.1 ? 1 : 0), 2) } / 6
    assertClose([parts.score], [brier])
    // By hand: shares of 1/2, 2/3 and 1 in bins of 2, 3 and 1, where 2/3 of all came true.
    assertClose([parts.resolution], [(2.0 / 36 + 0 + 1.0 / 9) / 6])
    assertClose([parts.uncertainty], [2.0 / 9])
  }

  func testMisuseIsASentence() {
    let scores = Tensor([[2, -1], [0.5, 0.5]])
    XCTAssertThrowsError(try Score.checkedLogLoss(of: scores, labels: [0, 1])) {
      XCTAssertEqual(
        "\($0)",
        "The probabilities of an example lie between 0 and 1 and sum to 1, and those of example 0 "
          + "do not. Scores become probabilities by softmax.")
    }
    XCTAssertThrowsError(try Score.checkedTopK(1, of: scores, labels: [0, 2])) {
      XCTAssertEqual(
        "\($0)",
        "Example 1 has the label 2, and there are scores for 2 classes, numbered from 0.")
    }
    XCTAssertThrowsError(try Score.checkedTopK(0, of: scores, labels: [0, 1])) {
      XCTAssertEqual("\($0)", "The best 0 of 2 classes are none.")
    }
    XCTAssertThrowsError(try Score.checkedTopK(1, of: Tensor([1, 2]), labels: [0, 1])) {
      XCTAssertEqual(
        "\($0)", "Scores have the shape [examples, classes], and these have the shape [2].")
    }
    XCTAssertThrowsError(try Score.checkedTopK(1, of: Tensor([[1, .nan]]), labels: [0])) {
      XCTAssertEqual("\($0)", "The scores of example 0 are not numbers.")
    }
    XCTAssertThrowsError(try Calibration(checking: [0.5], outcomes: [true], bins: 0)) {
      XCTAssertEqual(
        "\($0)", "Calibration needs at least one bin, and 0 were asked for.")
    }
    XCTAssertThrowsError(try Calibration(checking: [0.5, .nan], outcomes: [true, true], bins: 2)) {
      XCTAssertEqual(
        "\($0)", "A probability lies between 0 and 1, and that of example 1 is nan.")
    }
  }
}
