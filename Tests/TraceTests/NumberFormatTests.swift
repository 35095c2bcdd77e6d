import Trace
import XCTest

final class NumberFormatTests: XCTestCase {
  func testFormatsWriteAsCDoes() throws {
    let cases: [(String, Double, String)] = [
      ("%.3f", 0.97349, "0.973"), ("%.0f", 117.2, "117"), ("%d", 3.7, "4"),
      ("%+.1f%%", 2.25, "+2.2%"),
      ("%.2e", 12345, "1.23e+04"), ("%g", 0.5, "0.5"), ("%.1f ms", 1.25, "1.2 ms"),
      ("%f", 1, "1.000000"),
      ("about %.1f × 2", 3, "about 3.0 × 2"), ("%.2f", -0.001, "0.00"), ("%.2f", .nan, "nan"),
      ("%.2f%%", -.infinity, "-inf%"), ("%+d", 5, "+5"), ("%d", 1e300, ""), ("%.17f", -1e308, ""),
    ]
    for (format, value, expected) in cases {
      let text = try XCTUnwrap(NumberFormat(format), format).string(value)
      if expected.isEmpty {
        XCTAssertGreaterThan(text.count, 300)
      } else {
        XCTAssertEqual(text, expected, format)
      }
    }
    XCTAssertEqual(NumberFormat("%+d")?.string(5), "+5")
    XCTAssertEqual(NumberFormat("%.1f")?.string(5), "5.0")
    XCTAssertEqual(NumberFormat("%d")?.string(Int.min), String(Int.min))
  }

  func testWhatIsNotOneNumberIsRefused() {
    for text in [
      "", "abc", "%", "%%", "%s", "%n", "%p", "%@", "%d%d", "%*d", "%.*f", "%.18f", "%.f",
      "%999999f",
      "%ld", "%.3", "%1$d", "%.-1f", "%.3d", "%٣f", String(repeating: "a", count: 80) + "%d",
    ] {
      XCTAssertNil(NumberFormat(text), text)
    }
  }

  func testSlugsAreLowerCaseWithHyphens() {
    XCTAssertEqual(slug("test accuracy"), "test-accuracy")
    XCTAssertEqual(slug("distance after 50 steps at 2.1"), "distance-after-50-steps-at-2.1")
    XCTAssertEqual(slug("  Error (%) – k-NN! "), "error-k-nn")
    XCTAssertEqual(slug("η"), "η")
    XCTAssertEqual(slug("--"), "")
  }
}
