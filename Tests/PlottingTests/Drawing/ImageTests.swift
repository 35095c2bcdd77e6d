import XCTest

import Plotting

final class ImageTests: XCTestCase {
  private let four = Bitmap(
    width: 2, height: 2,
    colors: [Color(0xFF0000), Color(0x00FF00), Color(0x0000FF), Color(0xFFFF00)])

  func testPixelsBecomeCrispRectangles() {
    let canvas = Canvas(width: 10, height: 10)
    canvas.image(four, in: Rectangle(x: 1, y: 1, width: 8, height: 8))
    XCTAssertEqual(canvas.color(atPixel: 2, 2), Color(0xFF0000))
    XCTAssertEqual(canvas.color(atPixel: 9, 9), Color(0xFF0000))
    XCTAssertEqual(canvas.color(atPixel: 10, 9), Color(0x00FF00))
    XCTAssertEqual(canvas.color(atPixel: 9, 10), Color(0x0000FF))
    XCTAssertEqual(canvas.color(atPixel: 17, 17), Color(0xFFFF00))
    XCTAssertEqual(canvas.color(atPixel: 18, 17), .white)
    XCTAssertEqual(canvas.color(atPixel: 1, 2), .white)
  }

  func testSmallImageShowsTheMean() {
    let checks = Bitmap(
      width: 64, height: 64, colors: (0..<4096).map { ($0 + $0 / 64) % 2 == 0 ? .black : .white })
    let canvas = Canvas(width: 8, height: 8, scale: 1)
    canvas.image(checks, in: canvas.bounds)
    for x in 0..<8 {
      XCTAssertEqual(canvas.color(atPixel: x, 3).luminance, 0.5, accuracy: 1e-4)
    }
  }

  func testSmoothImageRisesEvenly() {
    let ramp = Bitmap(width: 2, height: 1, colors: [.black, .white])
    let canvas = Canvas(width: 40, height: 2, scale: 1)
    canvas.image(ramp, in: canvas.bounds, smooth: true)
    for x in 1..<40 {
      XCTAssertGreaterThanOrEqual(
        canvas.color(atPixel: x, 0).luminance, canvas.color(atPixel: x - 1, 0).luminance)
    }
    XCTAssertEqual(canvas.color(atPixel: 0, 0), .black)
    XCTAssertEqual(canvas.color(atPixel: 39, 0), .white)
  }

  func testOddImagesAreHeld() {
    let canvas = Canvas(width: 10, height: 10, scale: 1)
    canvas.image(Bitmap(width: 0, height: 3, colors: []), in: canvas.bounds)
    canvas.image(four, in: Rectangle(x: .nan, y: 0, width: 3, height: 3))
    canvas.image(four, in: Rectangle(x: 20, y: 20, width: 3, height: 3))
    XCTAssertNil(canvas.inkBox)
    canvas.image(four, in: Rectangle(x: -1e6, y: -1e6, width: 2e6, height: 2e6))
    XCTAssertEqual(canvas.color(atPixel: 4, 4), Color(0xFFFF00))
    let short = Bitmap(width: 3, height: 3, colors: [.black])
    XCTAssertEqual(short.colors.count, 9)
  }
}
