import Building
import Foundation
import XCTest

/// From chapters to pages: what is written, what is left alone, and why a chapter runs.
final class PageTests: XCTestCase {
  private let first = """
    # First

    Some prose.

    ```swift id=a
    print("one and one is", 1 + 1)
    record("sum", 2.0)
    ```

    It is [2.0](#=sum "%.1f").
    """
  private let second = "# Second\n\n```swift id=b\nprint(\"second\")\n```\n"

  /// The book's files with their contents.
  private func files(_ book: FixtureBook) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for folder in ["Book", "Figures", "Chapters"] {
      for name in Disk.all(in: book.folder[folder]) {
        let path = "\(folder)/\(name)"
        files[path] = try Data(contentsOf: URL(fileURLWithPath: book.folder[path]))
      }
    }
    return files
  }

  func testTwoRunsGiveTheSameBytes() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-second": second])
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertEqual(book.errors, "")
    let before = try files(book)
    XCTAssertTrue(book.folder.text("Book/ch01-first.md")!.contains("one and one is 2"))
    XCTAssertNotNil(before["Book/records/ch01.json"])
    XCTAssertTrue(book.folder.text("Book/README.md")!.contains("Second"))
    XCTAssertNotNil(before["Book/claims.md"])
    XCTAssertTrue(book.output.contains("Read the book: Book/README.md"), book.output)

    XCTAssertEqual(try book.build { $0.force = true }, .success)
    XCTAssertEqual(book.status("ch01-first"), "ran")
    XCTAssertEqual(try files(book), before)
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    XCTAssertEqual(try files(book), before)
  }

  func testWhyAChapterRuns() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-second": second])
    func build(_ names: String..., long: Bool = false, force: Bool = false) throws {
      XCTAssertEqual(
        try names.isEmpty
          ? book.build {
            $0.saysWhy = true
            $0.force = force
          } : book.build(names[0]) { $0.saysWhy = true }, .success, book.errors)
    }
    try build()
    XCTAssertTrue(book.output.contains("ch01 runs: there is no finished run of it."), book.output)
    try build()
    XCTAssertFalse(book.output.contains(" runs: "), book.output)
    XCTAssertEqual(book.status("ch01-first"), "unchanged")

    // A time stamp is no reason, nor is a comment between blocks.
    let longAgo = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1e9)]
    for file in ["chapter.md", "Exercises.swift"] {
      try FileManager.default.setAttributes(
        longAgo, ofItemAtPath: book.folder["Chapters/ch01-first/\(file)"])
    }
    try build()
    XCTAssertFalse(book.output.contains(" runs: "), book.output)
    XCTAssertEqual(book.status("ch01-first"), "unchanged")
    try book.write("ch02-second", "\(second)\n<!-- a comment -->\n")
    try build()
    XCTAssertFalse(book.output.contains(" runs: "), book.output)

    // Prose alone makes the page anew, also when the chapter is named.
    try book.write("ch01-first", first.replacingOccurrences(of: "Some prose.", with: "New prose."))
    try build("ch01")
    XCTAssertEqual(book.status("ch01-first"), "woven")
    XCTAssertTrue(book.folder.text("Book/ch01-first.md")!.contains("New prose."))
    XCTAssertNil(book.status("ch02-second"), "only the chapter that was named is built")

    try build("ch01")
    XCTAssertTrue(book.output.contains("ch01 runs: it was named, and nothing had changed."))
    try book.write("ch01-first", first.replacingOccurrences(of: "1 + 1", with: "2 + 0"))
    try build()
    XCTAssertTrue(book.output.contains("ch01 runs: block `a` changed."), book.output)
    XCTAssertEqual(book.status("ch02-second"), "unchanged")
    try build(force: true)
    XCTAssertTrue(book.output.contains("ch02 runs: --force was given."))
  }

  func testADamagedRunIsMadeAgain() throws {
    let book = try FixtureBook(["ch01-first": first])
    try book.build()
    let run = try XCTUnwrap(
      Disk.names(in: book.folder[".build/book/ch01"]).first { $0.hasPrefix("run-") })
    try book.folder.write("nonsense", to: ".build/book/ch01/\(run)/trace.jsonl")
    XCTAssertEqual(try book.build(), .success)
    XCTAssertEqual(book.status("ch01-first"), "ran")
    try book.folder.write("{\"for", to: ".build/book/ch01/entry.json")
    XCTAssertEqual(try book.build(), .success)
    XCTAssertEqual(book.status("ch01-first"), "ran")
  }

  func testTheLastGoodPageStays() throws {
    let book = try FixtureBook(["ch01-first": first, "ch02-second": second])
    try book.build()
    let page = book.folder.text("Book/ch01-first.md")
    for broken in [
      first.replacingOccurrences(of: "1 + 1", with: "1 + \"1\""),
      first.replacingOccurrences(of: "print(", with: "fatalError(); print("),
      first.replacingOccurrences(of: "id=a", with: "id=a caption=x"),
      first.replacingOccurrences(of: "#=sum", with: "#=summ"),
    ] {
      try book.write("ch01-first", broken)
      XCTAssertEqual(try book.build(), .failure, broken)
      XCTAssertEqual(book.status("ch01-first"), "failed", broken)
      XCTAssertEqual(book.folder.text("Book/ch01-first.md"), page, broken)
      XCTAssertTrue(book.output.contains("The pages of ch01 are as they were."))
    }
    // What failed is not kept: it runs when it is right again, from what was kept before.
    try book.write("ch01-first", first)
    XCTAssertEqual(try book.build(), .success)
    XCTAssertEqual(book.status("ch01-first"), "unchanged")
  }

  /// Whatever draws it: a figure that was shown needs words.
  func testAFigureWithoutAlternativeText() throws {
    let dot =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
      + "rkJggg=="
    func chapter(_ title: String, _ code: String, alt: String = "") -> String {
      "# \(title)\n\n```swift id=a cap=\"Seen\"\(alt)\nimport Foundation\n\(code)\n```\n"
    }
    let picture = "show(png: Array(Data(base64Encoded: \"\(dot)\")!))"
    let curve = "show(Figure(\"f\").line([1, 2], label: \"l\"))"
    let book = try FixtureBook([
      "ch01-mute": chapter("Mute", picture),
      "ch02-numbers": chapter("Numbers", curve),
      "ch03-second": chapter("Second", "\(picture)\n\(picture)", alt: " alt=\"A dot\""),
      "ch04-told": chapter("Told", picture, alt: " alt=\"A dot\""),
      "ch05-table": chapter("No figure", "let figure = 1\nprint(figure)"),
    ])
    try book.putLastGoodPages()
    XCTAssertEqual(try book.build(), .failure)
    book.expect("ch01-mute", line: 3, "`a` shows a figure without alternative text", "alt=\"…\"")
    book.expect("ch02-numbers", line: 3, "without alternative text of its own", severity: "warning")
    book.expect("ch03-second", line: 3, "`a` shows another figure without alternative text")
    for (name, status) in [("ch02-numbers", "ran"), ("ch04-told", "ran"), ("ch05-table", "ran")] {
      XCTAssertEqual(book.status(name), status, book.errors)
    }
    XCTAssertEqual(try book.build("ch02") { $0.purpose = .checking }, .failure)
    XCTAssertEqual(book.status("ch02-numbers"), "failed")
  }

  func testBudgets() throws {
    let slow = """
      # Slow

      ```swift id=slow budget=0.01s
      import Foundation
      usleep(50_000)
      ```
      """
    let book = try FixtureBook(["ch01-slow": slow])
    XCTAssertEqual(try book.build(), .success)
    book.expect("ch01-slow", line: 3, "over its budget of 0.01 s", severity: "warning")
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure)
    XCTAssertEqual(book.status("ch01-slow"), "failed")
  }

  /// A page that cannot be written leaves its figure and its record as they were, and neither now
  /// nor later is another chapter kept from its own.
  func testAPlaceThatCannotBeWritten() throws {
    func drawing(_ height: Int) -> String {
      "# First\n\n```swift id=a cap=\"A line\" alt=\"A line\"\n"
        + "show(Figure(\"f\").line([1, \(height)], label: \"l\"))\n```\n"
    }
    let book = try FixtureBook(["ch01-first": drawing(2), "ch02-second": second])
    XCTAssertEqual(try book.build(), .success, book.errors)
    let before = try files(book)
    // A folder where the page belongs: nobody, not even root, can write there.
    let page = book.folder["Book/ch01-first.md"]
    try FileManager.default.removeItem(atPath: page)
    try FileManager.default.createDirectory(atPath: page + "/x", withIntermediateDirectories: true)
    try book.write("ch01-first", drawing(5))
    try book.write("ch02-second", second.replacingOccurrences(of: "\"second\"", with: "\"anew\""))
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertEqual(book.status("ch01-first"), "failed")
    XCTAssertTrue(book.errors.contains("Book/ch01-first.md could not be"), book.errors)
    XCTAssertEqual(book.status("ch02-second"), "ran")
    XCTAssertTrue(book.folder.text("Book/ch02-second.md")!.contains("anew"))
    for file in ["Figures/ch01-first/a.png", "Book/records/ch01.json"] {
      XCTAssertEqual(try files(book)[file], before[file], file)
    }
    XCTAssertEqual(try book.build("ch02"), .success, book.errors)

    try FileManager.default.removeItem(atPath: page)
    XCTAssertEqual(try book.build(), .success, book.errors)
    XCTAssertNotEqual(
      try files(book)["Figures/ch01-first/a.png"], before["Figures/ch01-first/a.png"])
  }

  /// What an earlier build left undone and what can never be done is told, and keeps nobody back.
  func testAMoveThatCannotBeFinished() throws {
    let book = try FixtureBook(["ch01-first": first])
    try FileManager.default.createDirectory(
      atPath: book.folder["Book/ch07-gone.md/x"], withIntermediateDirectories: true)
    let staging = book.folder[".build/book/staging"]
    try book.folder.write("page", to: ".build/book/staging/0")
    let list = "\(staging)/0\n\(book.folder["Book/ch07-gone.md"])\n\(staging)/0.old\n"
    try book.folder.write(list, to: ".build/book/staging/list")
    XCTAssertEqual(try book.build(), .success)
    XCTAssertTrue(book.errors.contains("Book/ch07-gone.md could not be written"), book.errors)
    XCTAssertEqual(book.status("ch01-first"), "ran")
    XCTAssertEqual(try book.build(), .success)
    XCTAssertEqual(book.errors, "")
  }
}
