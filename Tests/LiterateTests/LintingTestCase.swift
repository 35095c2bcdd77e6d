import Literate
import XCTest

/// What tests of the linter share: short ways to lint a text.
class LintingTestCase: XCTestCase {
  /// The findings in a chapter, as `line:column: severity: message`.
  func findings(
    _ text: String, earlier: [Chapter] = [], later: [Chapter] = [], bibliography: String = "",
    sayings: Sayings? = nil
  ) -> [String] {
    let chapter = Fixture.chapter(text)
    let linter = Linter(
      chapters: earlier + [chapter] + later, bibliography: Bibliography(SourceText(bibliography)),
      sayings: sayings)
    return linter.findings(in: chapter).map {
      "\($0.line):\($0.column): \($0.severity.rawValue): \($0.message)"
    }
  }

  /// The findings in a chapter that is sound but for the text.
  func findings(in part: String, bibliography: String = "") -> [String] {
    findings("# A\n\n```swift id=a\nprint(1)\n```\n\n" + part, bibliography: bibliography)
  }

  func assertFinds(
    _ part: String, _ expected: String..., file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertEqual(findings(in: part), expected, file: file, line: line)
  }
}
