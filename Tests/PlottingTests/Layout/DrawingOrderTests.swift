import Plotting
import XCTest

/// What lies over what, and what keeps out of each other's way.
final class DrawingOrderTests: XCTestCase {
  private enum Kind { case axis, stroke, fill }

  /// The lines of axes and the marks of a figure in the order in which they are drawn.
  private func order(_ figure: Figure) -> [Kind] {
    func kinds(_ items: [Sheet.Item], isClipped: Bool) -> [Kind] {
      items.flatMap { item -> [Kind] in
        switch item {
        case .hairline(_, _, Theme.light.axis, let pen) where pen.width == 0.75: return [.axis]
        case .stroke where isClipped: return [.stroke]
        case .fill where isClipped: return [.fill]
        case .clipped(_, let inner): return kinds(inner, isClipped: true)
        default: return []
        }
      }
    }
    return kinds(Page(figure, theme: .light).laidOut().sheet.items, isClipped: false)
  }

  func testAxesLieOverBarsAndUnderLines() {
    XCTAssertEqual(order(Figure().line([0, 0, 0])), [.axis, .stroke])
    XCTAssertEqual(order(Figure().bars(["a"], [1])), [.fill, .axis])
    XCTAssertEqual(order(Figure().histogram([1, 2, 2])), [.fill, .axis])
  }

  func testIntervalsOfCalibrationLieUnderAllCurves() {
    let said = [0.25, 0.75]
    let figure = Figure()
      .calibration(said: said, cameTrue: [0.3, 0.4], lower: [0.2, 0.3], upper: [0.4, 0.5])
      .calibration(said: said, cameTrue: [0.4, 0.3], lower: [0.3, 0.2], upper: [0.5, 0.4])
    // The diagonal and twice two intervals, the two axes, and a curve each.
    let expected: [Kind] = Array(repeating: .stroke, count: 5) + [.axis, .axis, .stroke, .stroke]
    XCTAssertEqual(order(figure), expected)
  }

  func testNamesAtLineEndsBeginInOneColumn() {
    let figure = Figure().line([1, 9], label: "far").line([1, 2], label: "near").line(
      [1, 2.01], label: "nearer")
    let sheet = Page(figure, theme: .light).laidOut().sheet
    let lefts = sheet.writings.filter { ["far", "near", "nearer"].contains($0.text) }
      .map(\.bounds.left)
    XCTAssertEqual(lefts.count, 3)
    XCTAssertEqual(Set(lefts).count, 1, "\(lefts)")
  }

  func testALineThatLeavesThePlotEarlyIsNotNamedBesideIt() {
    let leaving = (0..<50).map { Double($0) }
    let figure = Figure().line(leaving, label: "leaving").line(
      leaving.map { $0 / 50 }, label: "staying")
    func sizes(_ figure: Figure) -> [Double] {
      let sheet = Page(figure, theme: .light).laidOut().sheet
      return sheet.writings.filter { $0.text == "leaving" }.map(\.size)
    }
    XCTAssertEqual(sizes(figure), [TypeSize.label], "beside its end")
    XCTAssertEqual(sizes(figure.yRange(0...10)), [TypeSize.tick], "in a legend")
  }

  func testReferenceLinesAreInTheWayOfALegend() {
    let area = Rectangle(x: 0, y: 0, width: 200, height: 100)
    let frame = Frame(x: Scale(.linear, 0...1), y: Scale(.linear, 0...1), area: area, theme: .light)
    var occupancy = Occupancy(area)
    Figure().referenceLine(y: 0.9).marks[0].occupy(&occupancy, in: frame)
    let corner = occupancy.emptiestCorner(width: 60, height: 30)
    XCTAssertEqual(corner.place, .bottomRight)
    XCTAssertEqual(corner.covered, 0)
  }

  func testNumbersOnContoursKeepOutOfTheWayOfPaths() {
    func places(_ figure: Figure) -> [String: Point] {
      let sheet = Page(figure, theme: .light).laidOut().sheet
      // The numbers along the axes are quieter.
      let numbers = sheet.writings.filter { $0.color == Theme.light.text }
      return Dictionary(uniqueKeysWithValues: numbers.map { ($0.text, $0.place) })
    }
    let bowl = Figure().contours(x: -1...1, y: -1...1, levels: [0.5]) { $0 * $0 + $1 * $1 }
    let alone = places(bowl)["0.5"]
    // Along the side on which the number stood.
    let crossed = bowl.path([-1, 0, 1], [0.9, 0.7, 0.9]).path([-0.7, -0.7], [-1, 1])
      .path([0.7, 0.7], [-0.1, 0.1])
    let moved = places(crossed)["0.5"]
    XCTAssertNotNil(alone)
    XCTAssertNotNil(moved)
    XCTAssertNotEqual(alone, moved)
  }
}
