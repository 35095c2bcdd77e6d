import Site
import XCTest

final class HighlighterTests: XCTestCase {
  private func code(_ swift: String) -> String {
    let page = chapterHTML("# T\n\n```swift id=b role=show\n\(swift)\n```\n")
    let start = page.range(of: "<code class=\"swift\">")!.upperBound
    return String(page[start..<page.range(of: "</code></pre>")!.lowerBound])
  }

  func testEachKindOfTokenHasItsMark() {
    let cases = [
      ("let a = 1", "<b>let</b> a = <u>1</u>"),
      ("#\"a\\(b)\"#", "<samp>#\"a\\(b)\"#</samp>"),
      (
        "\"x\\(y + 1)\"",
        "<samp>\"x</samp><b class=e>\\(</b>y + <u>1</u><b class=e>)</b>"
      ),
      ("/* a /* b */ c */ d", "<i>/* a /* b */ c */</i> d"),
      ("@main struct A {}", "<b class=a>@main</b> <b>struct</b> <var>A</var> {}"),
      ("#if DEBUG", "<b class=d>#if</b>"),
      ("/// Says < so.", "<i class=doc>/// Says &lt; so.</i>"),
      ("f(x)", "<em>f</em>(x)"),
    ]
    for (swift, expected) in cases {
      XCTAssertTrue(code(swift).contains(expected), "\(swift): \(code(swift))")
    }
  }

  func testMarksAreClosedAtTheEndOfEachLine() {
    XCTAssertEqual(code("/* a\nb */"), "<i>/* a</i>\n<i>b */</i>")
    XCTAssertEqual(code("\"\"\"\n  a\n  \"\"\""), code("\"\"\"\n  a\n  \"\"\""))
  }

  func testWithoutMarksTheCodeIsAsItWas() {
    let swift = "func f<T>(_ a: [T]) -> T? {\n  // say \"so\" & more\n  return a.first\n}"
    let plain = code(swift).replacingOccurrences(
      of: "<[^>]*>", with: "", options: .regularExpression
    )
    .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
    .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
    XCTAssertEqual(plain, swift)
  }
}
