import XCTest

import Plotting

final class TextTests: XCTestCase {
  private let samples = [
    "Loss", "epoch 25", "$\\theta_1$", "10^{-3}", "$\\hat{y} = \\sqrt{x^2 + 1}$", "gjpqy", "|",
    "AVATAR",
    "漢", "$\\bar{x}_{i,j}^{2}$",
  ]

  func testWhatIsMeasuredIsWhatIsDrawn() throws {
    for sample in samples {
      for (size, weight) in [(11.0, Weight.regular), (30, .bold)] {
        let canvas = Canvas(width: 400, height: 100)
        canvas.text(sample, at: Point(20, 60), size: size, weight: weight)
        let ink = try XCTUnwrap(Lettering.measure(sample, size: size, weight: weight).ink)
        let box = try XCTUnwrap(canvas.inkBox, sample)
        XCTAssertEqual(Double(box.left), (20 + ink.left) * 2, accuracy: 1.6, sample)
        XCTAssertEqual(Double(box.right), (20 + ink.right) * 2, accuracy: 1.6, sample)
        XCTAssertEqual(Double(box.top), (60 + ink.top) * 2, accuracy: 1.6, sample)
        XCTAssertEqual(Double(box.bottom), (60 + ink.bottom) * 2, accuracy: 1.6, sample)
      }
    }
  }

  func testExtentHoldsTheInk() throws {
    for sample in samples {
      let extent = Lettering.measure(sample, size: 12)
      let ink = try XCTUnwrap(extent.ink)
      XCTAssertLessThanOrEqual(-ink.top, extent.ascent + 1e-9, sample)
      XCTAssertLessThanOrEqual(ink.bottom, extent.descent + 1e-9, sample)
    }
    XCTAssertEqual(Lettering.measure("", size: 12).width, 0)
    XCTAssertNil(Lettering.measure("   ", size: 12).ink)
  }

  func testAnchorsMoveTheText() throws {
    let extent = Lettering.measure("Train", size: 20)
    func box(_ anchor: Anchor) throws -> (left: Int, top: Int, right: Int, bottom: Int) {
      let canvas = Canvas(width: 200, height: 100)
      canvas.text("Train", at: Point(100, 50), size: 20, anchor: anchor)
      return try XCTUnwrap(canvas.inkBox)
    }
    let left = try box(.left)
    XCTAssertEqual(Double(left.left - (try box(.right)).left), extent.width * 2, accuracy: 1.1)
    XCTAssertEqual(Double(left.left - (try box(.center)).left), extent.width, accuracy: 1.1)
    // Capitals and figures stand evenly about the middle.
    let middle = try box(Anchor(.left, .middle))
    XCTAssertEqual(Double(middle.bottom), 100 + 14, accuracy: 1.1)
    XCTAssertLessThanOrEqual(try box(Anchor(.left, .bottom)).bottom, 100)
    XCTAssertGreaterThanOrEqual(try box(Anchor(.left, .top)).top, 100)
  }

  func testQuarterTurnsShowTheSamePixels() {
    let upright = Canvas(width: 80, height: 80, scale: 1)
    upright.text("Ag5", at: Point(20, 40), size: 24)
    let turned = Canvas(width: 80, height: 80, scale: 1)
    turned.text("Ag5", at: Point(40, 60), size: 24, rotation: 90)
    for y in 0..<80 {
      for x in 0..<80 {
        XCTAssertEqual(
          upright.color(atPixel: x, y).luminance, turned.color(atPixel: y, 79 - x).luminance,
          accuracy: 0.05, "\(x), \(y)")
      }
    }
  }

  func testLevelStrokesAreCrisp() throws {
    for size in stride(from: 8.0, through: 16, by: 0.5) {
      for (text, shift) in [("HILE", 0.0), ("HTZE", 0.37), ("xzvz", 0.71)] {
        let canvas = Canvas(width: 80, height: 40)
        canvas.text(text, at: Point(5, 30 + shift), size: size)
        let box = try XCTUnwrap(canvas.inkBox)
        for row in [box.top, box.bottom - 1] {
          let darkest = (0..<canvas.pixelWidth).map { canvas.color(atPixel: $0, row).luminance }
            .min()
          XCTAssertLessThan(darkest ?? 1, 0.06, "\(text), size \(size), row \(row)")
        }
      }
    }
  }

  func testKerning() {
    func width(_ text: String) -> Double { Lettering.measure(text, size: 1000).width }
    for pair in ["AV", "To", "Ty", "Va", "Wa", "Ya", "LT", "P.", "AT", "r,"] {
      let apart = pair.map { width(String($0)) }.reduce(0, +)
      XCTAssertLessThan(width(pair), apart - 25, pair)
    }
    for pair in ["nn", "HH", "oo", "no", "Hi", "il", "11", "74", "0.", "ff"] {
      let apart = pair.map { width(String($0)) }.reduce(0, +)
      XCTAssertEqual(width(pair), apart, accuracy: 12, pair)
    }
  }

  func testSenselessPlacesAndSizesDrawNothing() {
    let canvas = Canvas(width: 20, height: 20)
    canvas.text("x", at: Point(.nan, 3), size: 10)
    canvas.text("x", at: Point(3, 3), size: .infinity)
    canvas.text("x", at: Point(3, 3), size: -4)
    canvas.text("x", at: Point(3, 3), size: 10, rotation: .nan)
    XCTAssertNil(canvas.inkBox)
  }
}
