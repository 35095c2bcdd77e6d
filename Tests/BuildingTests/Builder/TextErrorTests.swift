import Foundation
import Literate
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

  /// What keeps a chapter from becoming a program at all is told as its own fault.
  func testNoChapterStopsTheOthers() throws {
    func chapter(_ code: String) -> String { "# One\n\n```swift id=a\n\(code)\n```\n" }
    let book = try FixtureBook([
      "ch01-if": chapter("print(1)\n#if DEBUG\nprint(2)"),
      "ch02-endif": chapter("print(1)\n#endif"),
      "ch03-notebook": chapter("enum Notebook {\n  static let pages = 1\n}\nprint(Notebook.pages)"),
      "ch04-program": chapter("print(1)\nstruct Program {}"),
      "ch05-chapter": chapter("func chapter() {}\nchapter()"),
      "ch07-good": good,
    ])
    try FileManager.default.createDirectory(
      atPath: book.folder["Chapters/ch06-folder/chapter.md"], withIntermediateDirectories: true)
    try book.write("ch08-good", good)
    try book.putLastGoodPages()
    XCTAssertEqual(try book.build(), .failure)
    book.expect("ch01-if", line: 5, column: 1, "'#if' has no '#endif'")
    book.expect("ch02-endif", line: 5, column: 1, "'#endif' closes nothing")
    book.expect("ch03-notebook", line: 4, column: 6, "`Notebook` of its own", "another name")
    book.expect("ch04-program", line: 5, column: 8, "`Program` of its own")
    book.expect("ch05-chapter", line: 4, column: 6, "`chapter` of its own")
    XCTAssertTrue(
      book.errors.contains("Chapters/ch06-folder/chapter.md:1:1: error: "), book.errors)
    XCTAssertTrue(book.errors.contains("expected a file, found a folder"), book.errors)
    XCTAssertEqual(book.status("ch06-folder"), "failed")
    for name in ["ch07-good", "ch08-good"] { XCTAssertEqual(book.status(name), "ran", book.errors) }
  }

  /// For an editor: each finding on a line, and nothing else.
  func testFindingsAsJSON() throws {
    let book = try FixtureBook([
      "ch01-key": "# Key\n\n```swift captoin=\"x\" id=a\nprint(1)\n```\n",
      "ch02-open": "# Open\n\n```swift id=a\nprint(1)\n",
    ])
    for command in ["build", "check"] {
      XCTAssertEqual(try book.run(command, "--json"), .failure, book.errors)
      let findings = try book.output.split(separator: "\n").map {
        try JSONDecoder().decode(Diagnostic.self, from: Data($0.utf8))
      }
      let key = try XCTUnwrap(findings.first { $0.file == "Chapters/ch01-key/chapter.md" })
      XCTAssertEqual(key.line, 3)
      XCTAssertEqual(key.column, 10)
      XCTAssertEqual(key.severity, .error)
      XCTAssertTrue(findings.contains { $0.file == "Chapters/ch02-open/chapter.md" })
    }
  }

  func testNoChaptersAtAll() throws {
    let book = try FixtureBook()
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertTrue(book.errors.contains("there are no chapters"), book.errors)
    XCTAssertTrue(book.errors.contains("./build.sh new"), book.errors)
  }

  func testAChapterThatOnlyTheManifestNames() throws {
    let book = try FixtureBook(["ch01-a": good])
    try book.writeManifest(["ch01-a", "ch08-gone"])
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
    try book.writeManifest([])
    XCTAssertEqual(try book.build(), .failure)
    XCTAssertTrue(book.errors.contains("Package.swift does not name this chapter"), book.errors)
  }
}
