import Foundation
import Literate
import XCTest

final class TanglingTests: XCTestCase {
  private func chapter(_ name: String) throws -> Chapter {
    Fixture.chapter(try Fixture.text("tangling/\(name).md"))
  }

  private func problems(_ text: String) -> [String] {
    Fixture.chapter(text).tangled().problems.map { "\($0.line):\($0.column): \($0.message)" }
  }

  func testSnapshots() throws {
    for name in ["hoisting", "containers", "chunks", "conditions"] {
      let tangled = try chapter(name).tangled()
      XCTAssertEqual(tangled.problems, [], name)
      try assertSnapshot(tangled.swift, "tangling/\(name).txt")
    }
  }

  func testFailingBlocksAreProgramsOfTheirOwn() throws {
    let chapter = try chapter("failing")
    XCTAssertFalse(chapter.tangled().swift.contains("broken"))
    let block = try XCTUnwrap(chapter.block("broken"))
    try assertSnapshot(chapter.tangled(failing: block).swift, "tangling/failing.txt")
  }

  func testExercisesAreGradedBesideTheDeclarations() throws {
    let chapter = Fixture.chapter(try Fixture.text("exercise.md"))
    XCTAssertFalse(chapter.tangled().swift.contains("double"))
    try assertSnapshot(chapter.checksProgram().swift, "tangling/checks.txt")
    let answers = chapter.answersFile { $0.solutions.first }
    XCTAssertTrue(
      answers.swift.contains("line: 32)\nfunc double(_ value: Int) -> Int { value + value }"))
    XCTAssertEqual(chapter.answersFile { _ in nil }.swift.contains("double"), false)
  }

  func testWhatIsOpenedIsClosedInTheSameBlock() {
    XCTAssertEqual(
      problems(
        "```swift\nfor i in 0..<3 {\n  print(i)\n```\n- x\n  ```swift\n  }\n  print([1)\n  ```\n"),
      [
        "2:16: this '{' is never closed", "7:3: this '}' closes nothing",
        "8:9: this '[' is never closed",
      ])
    XCTAssertEqual(
      problems("```swift\nprint(\"a)\nlet b = 1 /* c\n```\n"),
      [
        "2:6: this '(' is never closed", "2:7: this string is never closed",
        "3:11: this comment is never closed",
      ])
  }

  func testReturnsThatLeaveTheChapter() {
    let code = """
      ```swift
      func f() -> Int { return 1 }
      let a = [1].map { x in return x }
      var b: Int { return 2 }
      guard a.first(where: { return $0 > 1 }) != nil else { return }
      for _ in a { if b > 1 { return } else { print(b) } }
      switch b { case 1: return; default: break }
      repeat { print(b) } while b > 3
      let g = { () -> Int in if b > 1 { return 1 }; return 2 }
      do { let c = { return }; c(); return } catch { return }
      let word = \"return\"  // return
      struct S { func h() { return } }
      return
      ```
      """
    XCTAssertEqual(
      problems(code).map { String($0.prefix { $0 != " " }) },
      ["5:55:", "6:25:", "7:20:", "10:31:", "10:48:", "13:1:"])
    XCTAssertEqual(problems("```swift local\nfunc f() { return }\n```\n"), [])
    XCTAssertEqual(problems("```swift role=file\nlet a = { return 1 }()\n```\n"), [])
  }

  func testChunks() {
    XCTAssertEqual(
      problems("```swift\n// <<prat>>\n```\n```swift chunk=part\nprint(1)\n```\n"),
      ["2:1: there is no chunk 'prat'", "4:1: nothing includes the chunk 'part'"])
    XCTAssertEqual(
      problems(
        "```swift chunk=a\n// <<b>>\n```\n```swift chunk=b\n// <<a>>\n```\n```swift\n  // <<a>>\n```\n"
      ),
      ["5:1: the chunk 'a' includes itself: a → b → a"])
    XCTAssertEqual(
      problems("```swift\nprint(\n// <<a>>\n)\n```\n```swift chunk=a\n1\n```\n").map {
        $0.suffix(60)
      }.count,
      2)
    var growing = "```swift\n// <<c0>>\n```\n"
    for index in 0..<40 {
      let next = "// <<c\(index + 1)>>\n"
      growing += "```swift chunk=c\(index)\n\(next)\(next)print(\(index))\n```\n"
    }
    growing += "```swift chunk=c40\nprint(40)\n```\n"
    XCTAssertTrue(problems(growing).contains { $0.contains("more than") })
  }

  func testALongChapterFunctionIsAWarning() {
    let lines = String(repeating: "print(1)\n", count: 401)
    XCTAssertEqual(problems("```swift\n\(lines)```\n").count, 1)
    XCTAssertEqual(problems("```swift\nfunc f() {\n\(lines)}\n```\n"), [])
  }

  func testWritesOnlyWhatChanged() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tangled-\(ProcessInfo.processInfo.processIdentifier).swift")
    defer { try? FileManager.default.removeItem(at: file) }
    let first = Fixture.chapter("# A\n\n```swift\nprint(1)\n```\n").tangled()
    XCTAssertTrue(try first.writeIfChanged(to: file))
    XCTAssertFalse(try first.writeIfChanged(to: file))
    let prose = Fixture.chapter("# B\n\n```swift\nprint(1)\n```\n\nMore.\n").tangled()
    XCTAssertFalse(try prose.writeIfChanged(to: file))
    let code = Fixture.chapter("# A\n\n```swift\nprint(2)\n```\n").tangled()
    XCTAssertTrue(try code.writeIfChanged(to: file))
    XCTAssertEqual(try String(contentsOf: file, encoding: .utf8), code.swift)
  }

  func testTangleNamesThePathItWasGiven() {
    let text = Array("```swift\nprint(1)\n```\n".utf8)
    XCTAssertTrue(tangle(markdown: text, path: "notes/a.md").swift.contains("file: \"notes/a.md\""))
    let chapter = tangle(markdown: text, path: "/x/Chapters/ch07-a/chapter.md").swift
    XCTAssertTrue(chapter.contains("file: \"Chapters/ch07-a/chapter.md\""))
    XCTAssertTrue(chapter.contains("chapter: \"ch07-a\""))
  }
}
