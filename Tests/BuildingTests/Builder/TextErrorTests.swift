import Foundation
import XCTest

/// What the text alone tells is found before anything is compiled.
final class TextErrorTests: XCTestCase {
  private let good = "# Good\n\n```swift id=a\nprint(1)\n```\n"

  func testEachAtItsPlace() throws {
    let book = try FixtureBook([
      "ch01-key": "# Key\n\n```swift captoin=\"x\" id=a\nprint(1)\n```\n",
      "ch02-twice": "# Twice\n\n```swift id=a\nprint(1)\n```\n\n```swift id=a\nprint(2)\n```\n",
      "ch03-open": "# Open\n\n```swift id=a\nprint(1)\n",
      "ch04-nested": "# Nested\n\n```swift id=a\nprint(1)\n```swift\nprint(2)\n```\n",
      "ch05-link": "# Link\n\nSee [Figure](#fig-nothing).\n\n```swift id=a\nprint(1)\n```\n",
      "ch06-concept":
        "# Concept\n\n<!-- chapter: needs magic; teaches nothing; question \"Why?\" -->\n\n```swift id=a\nprint(1)\n```\n",
      "ch08-cite": "# Cite\n\nAs they say.[^nobody1999]\n\n```swift id=a\nprint(1)\n```\n",
      "ch09-data": "# Data\n\n```swift id=a data=mnits\nprint(1)\n```\n",
      "ch10-empty": "",
      "ch11-good": good,
    ])
    let bytes =
      Data("# Bytes\n\nca".utf8) + [0xE9] + Data("\n\n```swift id=a\nprint(1)\n```\n".utf8)
    try book.folder.write("import Ladder\n", to: "Chapters/ch13-none/Exercises.swift")
    try book.write("ch12-latin", good)
    try bytes.write(to: URL(fileURLWithPath: book.folder["Chapters/ch12-latin/chapter.md"]))

    try book.putLastGoodPages()
    XCTAssertEqual(try book.build(), .failure)
    book.expect("ch01-key", line: 3, column: 10, "captoin", "cap")
    book.expect("ch02-twice", line: 7, "'a'")
    book.expect("ch03-open", line: 3, "fence")
    book.expect("ch04-nested", line: 5, "fence")
    book.expect("ch05-link", line: 3, column: 5, "fig-nothing")
    book.expect("ch06-concept", line: 3, "magic")
    book.expect("ch08-cite", line: 3, "nobody1999")
    book.expect("ch09-data", line: 3, "mnits", "did you mean 'mnist'?")
    book.expect("ch10-empty", line: 1, "empty")
    XCTAssertEqual(book.status("ch11-good"), "ran")
    XCTAssertTrue(book.errors.contains("ch12-latin/chapter.md:3:3: error: the file is not UTF-8"))
    XCTAssertEqual(book.status("ch12-latin"), "failed")
    XCTAssertTrue(
      book.errors.contains("Chapters/ch13-none/chapter.md:1:1: error: the chapter is empty"))
    XCTAssertEqual(book.status("ch13-none"), "failed")
  }

  func testNoChaptersAtAll() throws {
    let book = try FixtureBook()
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertTrue(book.errors.contains("there are no chapters"), book.errors)
    XCTAssertTrue(book.errors.contains("./build.sh new"), book.errors)
  }

  func testAChapterThatOnlyTheManifestNames() throws {
    let book = try FixtureBook(["ch01-a": good])
    try book.folder.write(
      "let chapters = [\n  \"ch01-a\",\n  \"ch08-gone\",\n]\n", to: "Package.swift")
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertTrue(
      book.errors.contains("Package.swift names the chapter ch08-gone, and there is no folder"),
      book.errors)
  }

  func testAFunctionThatUsesAVariableOfTheChapter() throws {
    let book = try FixtureBook([
      "ch01-a": """
      # A

      ```swift id=a
      let rate = 0.5
      func step(_ x: Double) -> Double { x * rate }
      print(step(2))
      ```
      """
    ])
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertTrue(book.errors.contains("cannot find 'rate' in scope"), book.errors)
    XCTAssertTrue(book.errors.contains("pass `rate` to the function"), book.errors)
  }

  func testAChapterThatTheManifestDoesNotName() throws {
    let book = try FixtureBook(["ch01-a": good])
    try book.folder.write("let chapters = [\n]\n", to: "Package.swift")
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertTrue(book.errors.contains("Package.swift does not name this chapter"), book.errors)
  }
}
