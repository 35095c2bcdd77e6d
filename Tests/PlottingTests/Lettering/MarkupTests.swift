import XCTest

import Plotting

final class MarkupTests: XCTestCase {
  private func reading(_ markup: String) -> String { Lettering.reading(of: markup) }

  func testPlainNamesStayAsTheyAre() {
    for text in ["learning_rate", "a^b", "100 %", "x < y", "f(x)", "C:\\data", "price: $5", "{x}"] {
      XCTAssertEqual(reading(text), text)
    }
  }

  func testMathematics() {
    XCTAssertEqual(reading("$\\theta_1$"), "<θ>_(1)")
    XCTAssertEqual(reading("10^{-3}"), "10^(−3)")
    XCTAssertEqual(reading("$10^{-3}$"), "10^(−3)")
    XCTAssertEqual(reading("\\alpha = 0.9"), "α = 0.9")
    XCTAssertEqual(reading("$x_i^2$"), "<x>^(2)_(<i>)")
    XCTAssertEqual(reading("$\\hat y$"), "hat(<y>)")
    XCTAssertEqual(reading("$\\sqrt{2\\pi}$"), "sqrt(2<π>)")
    XCTAssertEqual(reading("$\\log p(x)$"), "log<p>(<x>)")
    XCTAssertEqual(reading("$\\frac{a}{b}$"), "<a>/<b>")
    XCTAssertEqual(reading("$x_\\text{max}$"), "<x>_(max)")
    XCTAssertEqual(reading("cost in \\$ and $\\$$"), "cost in $ and $")
    XCTAssertEqual(reading("$a$ or $b$"), "<a> or <b>")
  }

  func testWhatIsNoMarkupIsShown() {
    for text in [
      "$", "a $ b", "\\unknown", "\\", "10^{-3", "x_{", "^", "_", "^{}", "}{", "\\sqrt", "\\hat",
    ] {
      XCTAssertFalse(reading(text).isEmpty, text)
    }
    XCTAssertEqual(reading("\\unknown x"), "\\unknown x")
    XCTAssertEqual(reading("$\\unknown$"), "\\unknown")
    XCTAssertEqual(reading("10^{-3"), "10^{-3")
  }

  func testDeepNestingEnds() {
    let deep = "$" + String(repeating: "x^{", count: 400) + String(repeating: "}", count: 400) + "$"
    XCTAssertNotNil(Lettering.measure(deep, size: 10).ink)
    let roots = "$" + String(repeating: "\\sqrt", count: 400) + "x$"
    XCTAssertNotNil(Lettering.measure(roots, size: 10).ink)
  }

  /// Labels of random pieces are set without a stop and with finite extents.
  ///
  /// `LADDER_FUZZ_SECONDS` sets for how long.
  func testRandomMarkupIsAlwaysSet() {
    let seconds = Double(ProcessInfo.processInfo.environment["LADDER_FUZZ_SECONDS"] ?? "") ?? 1
    let pieces = [
      "$", "{", "}", "^", "_", "\\", "\\hat", "\\sqrt", "\\frac", "\\text", "\\mathbf", "\\alpha",
      "x", "2",
      "-", " ", "漢", "=", "\\log", "\\,", "é", "'", "|", ",", "(", ")", "\\$", "\u{301}", "\u{0}",
    ]
    var random = SystemRandomNumberGenerator()
    let end = Date().addingTimeInterval(seconds)
    var count = 0
    while Date() < end {
      let text = (0..<Int.random(in: 0...24, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let extent = Lettering.measure(text, size: 10)
      XCTAssertTrue(extent.width.isFinite && extent.width > -20, text)
      XCTAssertTrue(extent.ascent.isFinite && extent.descent.isFinite, text)
      count += 1
    }
    XCTAssertGreaterThan(count, 10)
  }
}
