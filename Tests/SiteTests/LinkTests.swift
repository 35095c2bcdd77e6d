import Site
import XCTest

final class LinkTests: XCTestCase {
  func testEveryLinkOfTheBookLeadsSomewhere() throws {
    let files = try Checkout().edition(katex: nil).files()
    XCTAssertGreaterThan(files.count, 20)
    let broken = LinkChecker(files).broken
    XCTAssertTrue(broken.isEmpty, "\(broken.prefix(20).map { "\($0.page): \($0.target)" })")
  }

  func testBrokenLinksAreFound() {
    let page = chapter(
      "# T\n\n[a](nowhere.md) [b](#none) [c](https://example.org) ![d](https://e.org/x.png)\n")
    let broken = LinkChecker(edition([Draft(page)]).files()).broken
    XCTAssertEqual(Set(broken.map(\.target)), ["nowhere.html", "#none", "https://e.org/x.png"])
  }
}
