import Plotting
import XCTest

final class FigureTests: XCTestCase {
  func testAFigureOfOneLineIsFinished() throws {
    let figure = Figure("Loss falls with every epoch").line([4.0, 2, 1], label: "training").logY()
    let image = try PNGImage(decoding: figure.png())
    XCTAssertEqual(image.width, 936)
    XCTAssertEqual(figure.series, [Series(name: "training", x: [0, 1, 2], y: [4, 2, 1])])
    XCTAssertEqual(
      figure.alternativeText,
      "Loss falls with every epoch. x from 0 to 2; y from 1 to 4 on a logarithmic axis. "
        + "training falls steadily from 4 to 1.")
  }
}
