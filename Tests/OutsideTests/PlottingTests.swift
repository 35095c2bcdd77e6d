import Ladder
import XCTest

/// A mark of a reader's own: values with their errors.
private struct Whiskers: PlotMark {
  let label = "measured"
  let x: [Double]
  let y: [Double]
  let reach: [Double]

  func draw(with pen: inout PlotPen) {
    for (x, (y, reach)) in zip(x, zip(y, reach)) {
      pen.line([(x, y - reach), (x, y + reach)])
      pen.area([(x, y - reach), (x + 0.1, y), (x, y + reach)])
      pen.text("\(y)", x: x, y: y + reach)
    }
    pen.line([(pen.xRange.lowerBound, 0), (pen.xRange.upperBound, 0)], width: 0.5, dash: [2, 2])
    pen.points(Array(zip(x, y)))
  }

  var sentence: String { "\(x.count) values with their errors." }
}

final class PlottingTests: XCTestCase {
  func testAMarkOfOnesOwn() {
    let mark = Whiskers(x: [1, 2, 4], y: [3, 5, 4], reach: [0.5, 0.2, 1])
    let figure = Figure("Measured").mark(mark)
    XCTAssertEqual(figure.series, [Series(.points, name: "measured", x: mark.x, y: mark.y)])
    XCTAssertEqual(
      figure.alternativeText,
      "Measured. x from 1 to 4; y from 3 to 5. measured: 3 values with their errors.")
    XCTAssertNotEqual(figure.png(), Figure("Measured").scatter(mark.x, mark.y).png())
    // What a logarithmic axis cannot show is left out and said.
    XCTAssertFalse(figure.logY().mark(mark, hue: .red).png(theme: .dark).isEmpty)
  }
}
