import Pictures
import Plotting
import XCTest

/// Where plots lie and what their axes mean: what a page needs to tell the numbers under a pointer.
final class PlotTests: XCTestCase {
  /// The place of a number on an axis by the rule of the record, as a page finds it.
  private func place(_ number: Double, _ axis: Plot.Axis) -> Double {
    func straight(_ number: Double) -> Double {
      switch axis.kind {
      case .linear, .category: number
      case .logarithmic: log(number)
      case .symmetric(let threshold): asinh(number / (2 * threshold))
      }
    }
    return (straight(number) - straight(axis.from)) / (straight(axis.to) - straight(axis.from))
  }

  /// The middle of what is drawn in red, in pixels of the page.
  private func middle(_ drawn: DrawnFigure) throws -> (x: Double, y: Double) {
    let image = try PNGImage(decoding: drawn.png)
    var (x, y, count) = (0.0, 0.0, 0.0)
    for pixel in 0..<image.width * image.height {
      let (red, green) = (image.samples[4 * pixel], image.samples[4 * pixel + 1])
      guard red > 180, green < 110 else { continue }
      x += Double(pixel % image.width) + 0.5
      y += Double(pixel / image.width) + 0.5
      count += 1
    }
    XCTAssertGreaterThan(count, 20)
    return (x / count / 2, y / count / 2)
  }

  func testAPointIsDrawnWhereTheRecordSays() throws {
    let base = Figure("A point").scatter([3.0], [20.0], hue: .red).xRange(1...9).yRange(2...90)
    let figures = [
      base, base.logX(), base.logY().logX(), base.symlogY(threshold: 3),
      base.caption("A sentence below").xLabel("x").yLabel("y"),
      Figure.grid(columns: 2) {
        Figure("empty").xRange(0...1).yRange(0...1)
        base
      },
      Figure().heatMap([[1.0, 1, 1, 1, 1], [1, 1, 1, 1, 1]], map: .gray)
        .scatter([3.0], [1.0], hue: .red),
    ]
    for (number, figure) in figures.enumerated() {
      let drawn = figure.drawn()
      let (area, plot) = drawn.plots[drawn.plots.count - 1]
      let series = try XCTUnwrap(plot.series.last)
      let x = area.left + place(series.x[0], try XCTUnwrap(plot.x)) * area.width
      let y = area.bottom - place(series.y[0], try XCTUnwrap(plot.y)) * area.height
      let found = try middle(drawn)
      XCTAssertEqual(found.x, x, accuracy: 0.7, "figure \(number)")
      XCTAssertEqual(found.y, y, accuracy: 0.7, "figure \(number)")
    }
  }

  func testAxesSayWhatTheyMeasure() throws {
    let bars = Figure().bars(["a", "$\\theta$"], [1, 2], horizontal: true).xLabel("error, $\\%$")
    let plot = bars.drawn().plots[0].plot
    XCTAssertEqual(plot.x?.name, "error, %")
    XCTAssertEqual(plot.y?.names, ["a", "θ"])
    XCTAssertGreaterThan(try XCTUnwrap(plot.y).from, try XCTUnwrap(plot.y).to, "reversed")
    XCTAssertEqual(plot.series.map(\.kind), [.barsAcross])
    let grid = Figure.grid(columns: 2) {
      Figure("a").line([1, 2]).xLabel("epoch")
      Figure("b").line([1, 2])
    }.drawn()
    XCTAssertEqual(grid.plots.map(\.plot.x?.name), ["epoch", "epoch"])
    XCTAssertEqual(grid.plots.map(\.plot.series.count), [1, 1])
    let diagram = Figure().diagram { Arrow("a", to: "b") }.drawn()
    XCTAssertNil(diagram.plots[0].plot.x)
  }

  func testFiguresAreTwiceAsDenseAsTheyAreShown() throws {
    for figure in [
      Figure().line([1, 2]), Figure().heatMap([[1, 2], [3, 4]]),
      Figure().line([1, 2]).size(width: 201.3, height: 144.4),
    ] {
      let drawn = figure.drawn()
      let image = try PNGImage(decoding: drawn.png)
      XCTAssertEqual([image.width, image.height], [2 * drawn.width, 2 * drawn.height])
      let shown = try XCTUnwrap(PNGImage.shownSize(of: drawn.png))
      XCTAssertEqual([shown.width, shown.height], [drawn.width, drawn.height])
    }
    XCTAssertEqual(Figure().line([1, 2]).drawn().width, 832)
    XCTAssertNil(PNGImage.shownSize(of: [1, 2, 3]))
    let plain = Canvas(width: 30, height: 20, scale: 1).png(pixelsPerInch: 96)
    XCTAssertEqual(PNGImage.shownSize(of: plain)?.width, 30)
  }

  /// Words about a place near a legend go to another side of it, and all names stay.
  func testNotesKeepOffTheLegend() {
    let points = (0..<40).map { Double($0) / 40 }
    for place in [LegendPlace.topRight, .topLeft, .bottomRight, .bottomLeft] {
      let (x, y) = (place == .topRight || place == .bottomRight ? 0.93 : 0.07, 0.5)
      let top = place == .topRight || place == .topLeft
      let figure = Figure("a").scatter(points, points, label: "the first")
        .scatter([x], [y], label: "the second").legend(place)
        .annotate("here", x: x, y: top ? 0.78 : 0.22)
      let writings = Page(figure, theme: .light).laidOut().sheet.writings
      let words = ["the first", "the second", "here"].compactMap { word in
        writings.first { $0.text == word }
      }
      XCTAssertEqual(words.count, 3, "\(place)")
      for name in words.dropLast() {
        XCTAssertFalse(name.bounds.intersects(words[2].bounds), "\(place)")
      }
    }
  }

  func testNoLetteringIsSmallerThanTheTextAround() {
    let figure = Figure("a").line([1, 2, 4], label: "b").annotate("here", x: 1, y: 2)
      .referenceLine(y: 3, label: "three").span(x: 0...1, label: "span")
      .xLabel("x").yLabel("y").caption("c")
    let cells = Figure().heatMap(
      (0..<30).map { row in (0..<30).map { Double(row * $0) } }, values: true)
    for figure in [figure, cells, Figure().contours(x: 0...1, y: 0...1) { $0 * $1 }] {
      for writing in Page(figure, theme: .light).laidOut().sheet.writings {
        XCTAssertGreaterThanOrEqual(writing.size * Density.page.shown, 15.99, writing.text)
      }
    }
  }
}
