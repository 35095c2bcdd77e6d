import XCTest

import Plotting

final class StrokeTests: XCTestCase {
  private func canvas() -> Canvas { Canvas(width: 100, height: 100, scale: 1) }

  func testWidthIsTheSameInEveryDirection() {
    for degrees in stride(from: 0.0, to: 360, by: 7) {
      let canvas = canvas()
      let (x, y) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
      let line = Path(through: [Point(50 - 30 * x, 50 - 30 * y), Point(50 + 30 * x, 50 + 30 * y)])
      canvas.stroke(line, .black, width: 3)
      XCTAssertEqual(canvas.ink / 180, 1, accuracy: 0.01, "\(degrees)°")
    }
  }

  func testCapsAddWhatTheyAre() {
    let line = Path(through: [Point(20, 50), Point(60, 50)])
    for (cap, extra) in [(LineCap.butt, 0.0), (.square, 100), (.round, 25 * Double.pi)] {
      let canvas = canvas()
      canvas.stroke(line, .black, width: 10, cap: cap)
      XCTAssertEqual(canvas.ink, 400 + extra, accuracy: 1, "\(cap)")
    }
  }

  func testJoinsAddWhatTheyAre() {
    let corner = Path(through: [Point(20, 80), Point(20, 20), Point(80, 20)])
    for (join, extra) in [(LineJoin.bevel, 12.5), (.round, 25 * Double.pi / 4), (.miter, 25)] {
      let canvas = canvas()
      canvas.stroke(corner, .black, width: 10, join: join)
      XCTAssertEqual(canvas.ink, 1200 - 25 + extra, accuracy: 0.6, "\(join)")
    }
  }

  func testClosedPathHasAFrameWithoutGaps() {
    let canvas = canvas()
    let box = Path(Rectangle(x: 20, y: 20, width: 40, height: 40))
    canvas.stroke(box, .black, width: 4, join: .miter)
    XCTAssertEqual(canvas.ink, 44 * 44 - 36 * 36, accuracy: 1e-2)
    XCTAssertEqual(canvas.color(atPixel: 18, 18), .black)
  }

  func testDashesHaveTheirLengths() {
    let canvas = canvas()
    canvas.stroke(
      Path(through: [Point(10, 50), Point(90, 50)]), .black, width: 2, dash: [6, 4])
    XCTAssertEqual(canvas.ink, 8 * 6 * 2, accuracy: 1e-2)
    XCTAssertEqual(canvas.color(atPixel: 15, 50), .black)
    XCTAssertEqual(canvas.color(atPixel: 16, 50), .white)
    XCTAssertEqual(canvas.color(atPixel: 20, 50), .black)
  }

  func testDashesGoOnAroundCorners() {
    let canvas = canvas()
    let corner = Path(through: [Point(10, 10), Point(50, 10), Point(50, 55)])
    canvas.stroke(corner, .black, width: 1, dash: [10, 5])
    XCTAssertEqual(canvas.ink, 60, accuracy: 1)
  }

  func testSenselessDashesDrawASolidLine() {
    for dash in [[0, 0], [-1], [.nan, .nan], [1e-9, 1e-9]] as [[Double]] {
      let canvas = canvas()
      canvas.stroke(Path(through: [Point(10, 50), Point(90, 50)]), .black, width: 2, dash: dash)
      XCTAssertEqual(canvas.ink, 160, accuracy: 1e-2, "\(dash)")
    }
  }

  func testTransparentLineIsNotDarkerWhereItCrossesItself() {
    let canvas = canvas()
    let cross = Path(through: [Point(20, 50), Point(80, 50), Point(50, 80), Point(50, 20)])
    canvas.stroke(cross, Color(gray: 0, alpha: 0.4), width: 6)
    XCTAssertEqual(1 - canvas.color(atPixel: 50, 50).luminance, 0.4, accuracy: 1e-3)
    XCTAssertEqual(1 - canvas.color(atPixel: 30, 50).luminance, 0.4, accuracy: 1e-3)
  }

  func testNoisyLineHasNoHoles() {
    let canvas = canvas()
    let points = (0..<400).map { Point(10 + Double($0) * 0.2, 50 + Double($0 % 3) * 0.4) }
    canvas.stroke(Path(through: points), .black, width: 6)
    for x in 12..<88 { XCTAssertEqual(canvas.color(atPixel: x, 50), .black, "column \(x)") }
  }

  func testHairlinesCoverWholePixels() {
    for place in stride(from: 10.0, to: 11, by: 0.1) {
      let canvas = Canvas(width: 40, height: 40)
      canvas.hairline(from: Point(place, 5), to: Point(place, 15), .black)
      XCTAssertEqual(canvas.ink, 20, accuracy: 1e-3)
      let box = canvas.inkBox
      XCTAssertEqual(box.map { $0.right - $0.left }, 1, "at \(place)")
    }
  }

  func testMissingPointsInterruptALine() {
    let canvas = canvas()
    let points = [Point(10, 50), Point(30, 50), Point(.nan, 50), Point(60, 50), Point(80, 50)]
    canvas.stroke(Path(through: points), .black, width: 2)
    XCTAssertEqual(canvas.ink, 80, accuracy: 1e-2)
  }

  func testHundredThousandPiecesOnOneSpotStaySolid() {
    let canvas = canvas()
    let points = (0..<100_000).map { Point($0 % 2 == 0 ? 20 : 80, 50) }
    canvas.stroke(Path(through: points), .black, width: 4)
    for x in 20..<80 { XCTAssertEqual(canvas.color(atPixel: x, 50), .black, "column \(x)") }
  }

  func testRoundTurnBackIsAsLongAsARoundCap() {
    let canvas = canvas()
    canvas.stroke(
      Path(through: [Point(20, 50), Point(60, 50), Point(20, 50)]), .black, width: 10, join: .round)
    XCTAssertEqual(canvas.ink, 400 + 25 * .pi / 2, accuracy: 1)
  }
}
