import XCTest

import Plotting

final class StampTests: XCTestCase {
  func testStampLooksLikeTheFilledShape() {
    let dot = Path(circleAt: Point(0, 0), radius: 3)
    for place in [Point(20, 20), Point(20.25, 31.5), Point(9.75, 13)] {
      let stamped = Canvas(width: 50, height: 50, scale: 1)
      stamped.stamp(dot, at: [place], .black)
      let filled = Canvas(width: 50, height: 50, scale: 1)
      filled.fill(dot.transformed(by: .translation(place.x, place.y)), .black)
      for y in 0..<50 {
        for x in 0..<50 {
          XCTAssertEqual(
            stamped.color(atPixel: x, y).luminance, filled.color(atPixel: x, y).luminance,
            accuracy: 0.04, "\(place), pixel \(x), \(y)")
        }
      }
    }
  }

  func testStampsOverlapAndKeepTheirColours() {
    let canvas = Canvas(width: 30, height: 10, scale: 1)
    let box = Path(Rectangle(x: -2, y: -2, width: 4, height: 4))
    let points = [Point(5, 5), Point(15, 5), Point(15, 5)]
    canvas.stamp(box, at: points, colors: [Color(0xFF0000), Color(0x00FF00), Color(0x0000FF)])
    XCTAssertEqual(canvas.color(atPixel: 5, 5), Color(0xFF0000))
    XCTAssertEqual(canvas.color(atPixel: 15, 5), Color(0x0000FF))
  }

  func testStampsStayInsideTheClipAndTheCanvas() {
    let canvas = Canvas(width: 20, height: 20, scale: 1)
    let dot = Path(circleAt: Point(0, 0), radius: 4)
    let far = [Point(.nan, 1), Point(1e300, -1e300), Point(-3, -3), Point(22, 22)]
    canvas.stamp(dot, at: far, .black)
    XCTAssertLessThan(canvas.ink, 8)
    canvas.clip(to: Rectangle(x: 10, y: 0, width: 10, height: 20)) {
      canvas.stamp(dot, at: [Point(10, 10)], .black)
    }
    XCTAssertEqual(canvas.color(atPixel: 9, 10), .white)
    XCTAssertEqual(canvas.color(atPixel: 10, 10), .black)
  }
}
