import XCTest

import Plotting

final class ColorTests: XCTestCase {
  func testComponentsGoThroughLightAndBack() {
    for level in 0...255 {
      let value = Double(level) / 255
      let color = Color(red: value, green: 1 - value, blue: value * value)
      XCTAssertEqual(color.components.red, value, accuracy: 1e-6)
      XCTAssertEqual(color.components.green, 1 - value, accuracy: 1e-6)
    }
  }

  func testOddComponentsAreClamped() {
    XCTAssertEqual(Color(red: -1, green: 2, blue: .nan, alpha: .nan), Color(0x00FF00, alpha: 0))
  }

  func testLightnessAndContrast() {
    XCTAssertEqual(Color.white.lightness, 100, accuracy: 1e-3)
    XCTAssertEqual(Color.black.lightness, 0, accuracy: 1e-6)
    // Middle grey by definition: 18.4 % of the light looks half as light as white.
    XCTAssertEqual(Color(0x777777).lightness, 50.03, accuracy: 0.05)
    XCTAssertEqual(Color.white.contrast(with: .black), 21, accuracy: 1e-3)
  }

  func testMixingAddsLight() {
    let half = Color.black.mixed(with: .white, by: 0.5)
    XCTAssertEqual(half.luminance, 0.5, accuracy: 1e-6)
  }
}
