import Metrics
import Tensors
import XCTest

final class RegressionTests: XCTestCase {
  func testErrorsEqualScikitLearns() throws {
    let cases = try MetricsGolden.load().regression
    XCTAssertEqual(cases.count, 5)
    for (number, one) in cases.enumerated() {
      let (predicted, targets) = (Tensor(one.predicted), Tensor(one.targets))
      assertClose(
        [
          Score.rSquared(of: predicted, targets: targets),
          Score.meanSquaredError(of: predicted, targets: targets),
          Score.rootMeanSquaredError(of: predicted, targets: targets),
          Score.meanAbsoluteError(of: predicted, targets: targets),
        ],
        [one.rSquared, one.meanSquaredError, one.rootMeanSquaredError, one.meanAbsoluteError],
        "case \(number)")
    }
  }

  func testErrorsInPercentEqualScikitLearns() throws {
    let cases = try CalibratingGolden.load().percentage
    XCTAssertEqual(cases.count, 3)
    for one in cases {
      let (predicted, targets) = (Tensor(one.predicted), Tensor(one.targets))
      assertClose(
        [Score.meanAbsolutePercentageError(of: predicted, targets: targets)], [one.error])
    }
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(
      try Score.checkedPercentageError(of: Tensor([1, 2]), targets: Tensor([1, 0]))
    ) {
      XCTAssertEqual(
        "\($0)",
        "An error in percent needs targets other than zero, and that of example 1 is zero.")
    }
    XCTAssertThrowsError(try Score.checkTargets(Tensor([1, 2]), Tensor([[1], [2]]))) {
      XCTAssertEqual(
        "\($0)",
        "Scoring compares predictions and targets one by one, and their shapes are [2] and [2, 1]."
      )
    }
  }
}
