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
}
