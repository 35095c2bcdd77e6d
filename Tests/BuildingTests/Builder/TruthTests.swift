import Building
import Foundation
import XCTest

/// A page, a figure or a page of the site never stands beside code that did not produce it.
final class TruthTests: XCTestCase {
  private let first = """
    # First

    Some prose.

    ```swift id=a
    print("one and one is", 1 + 1)
    ```
    """
  private let drawn = """
    # Drawn

    ```swift id=a cap="A line" alt="A line that rises"
    let values = [1.0, 2, 3]
    show(Figure("f").line(values, label: "l"))
    print("the last is", values[2])
    ```
    """

  private func picture(_ book: FixtureBook, _ folder: String = "Figures/ch01-first") -> Data? {
    FileManager.default.contents(atPath: book.folder["\(folder)/a.png"])
  }

  func testUndoingAnEditBringsTheFigureBack() throws {
    for undoing in [false, true] {
      let book = try FixtureBook(["ch01-first": drawn])
      XCTAssertEqual(try book.build(), .success, book.errors)
      let (figure, page) = (picture(book), book.folder.text("Book/ch01-first.md"))
      XCTAssertNotNil(figure)
      try book.write("ch01-first", drawn.replacingOccurrences(of: "2, 3]", with: "2, 9]"))
      XCTAssertEqual(try book.build(), .success, book.errors)
      XCTAssertNotEqual(picture(book), figure)
      try book.write("ch01-first", drawn)
      XCTAssertEqual(try book.build { $0.force = undoing }, .success, book.errors)
      XCTAssertEqual(book.folder.text("Book/ch01-first.md"), page)
      XCTAssertEqual(picture(book), figure, "the other run's picture stayed")
      XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    }
  }

  /// A record holds the book's own luck: with other seeds none begins, and none is accepted.
  func testOtherLuckIsNeverRecorded() throws {
    let book = try FixtureBook(["ch01-first": first])
    func shift(_ options: inout BuildOptions) { options.environment["LADDER_SEED"] = "3" }
    XCTAssertEqual(try book.build { shift(&$0) }, .success, book.errors)
    XCTAssertNil(book.folder.text("Book/records/ch01.json"))
    XCTAssertNotNil(book.folder.text("Book/ch01-first.md"), "the page may be looked at")
    let status = try book.build {
      shift(&$0)
      $0.purpose = .accepting
    }
    XCTAssertEqual(status, .failure)
    XCTAssertTrue(book.errors.contains("Unset it, and accept then"), book.errors)
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertNotNil(book.folder.text("Book/records/ch01.json"))
  }

