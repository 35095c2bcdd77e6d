import Plotting
import XCTest

final class AlternativeTextTests: XCTestCase {
  private func trend(_ y: [Double], isLogY: Bool = false) -> String {
    Trend.sentence(
      "loss", x: y.indices.map { Double($0) }, y: y,
      axes: AxisNames(x: "epoch", y: "y", isLogY: isLogY))
  }

  func testTrends() {
    XCTAssertEqual(trend([]), "loss has no values that can be shown.")
    XCTAssertEqual(trend([3]), "loss is a single point, 3 at epoch 0.")
    XCTAssertEqual(trend([3, 3, 3]), "loss stays at 3 throughout.")
    XCTAssertEqual(trend([4, 2, 1]), "loss falls steadily from 4 to 1.")
    XCTAssertEqual(trend([1, 3, 2.9, 5]), "loss rises from 1 to 5.")
    XCTAssertEqual(
      trend([5, 1, 4]), "loss falls from 5 to 1 at epoch 1, then rises to 4.")
    XCTAssertEqual(
      trend([1, 9, 2]), "loss rises from 1 to 9 at epoch 1, then falls to 2.")
    XCTAssertEqual(
      trend([5, 0.5, 1]), "loss falls from 5 to 1, lowest 0.5 at epoch 1.")
    XCTAssertEqual(trend([.nan, 4, .infinity, 2]), "loss falls steadily from 4 to 2.")
    XCTAssertEqual(trend([1, 0, -3, 0.1], isLogY: true), "loss falls steadily from 1 to 0.1.")
  }

  func testTheAuthorsWordsComeFirst() {
    let figure = Figure("a").line([1, 2]).alternativeText("A line goes up.")
    XCTAssertEqual(figure.alternativeText, "A line goes up.")
  }

  func testMarkupIsReadAloud() {
    let text = Figure("Loss over $\\theta_1$").line([1, 2], label: "$10^{-3}$")
      .xLabel("$\\theta_1$").alternativeText
    XCTAssertEqual(
      text,
      "Loss over θ_1. x: θ_1, from 0 to 1; y from 1 to 2. 10^−3 rises steadily from 1 to 2.")
  }

  func testKindsTellTheirFacts() {
    XCTAssertEqual(
      Figure().bars(["a", "b"], [1, 2.5]).alternativeText, "y from 0 to 2.5. Bars: a 1, b 2.5.")
    XCTAssertEqual(
      Figure().scatter([1, 2, 3], [2, 4, 6]).alternativeText,
      "x from 1 to 3; y from 2 to 6. "
        + "3 points, x from 1 to 3, y from 2 to 6, rising together (correlation 1).")
    XCTAssertEqual(
      Figure().heatMap([[1, 2], [3, 4]]).alternativeText,
      "2 by 2 cells, from 1 in row 0, column 0 to 4 in row 1, column 1.")
    XCTAssertEqual(
      Figure().diagram { Arrow("a", to: "b", label: "c") }.alternativeText,
      "A diagram of 2 boxes and 1 arrows. Arrows: a to b (c).")
  }
}
