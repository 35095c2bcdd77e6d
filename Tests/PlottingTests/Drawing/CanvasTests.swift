import XCTest

import Pictures
import Plotting

final class CanvasTests: XCTestCase {
  func testPixelsKeepTheirColourThroughTheFile() throws {
    let canvas = Canvas(width: 20, height: 10)
    canvas.fill(Path(Rectangle(x: 2, y: 2, width: 4, height: 4)), Color(0xFF8000))
    let image = try PNGImage(decoding: canvas.png())
    XCTAssertEqual([image.width, image.height], [40, 20])
    let place = (5 * 40 + 5) * 4
    XCTAssertEqual(Array(image.samples[place..<place + 4]), [255, 128, 0, 255])
    XCTAssertEqual(Array(image.samples[0..<4]), [255, 255, 255, 255])
  }

  func testMemoryThatAnotherCanvasUsedShowsNothingOfIt() {
    for _ in 0..<3 {
      let used = Canvas(width: 300, height: 200, scale: 1)
      used.fill(Path(used.bounds), Color(0xFF0000))
    }
    let canvas = Canvas(width: 300, height: 200, scale: 1)
    canvas.fill(Path(Rectangle(x: 20, y: 20, width: 1, height: 1)), .black)
    canvas.fill(Path(Rectangle(x: 299, y: 199, width: 1, height: 1)), .black)
    for y in 0..<200 {
      for x in 0..<300 {
        let isInk = (x, y) == (20, 20) || (x, y) == (299, 199)
        XCTAssertEqual(canvas.color(atPixel: x, y), isInk ? .black : .white, "\(x), \(y)")
      }
    }
  }
}
