import Foundation
import Literate
import Pages
import Site
import XCTest

/// Chapters on one page for print, and what is shown where somebody links to a page.
final class BookletTests: XCTestCase {
  private let first = chapter(
    """
    # Down & up

    <!-- chapter: teaches gradient; question "Which way is down?" -->

    See [Chapter](#ch05) and [the claims](claims.md). A *gradient* is steep.

    ## A place

    """, folder: "ch04-down")
  private let second = chapter(
    """
    # Luck

    <!-- chapter: needs gradient -->

    [Back](ch04-down.md#a-place), and [outside](https://address.example/).

    ## A place

    """, folder: "ch05-luck")

  private func edition(address: String? = nil) -> HTMLEdition {
    let book = Book(
      chapters: [first, second], bibliography: Bibliography(SourceText("")))
    return HTMLEdition(
      book, states: book.chapters.map { ChapterState(ChapterPage($0, nil, in: book)) },
      address: address)
  }

  private func text(_ file: SiteFile) -> String {
    guard case .bytes(let bytes) = file.contents else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  func testNamesAreApartAndLinksStayInTheFile() {
    let page = text(BookletHTML(edition()).page)
    for expected in [
      "<article id=\"ch04\">", "id=\"ch04-a-place\"", "id=\"ch05-a-place\"", "href=\"#ch05\"",
      "href=\"#ch04-a-place\"", "href=\"https://address.example/\"",
      "<li><a href=\"#ch04\">4 Down &amp; up</a> <em>Which way is down?</em></li>",
      // There is no page of claims in it, and nobody knows where there is one.
      "<a>the claims</a>",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
    let article = page.components(separatedBy: "<main").last ?? ""
    XCTAssertFalse(article.contains("loading=\"lazy\""))
  }

  func testTheContentsNameThePagesThatAreKnown() {
    let page = text(BookletHTML(edition(), pages: ["ch04": 12]).page)
    XCTAssertEqual(page.components(separatedBy: "<span class=\"leaf\">").count, 2, page)
    XCTAssertTrue(page.contains("<span class=\"leaf\">12</span></li>"), page)
  }

  func testWhatIsElsewhereIsLinkedWhereTheAddressIsKnown() {
    let page = text(BookletHTML(edition(address: "https://book.example/"), chapters: ["ch04"]).page)
    XCTAssertTrue(page.contains("href=\"https://book.example/claims.html\""), page)
    XCTAssertTrue(page.contains("href=\"https://book.example/ch05-luck.html\""), page)
    XCTAssertFalse(page.contains("<article id=\"ch05\">"))
    XCTAssertFalse(page.contains("<article class=\"cover\">"))
  }

  func testALinkIsShownWithQuestionAndDescription() {
    let files = edition(address: "https://book.example/").files()
    let page = files.first { $0.path == "ch04-down.html" }.map(text) ?? ""
    for expected in [
      "<meta property=\"og:title\" content=\"Down &amp; up\">",
      "<meta property=\"og:description\" content=\"Which way is down? Chapter 4 of The Ladder, a book "
        + "about machine learning that runs: gradient.\">",
      "<meta name=\"description\" content=\"Which way is down? ",
      "<meta property=\"og:url\" content=\"https://book.example/ch04-down.html\">",
      "<link rel=\"canonical\" href=\"https://book.example/ch04-down.html\">",
      "<meta name=\"twitter:card\" content=\"summary\">",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
    let front = files.first { $0.path == "index.html" }.map(text) ?? ""
    XCTAssertTrue(front.contains("<meta property=\"og:url\" content=\"https://book.example/\">"))
  }

  /// Every page of the committed book that readers pass on has a picture, with the address where
  /// that is known.
  func testChaptersOfTheBookHaveAPicture() throws {
    for file in try Checkout().edition(katex: nil).files()
    where file.path.hasPrefix("ch") || file.path == "index.html" {
      let page = text(file)
      XCTAssertTrue(page.contains("<meta property=\"og:image\" content=\"figures/"), file.path)
      XCTAssertTrue(page.contains("content=\"summary_large_image\""), file.path)
    }
  }
}
