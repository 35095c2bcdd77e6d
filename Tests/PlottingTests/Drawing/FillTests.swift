import XCTest

import Plotting

final class FillTests: XCTestCase {
  /// How much the ink of a shape may differ from its area: coverage has 32 steps, so each pixel on
  /// the border is off by at most half a step, and mostly by much less.
  private func allowance(perimeter: Double) -> Double { 0.2 + perimeter * 0.5 / 32 / 2 }

  func testFractionalRectangleCoversItsArea() {
    let canvas = Canvas(width: 10, height: 10, scale: 1)
    canvas.fill(Path(Rectangle(x: 2.25, y: 3.5, width: 4.5, height: 2)), .black)
    XCTAssertEqual(canvas.ink, 9, accuracy: 1e-3)
    XCTAssertEqual(1 - canvas.color(atPixel: 2, 4).luminance, 0.75, accuracy: 1e-3)
    XCTAssertEqual(1 - canvas.color(atPixel: 6, 4).luminance, 0.75, accuracy: 1e-3)
    XCTAssertEqual(1 - canvas.color(atPixel: 4, 3).luminance, 0.5, accuracy: 1e-3)
    XCTAssertEqual(1 - canvas.color(atPixel: 2, 5).luminance, 0.375, accuracy: 1e-3)
    XCTAssertEqual(canvas.color(atPixel: 4, 4), .black)
    XCTAssertEqual(canvas.color(atPixel: 1, 4), .white)
    XCTAssertEqual(canvas.color(atPixel: 7, 4), .white)
  }

  func testTriangleCoversHalfOfEachPixelOnItsDiagonal() {
    let canvas = Canvas(width: 8, height: 8, scale: 1)
    canvas.fill(Path(polygon: [Point(0, 0), Point(8, 8), Point(0, 8)]), .black)
    for y in 0..<8 {
      for x in 0..<8 {
        let expected = x < y ? 1 : x == y ? 0.5 : 0.0
        let found = 1 - canvas.color(atPixel: x, y).luminance
        XCTAssertEqual(found, expected, accuracy: 1e-3, "pixel \(x), \(y)")
      }
    }
  }

  func testAreasOfManyPolygonsAreExact() {
    var state: UInt64 = 1
    func next(_ high: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53) * high
    }
    for round in 0..<200 {
      let canvas = Canvas(width: 40, height: 30, scale: 1)
      let (a, b, c) = (
        Point(next(40), next(30)), Point(next(40), next(30)), Point(next(40), next(30))
      )
      canvas.fill(Path(polygon: [a, b, c]), .black)
      let area = abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2
      let perimeter = (b - a).length + (c - b).length + (a - c).length
      XCTAssertEqual(
        canvas.ink, area, accuracy: allowance(perimeter: perimeter), "round \(round)")
    }
  }

  func testCircleHasItsArea() {
    for radius in [0.8, 3.3, 12, 40] {
      let canvas = Canvas(width: 100, height: 100, scale: 1)
      canvas.fill(Path(circleAt: Point(50.3, 49.6), radius: radius), .black)
      XCTAssertEqual(
        canvas.ink, .pi * radius * radius, accuracy: allowance(perimeter: 2 * .pi * radius),
        "radius \(radius)")
    }
  }

  func testRulesForOverlaps() {
    var path = Path(Rectangle(x: 1, y: 1, width: 6, height: 6))
    path.append(Path(Rectangle(x: 3, y: 3, width: 2, height: 2)))
    let filled = Canvas(width: 8, height: 8, scale: 1)
    filled.fill(path, .black)
    XCTAssertEqual(filled.ink, 36, accuracy: 1e-3)
    let hollow = Canvas(width: 8, height: 8, scale: 1)
    hollow.fill(path, .black, rule: .evenOdd)
    XCTAssertEqual(hollow.ink, 32, accuracy: 1e-3)
  }

  func testBlendingIsLinearInLight() {
    let canvas = Canvas(width: 2, height: 2, scale: 1)
    canvas.fill(Path(canvas.bounds), Color(gray: 0, alpha: 0.5))
    // Half the light of white is 188 in sRGB, and not 128.
    XCTAssertEqual(canvas.color(atPixel: 0, 0).components.red * 255, 187.5, accuracy: 0.5)
  }

  func testClipKeepsDrawingInside() {
    let canvas = Canvas(width: 20, height: 20, scale: 1)
    canvas.clip(to: Rectangle(x: 5, y: 6, width: 7, height: 8)) {
      canvas.fill(Path(circleAt: Point(8, 8), radius: 30), .black)
      canvas.clip(to: Rectangle(x: 0, y: 0, width: 9, height: 9)) {
        canvas.fill(Path(canvas.bounds), .white)
      }
    }
    XCTAssertEqual(canvas.ink, 56 - 12, accuracy: 1e-3)
    canvas.fill(Path(Rectangle(x: 0, y: 0, width: 1, height: 1)), .black)
    XCTAssertEqual(canvas.color(atPixel: 0, 0), .black, "the clip ends with its body")
  }

  func testClippedSlantsHaveTheirShare() {
    let canvas = Canvas(width: 20, height: 20, scale: 1)
    canvas.clip(to: Rectangle(x: 5, y: 5, width: 10, height: 10)) {
      canvas.fill(Path(polygon: [Point(0, 0), Point(20, 20), Point(0, 20)]), .black)
    }
    XCTAssertEqual(canvas.ink, 50, accuracy: 1e-2)
    XCTAssertEqual(canvas.color(atPixel: 4, 10), .white)
  }

  func testWhatCannotBeDrawnIsLeftOut() {
    let canvas = Canvas(width: 10, height: 10, scale: 1)
    canvas.fill(Path(polygon: [Point(.nan, 1), Point(3, .infinity)]), .black)
    canvas.stroke(Path(through: [Point(.nan, 0), Point(1, .nan)]), .black, width: 1)
    canvas.stroke(Path(through: [Point(0, 0), Point(5, 5)]), .black, width: .nan)
    canvas.fill(Path(circleAt: Point(5, 5), radius: .infinity), .black)
    XCTAssertEqual(canvas.ink, 0)
    canvas.fill(Path(Rectangle(x: -1e12, y: -1e12, width: 2e12, height: 2e12)), .black)
    XCTAssertEqual(canvas.ink, 100, accuracy: 1e-3)
  }

  func testOddCanvasesAreHeld() {
    for size in [0, -4, .nan, .infinity, 0.1] as [Double] {
      let canvas = Canvas(width: size, height: 2, scale: 1)
      XCTAssertGreaterThanOrEqual(canvas.pixelWidth, 1)
      XCTAssertLessThanOrEqual(canvas.pixelWidth, 32768)
    }
  }
}
