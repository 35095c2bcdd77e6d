import Pictures
import Plotting
import Tensors
import XCTest

final class FigureTests: XCTestCase {
  func testAFigureOfOneLineIsFinished() throws {
    let figure = Figure("Loss falls with every epoch").line([4.0, 2, 1], label: "training").logY()
    let image = try PNGImage(decoding: figure.png())
    XCTAssertEqual(image.width, 1664)
    XCTAssertEqual(figure.series, [Series(.line, name: "training", x: [0, 1, 2], y: [4, 2, 1])])
    XCTAssertEqual(
      figure.alternativeText,
      "Loss falls with every epoch. x from 0 to 2; y from 1 to 4 on a logarithmic axis. "
        + "training falls steadily from 4 to 1.")
  }

  func testNumbersOfEveryKindAreDrawnAlike() {
    let expected = Figure().line([1.0, 2, 3]).series
    XCTAssertEqual(Figure().line([1, 2, 3]).series, expected)
    XCTAssertEqual(Figure().line([1, 2, 3] as [Float]).series, expected)
    XCTAssertEqual(Figure().line(1...3).series, expected)
    XCTAssertEqual(Figure().line(Tensor(shape: [3], scalars: [1, 2, 3])).series, expected)
    XCTAssertEqual(Figure().line(0..<3, [1, 2, 3][...]).series, expected)
  }

  func testMatricesOfEveryKindAreDrawnAlike() {
    let expected = PlotMatrix(rows: 2, columns: 2, values: [1, 2, 3, 4])
    XCTAssertEqual([[1, 2], [3, 4]].plotMatrix, expected)
    XCTAssertEqual(Tensor(shape: [2, 2], scalars: [1, 2, 3, 4]).plotMatrix, expected)
    XCTAssertEqual(Tensor(shape: [1, 2, 2, 1], scalars: [1, 2, 3, 4]).plotMatrix, expected)
    XCTAssertEqual([[1.0], [2, 3]].plotMatrix.columns, 2)
    XCTAssert([[1.0], [2, 3]].plotMatrix[0, 1].isNaN)
    XCTAssertThrowsError(try PlotMatrix.shape(of: [2, 3, 4])) { error in
      XCTAssertEqual(
        "\(error)",
        "plotting a tensor of shape [2, 3, 4] as a matrix: a matrix has two axes; take a slice, "
          + "or show several with imageGrid")
    }
  }

  func testListsThatBelongTogetherMustHaveOneLength() {
    XCTAssertThrowsError(
      try requireSameCount("drawing a line", ("x values", 3), ("y values", 2))
    ) { error in
      XCTAssertEqual(
        "\(error)",
        "drawing a line: there are 3 x values and 2 y values; each needs its partner")
    }
  }

  func testImagesMustHaveTheShapeOfImages() {
    XCTAssertThrowsError(
      try Picture.pictures(shape: [28], values: [], isBatch: false)
    ) { error in
      XCTAssertEqual(
        "\(error)",
        "drawing an image from a tensor of shape [28]: the shape has to be [height, width], with "
          + "1 or 3 channels as a last axis if any")
    }
    XCTAssertThrowsError(try Picture.pictures(shape: [2, 3, 3, 2], values: [], isBatch: true))
  }

  func testEverythingAddedToAGridIsAddedToItsPanels() {
    let figure = Figure.grid(columns: 2) {
      Figure("a").line([1, 2])
      if true { Figure("b").line([3, 4]) }
      for name in ["c", "d"] { Figure(name) }
    }.referenceLine(y: 2, label: "two").logY()
    XCTAssertEqual(figure.grid?.panels.count, 4)
    XCTAssertEqual(figure.grid?.panels.map(\.marks.count), [2, 2, 1, 1])
    XCTAssertEqual(figure.series.map(\.name), ["", "two", "", "two", "two", "two"])
  }

  func testEdgeCasesAreDrawnAndSaidToBeLeftOut() {
    let long = String(repeating: "very long ", count: 100)
    let figures: [(Figure, note: String?)] = [
      (Figure(), "There are no values to show"),
      (Figure().line([Double]()), "There are no values to show"),
      (Figure().line([1.0]), nil),
      (Figure().line([2.0, 2, 2]), nil),
      (Figure().line([1, .nan, 3]), "Not shown of 3 values: 1 not finite"),
      (Figure().line([Double.nan, .infinity]), "Not shown of 2 values: 2 not finite"),
      (
        Figure().line([0, -1, .nan, 4.0]).logY(),
        "Not shown of 4 values: 1 not finite; 2 not positive, on a logarithmic axis"
      ),
      (Figure().line([1e308, -1e308, 1]), "Not shown of 3 values: 2 not finite"),
      (Figure().line([1e-300, 2e-300]), nil),
      (Figure().scatter([Double](), [Double]()), "There are no values to show"),
      (Figure().bars([], [Double]()), "There are no values to show"),
      (Figure().bars(["a"], [Double.nan]), "Not shown of 1 value: 1 not finite"),
      (Figure().histogram([Double]()), nil),
      (Figure().histogram([7.0]), nil),
      (Figure().heatMap(PlotMatrix(rows: 0, columns: 0, values: [])), nil),
      (
        Figure().rocCurve(
          falsePositiveRates: [Double.nan, .nan], truePositiveRates: [0.0, 1], area: .nan),
        "Not shown of 2 values: 2 not finite"
      ),
      (
        Figure().calibration(
          said: [Double](), cameTrue: [Double](), lower: [Double](), upper: [Double]()), nil
      ),
      (Figure().imageGrid(Tensor(shape: [0, 2, 2], scalars: [])), nil),
      (Figure().diagram {}, nil),
      (
        Figure(long).line([1, 2], label: long).line([2, 1], label: long).xLabel(long).yLabel(long),
        nil
      ),
      (Figure().contours(x: 0...1, y: 0...1) { _, _ in 3 }, nil),
      (Figure().filledContours(x: 0...1, y: 0...1) { _, _ in .nan }, nil),
      (
        Figure().line([1, 2]).yRange(0...3).annotate("far", x: 0, y: 5),
        "Not shown: “far”, which belongs outside the axes"
      ),
      (Figure().size(width: 1, height: 1).line([1, 2, 3], label: "x"), nil),
    ]
    for (index, (figure, note)) in figures.enumerated() {
      let sheet = Page(figure, theme: .dark).laidOut().sheet
      let texts = sheet.writings.map(\.text)
      if let note {
        XCTAssert(texts.contains(note), "case \(index): \(texts)")
      } else {
        XCTAssertFalse(texts.contains { $0.hasPrefix("There are no values") }, "case \(index)")
      }
      XCTAssertFalse(figure.png(theme: .dark).isEmpty)
      XCTAssertFalse(figure.alternativeText.isEmpty)
    }
  }

  func testAMillionPointsAreDrawn() throws {
    var random = Generator(seed: 3)
    let y = (0..<1_000_000).map { _ in random.unit() }
    XCTAssertNoThrow(try PNGImage(decoding: Figure().line(y).png()))
    XCTAssertNoThrow(try PNGImage(decoding: Figure().scatter(y, y).png()))
  }

  func testTheSameFigureGivesTheSameBytes() {
    let figure = Figure("twice").scatter(
      [1, 2, 3], [3, 1, 2], color: [1, 2, 3], size: [3, 2, 1]
    )
    .contours(x: 0...4, y: 0...4) { $0 * $1 }
    XCTAssertEqual(figure.png(), figure.png())
  }
}
