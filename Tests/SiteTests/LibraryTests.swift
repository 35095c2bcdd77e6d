import Literate
import Pages
import Site
import XCTest

final class LibraryTests: XCTestCase {
  private let source = """
    /// A grid.
    ///
    /// - Returns: nothing.
    public struct Grid<T>: Sendable where T: Sendable {
      public let shape: [Int]
      let hidden = { 1 }()

      /// Adds.
      @inlinable
      public func plus(
        _ other: Grid, scale: Float = max(1, 2)
      ) -> Grid {
        if true { return other }
      }
    }

    extension Grid {
      /// Twice.
      public static func twice() -> Int { 2 }
      func secret() {}
    }

    /// Lost comment.

    public func show(_ grid: Grid<Int>) {}
    """

  private func site(_ code: String) -> HTMLEdition {
    let chapter = chapter("# T\n\n```swift id=use\n\(code)\n```\n", folder: "ch01-t")
    let book = Book(chapters: [chapter])
    return HTMLEdition(
      book, states: [ChapterState(ChapterPage(chapter, nil, in: book))],
      library: [("Sources/Tensors/Grid.swift", source)])
  }

  func testNamesLeadToTheirPages() {
    let site = site("let g = Grid<Int>.twice()\nshow(g.plus(g))\nprint(secret())\ng.shape")
    let page = text(of: site, "ch01-t.html")
    for name in ["types/Grid", "twice", "show", "plus", "shape"] {
      XCTAssertTrue(page.contains("href=\"library/\(name).html\""), name)
    }
    XCTAssertFalse(page.contains("library/secret.html"))
    XCTAssertTrue(LinkChecker(site.files()).broken.isEmpty, "\(LinkChecker(site.files()).broken)")
  }

  func testAPageShowsCommentSignatureSourceAndUse() {
    let site = site("let g = Grid<Int>.twice()\nshow(g.plus(g))")
    let plus = text(of: site, "library/plus.html")
    for expected in [
      "Tensors in <code>Grid</code>", "<p>Adds.</p>", "Source, Sources/Tensors/Grid.swift line 9",
      "href=\"../ch01-t.html#block-use\"",
      "<a href=\"../library/types/Grid.html\">Grid</a>",
    ] { XCTAssertTrue(plus.contains(expected), "\(expected)\n\(plus)") }
    let grid = text(of: site, "library/types/Grid.html")
    XCTAssertTrue(grid.contains("<strong>Returns</strong> nothing."), grid)
    XCTAssertFalse(text(of: site, "library/show.html").contains("Lost comment"))
  }

  func testANameOfTheChaptersOwnIsNotTheLibrarys() {
    let page = text(of: site("func show(_ a: Int) {}\nshow(1)"), "ch01-t.html")
    XCTAssertFalse(page.contains("library/show.html"))
  }
}
