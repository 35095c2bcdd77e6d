import Literate
import Pages
import Site
import XCTest

/// The pages about the whole book.
final class BookPageTests: XCTestCase {
  private func state(
    _ folder: String, needs: String = "", teaches: String, machine: String? = "Test",
    rest: String = ""
  ) -> Draft {
    let needed = needs.isEmpty ? "" : "needs \(needs); "
    let chapter = chapter(
      "# T\(folder.suffix(1))\n\n<!-- chapter: \(needed)teaches \(teaches) -->\n\n\(rest)",
      folder: folder)
    let record = machine.map {
      ChapterRecord(
        chapter: folder, machine: $0, cost: .init(seconds: 2, peakMemory: 1_000_000), blocks: [])
    }
    return Draft(chapter, record: record)
  }

  private var ladder: [Draft] {
    [
      state("ch01-a", teaches: "first-idea"),
      state("ch02-b", needs: "first-idea", teaches: "second"),
      state("ch03-c", needs: "first-idea, second", teaches: "third"),
    ]
  }

  private func count(_ part: String, in text: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  func testAGalleryThatWasDrawnHasItsPage() {
    var site = edition(ladder)
    XCTAssertFalse(site.files().contains { $0.path.hasPrefix("gallery/") })
    XCTAssertFalse(text(of: site, "index.html").contains("gallery/"))
    site.gallery = DrawnGallery(
      page: "<style></style><h1>The gallery</h1><source srcset=\"line-dark.png\">"
        + "<img src=\"line.png\" alt=\"A line\">",
      pictures: [("line.png", "/drawn/line.png"), ("line-dark.png", "/drawn/line-dark.png")])
    let page = text(of: site, "gallery/index.html")
    XCTAssertTrue(page.contains("<h1>The gallery</h1><img src=\"line.png\""), page)
    XCTAssertTrue(page.contains("href=\"../ch01-a.html\""), page)
    XCTAssertFalse(page.contains("<style>"), page)
    XCTAssertTrue(text(of: site, "index.html").contains("<a href=\"gallery/index.html\">"))
    XCTAssertTrue(site.files().contains { $0.path == "gallery/line.png" })
    XCTAssertFalse(site.files().contains { $0.path == "gallery/line-dark.png" }, "turned twice")
  }

  func testTheMapJoinsEachChapterToTheNearestBelow() {
    let map = text(of: edition(ladder), "map.html")
    XCTAssertEqual(count("class=\"arc\"", in: map), 2)
    for place in ["ch01-a.html#term-first-idea", "ch02-b.html", "ch03-c.html#term-third"] {
      XCTAssertTrue(map.contains("href=\"\(place)\""), place)
    }
  }

  func testAHeadNamesTheChaptersBelowAndFoldsTheirConcepts() {
    let page = text(of: edition(ladder), "ch03-c.html")
    XCTAssertTrue(
      page.contains(
        "<dt>Builds on</dt><dd><a href=\"ch01-a.html\">1 Ta</a>, <a href=\"ch02-b.html\">2 Tb</a>"),
      page)
    XCTAssertTrue(page.contains("<summary>2 concepts from there</summary>"))
    XCTAssertTrue(page.contains("<a href=\"ch01-a.html#term-first-idea\">first idea</a>"))
    XCTAssertFalse(text(of: edition(ladder), "ch01-a.html").contains("Builds on"))
  }

  func testTheIndexNamesTheChaptersThatNeedATerm() {
    let terms = text(of: edition(ladder), "terms.html")
    XCTAssertTrue(
      terms.contains(
        "1 Ta; needed in chapters <a href=\"ch02-b.html\" title=\"Tb\">2</a>, "
          + "<a href=\"ch03-c.html\" title=\"Tc\">3</a>"), terms)
    XCTAssertTrue(terms.contains("2 Tb; needed in chapter <a href=\"ch03-c.html\""))
  }

  func testTheMachineIsNamedOnceWhereItIsOne() {
    let costs = text(of: edition(ladder), "costs.html")
    XCTAssertTrue(costs.contains("<p class=\"aside\">Measured on Test.</p>"))
    XCTAssertFalse(costs.contains("Machine</th>"))
    let other = state("ch04-d", teaches: "fourth", machine: "Other")
    let unrun = state("ch05-e", teaches: "fifth", machine: nil)
    let mixed = text(of: edition(ladder + [other, unrun]), "costs.html")
    XCTAssertTrue(mixed.contains("Machine</th>"))
    XCTAssertTrue(mixed.contains("<td>Other</td>"))
    XCTAssertTrue(mixed.contains("<td colspan=\"4\">not yet run</td>"))
    XCTAssertFalse(mixed.contains("Measured on"))
  }

  func testTheProgressNamesEachExerciseAndTheFailingCase() {
    var state = state(
      "ch01-a", teaches: "first-idea",
      rest: """
        **[Exercise](#ex-one) How *many*?** Count.

        ```swift id=ex-one role=exercise
        func one() { todo() }
        ```

        ```swift id=ex-two role=exercise
        func two() { todo() }
        ```

        """)
    state.answers = [
      "ex-one": ReadersAnswer(.failing, failure: "1 < 2"), "ex-two": ReadersAnswer(.solved),
    ]
    let page = text(of: edition([state]), "exercises.html")
    XCTAssertTrue(page.contains("#ex-one\">1.1 How <em>many</em>?</a>"), page)
    XCTAssertTrue(page.contains("<span class=\"case\">1 &lt; 2</span>"))
    XCTAssertTrue(page.contains("#ex-two\">1.2 ex-two</a> <span class=\"word\">solved</span>"))
    XCTAssertTrue(page.contains("1 of 2 solved"))
  }
}
