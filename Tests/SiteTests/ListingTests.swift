import Site
import XCTest

/// Hidden lines and the blank lines about them.
final class ListingTests: XCTestCase {
  /// The parts of a block, folded ones in brackets, with `/` for each line end.
  private func parts(_ swift: String) -> String {
    let page = chapterHTML("# T\n\n```swift id=b\n\(swift)\n```\n")
    let start = page.range(of: "id=\"block-b\">")!.upperBound
    let end = page.range(of: "<a class=\"anchor\"", range: start..<page.endIndex)!.lowerBound
    let listing = page[start..<end]
    return String(listing)
      .replacingOccurrences(
        of: "<details class=\"hidden\"><summary>[^<]*</summary>", with: "[",
        options: .regularExpression
      )
      .replacingOccurrences(of: "</details>", with: "]")
      .replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
      .replacingOccurrences(of: "\n", with: "/")
  }

  func testBlankLinesAreFoldedWithTheHiddenOnesThatTheyPartedFromTheRest() {
    let cases = [
      ("a // hide\n\nb", "[a // hide/]b"),
      ("a // hide\n\n\nb // hide\n\nc", "[a // hide///b // hide/]c"),
      ("a\n\nb // hide\n\nc", "a/[b // hide/]c"),
      ("a\nb // hide\n\nc", "a[b // hide]/c"),
      ("a\n\nb // hide", "a[/b // hide]"),
      ("a\n\nb", "a//b"),
    ]
    for (swift, expected) in cases { XCTAssertEqual(parts(swift), expected, swift) }
  }

  func testBlankLinesAreNotCounted() {
    let page = chapterHTML("# T\n\n```swift id=b\na // hide\n\nb\n```\n")
    XCTAssertTrue(page.contains("<summary>1 more line</summary>"), page)
  }
}