  func testTwoChaptersOfOneNumberKeepNoOtherBack() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-other": drawn])
    try book.folder.write("# Again\n", to: "Chapters/ch01-zweite/chapter.md")
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertNotNil(picture(book, "Figures/ch02-other"), "the others are built")
    XCTAssertNotNil(book.folder.text("Book/ch01-first.md"))
    XCTAssertTrue(
      (book.output + book.errors).contains(
        "Two chapters have the number of ch01: ch01-first and ch01-zweite."), book.output)
  }

  /// Another picture in the book's place is replaced, whoever put it there; one that is right is not
  /// touched.
  func testAPictureThatIsNotTheRecordsIsDrawnAnew() throws {
    let book = try FixtureBook([
      "ch01-first": drawn, "ch02-other": drawn.replacingOccurrences(of: "2, 3]", with: "2, 9]"),
    ])
    XCTAssertEqual(try book.build(), .success, book.errors)
    let figure = try XCTUnwrap(picture(book))
    let other = try XCTUnwrap(picture(book, "Figures/ch02-other"))
    try other.write(to: URL(fileURLWithPath: book.folder["Figures/ch01-first/a.png"]))
    let folder = book.folder["site"]
    XCTAssertEqual(try book.run("site", folder), .success, book.output)
    XCTAssertEqual(picture(book, "site/figures/ch01-first"), figure, "the run's own is shown")
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertEqual(picture(book), figure)
  }

  func testTheSiteKeepsTheLastGoodPageOfAChapterThatDoesNotBuild() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-second": drawn])
    XCTAssertEqual(try book.build(), .success, book.errors)
    let folder = book.folder["site"]
    XCTAssertEqual(try book.run("site", folder), .success, book.output)
    for (text, why) in [
      (first.replacingOccurrences(of: "1 + 1", with: "1 + \"1\""), "code has been changed"),
      (first.replacingOccurrences(of: "1 + 1", with: "3 + 4"), "code has been changed"),
      (first.replacingOccurrences(of: "id=a", with: "id=a caption=x"), "does not build at present"),
    ] {
      try book.write("ch01-first", text)
      XCTAssertEqual(try book.run("site", folder), .failure, text)
      let page = try XCTUnwrap(book.folder.text("site/ch01-first.html"))
      XCTAssertTrue(page.contains("one and one is 2"), page)
      XCTAssertTrue(page.contains("This page is of an earlier text: "), page)
      XCTAssertTrue(page.contains(why), page)
      XCTAssertFalse(page.contains("3 + 4") || page.contains("1 + &quot;1&quot;"), page)
      XCTAssertTrue(book.output.contains("ch01: This page is of an earlier text"), book.output)
    }
    // Emptied, the chapter fails, and its pages in both editions stay, with its name elsewhere.
    let kept = book.folder.text("Book/ch01-first.md")
    try book.write("ch01-first", "")
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertEqual(book.folder.text("Book/ch01-first.md"), kept)
    let page = try XCTUnwrap(book.folder.text(".build/site/ch01-first.html"))
    XCTAssertTrue(page.contains("one and one is 2"), page)
    XCTAssertTrue(page.contains("the chapter does not build at present"), page)
    XCTAssertTrue(book.folder.text(".build/site/ch02-second.html")!.contains("1 First"))
    XCTAssertTrue(book.folder.text("Book/README.md")!.contains("1 First"))
    // Mended, it is a page like any other.
    try book.write("ch01-first", first)
    XCTAssertEqual(try book.build(), .success)
    XCTAssertFalse(book.folder.text(".build/site/ch01-first.html")!.contains("earlier text"))
  }

  func testTheSiteShowsNewProseBesideARunOfTheSameCode() throws {
    let book = try FixtureBook(["ch01-first": first])
    XCTAssertEqual(try book.build(), .success, book.errors)
    try book.write("ch01-first", first.replacingOccurrences(of: "Some prose", with: "New prose"))
    XCTAssertEqual(try book.run("site", book.folder["site"]), .success, book.output)
    let page = try XCTUnwrap(book.folder.text("site/ch01-first.html"))
    XCTAssertTrue(page.contains("New prose") && page.contains("one and one is 2"), page)
  }

  /// Where nothing was ever run, the site has the record; what other code put out is not in it.
  func testWithoutARunTheSiteLeavesOutWhatOtherCodePutOut() throws {
    let book = try FixtureBook(["ch01-first": first])
    XCTAssertEqual(try book.build(), .success, book.errors)
    try FileManager.default.removeItem(atPath: book.folder[".build/book"])
    XCTAssertEqual(try book.run("site", book.folder["site"]), .success, book.output)
    XCTAssertTrue(book.folder.text("site/ch01-first.html")!.contains("one and one is 2"))
    try book.write("ch01-first", first.replacingOccurrences(of: "1 + 1", with: "3 + 4"))
    XCTAssertEqual(try book.run("site", book.folder["site"]), .failure, book.output)
    let page = try XCTUnwrap(book.folder.text("site/ch01-first.html"))
    XCTAssertTrue(page.contains("Results are missing on this page"), page)
    XCTAssertFalse(page.contains("one and one is 2"), page)
    try book.write("ch01-first", first + "\n\n```swift\nprint(1 + \"1\")\n```\n")
    XCTAssertEqual(try book.run("site", book.folder["site"]), .failure, "a block was added")
  }

  /// A build reads each chapter, record and run once, and makes each page once, for both editions.
  func testNothingIsReadOrMadeTwice() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-second": drawn])
    func counts() throws -> [String: Int] { try XCTUnwrap(book.session).counts }
    XCTAssertEqual(try book.build(), .success, book.errors)
    let once = ["chapters": 2, "records": 2, "runs": 2, "pages": 2, "on the site": 2]
    XCTAssertEqual(try counts(), once)
    // Where nothing has changed, nothing is made.
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertEqual(try counts(), ["chapters": 2, "runs": 2])
    // Somebody changed a page by hand: that one is made again.
    try book.folder.write("changed", to: "Book/ch01-first.md")
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertTrue(book.folder.text("Book/ch01-first.md")!.contains("one and one is 2"))
    XCTAssertEqual(try counts()["on the site"], 1)
    // Whatever the build was asked for, the site is of the whole book.
    XCTAssertEqual(try book.build("ch01"), .success, book.errors)
  }

  /// An edit of one chapter leaves the others' files on the site where they are, and only while these
  /// are what was made.
  func testAChaptersFilesOnTheSiteStandUntilWhatTheyAreMadeFromChanges() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-second": drawn])
    func made() throws -> Int { try XCTUnwrap(book.session).counts["on the site"] ?? 0 }
    let page = ".build/site/ch01-first.html"
    XCTAssertEqual(try book.build(), .success, book.errors)
    let whole = try XCTUnwrap(book.folder.text(page))
    // Prose of the other one.
    try book.write("ch02-second", drawn + "\n\nMore.")
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertEqual(try made(), 1)
    XCTAssertTrue(book.folder.text(".build/site/ch02-second.html")!.contains("More."))
    // Its title, which stands in the list on every page.
    try book.write("ch02-second", drawn.replacingOccurrences(of: "# Drawn", with: "# Third"))
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertEqual(try made(), 2)
    XCTAssertTrue(book.folder.text(page)!.contains("Third"))
    try book.write("ch02-second", drawn)
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertEqual(book.folder.text(page), whole)
    // Changed by hand, or gone: made again when the site is.
    for isGone in [false, true] {
      if isGone {
        try FileManager.default.removeItem(atPath: book.folder[page])
      } else {
        try book.folder.write("changed", to: page)
      }
      try book.write("ch02-second", drawn + "\n\nMore and more.")
      XCTAssertEqual(try book.build(), .success, book.errors)
      XCTAssertEqual(book.folder.text(page), whole)
      XCTAssertEqual(try made(), 2)
      try book.write("ch02-second", drawn)
      XCTAssertEqual(try book.build(), .success, book.errors)
    }
  }
}
