import Literate
import XCTest

final class SourceTextTests: XCTestCase {
  func testNormalisesLineEndingsAndByteOrderMark() {
    let source = SourceText(bytes: [0xEF, 0xBB, 0xBF] + Array("a\r\nb\rc\n\r\n\0".utf8))
    XCTAssertEqual(source.string, "a\nb\nc\n\n\u{FFFD}")
    XCTAssertEqual(source.lineCount, 5)
    XCTAssertNil(source.firstInvalidByte)
  }

  func testFindsTheFirstByteThatIsNotUTF8() {
    let malformed: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x82],
    ]
    for bytes in malformed {
      let source = SourceText(bytes: Array("é\nab".utf8) + bytes)
      XCTAssertEqual(source.firstInvalidByte?.line, 2, "\(bytes)")
      XCTAssertEqual(source.firstInvalidByte?.column, 3, "\(bytes)")
      XCTAssertTrue(source.string.hasPrefix("é\nab\u{FFFD}"))
    }
    XCTAssertNil(SourceText("é €𝄞\u{10FFFF}").firstInvalidByte)
  }

  func testPlaces() {
    let source = SourceText("ab\n\nç d\n")
    XCTAssertEqual(source.lineCount, 3)
    XCTAssertEqual(source.line(1), "ab")
    XCTAssertEqual(source.line(2), "")
    XCTAssertEqual(source.line(3), "ç d")
    XCTAssertEqual(source.line(4), "")
    for offset in 0...source.bytes.count {
      let place = source.position(at: offset)
      XCTAssertEqual(place.offset, offset)
      XCTAssertEqual(source.position(line: place.line, column: place.column).offset, offset)
    }
    let place = source.position(at: 7)
    XCTAssertEqual([place.line, place.column], [3, 4])
    XCTAssertEqual(SourceText("").lineCount, 0)
    XCTAssertEqual(SourceText("").position(at: 3).line, 1)
  }

  func testReplacing() {
    let source = SourceText("one two three")
    let replaced = source.replacing([
      (source.range(8..<13), "3"), (source.range(0..<3), "1"), (source.range(2..<5), "lost"),
      (source.range(13..<13), "!"),
    ])
    XCTAssertEqual(replaced, "1 two 3!")
  }

  func testNearest() {
    let keys = ["id", "role", "cap", "alt", "budget", "chunk"]
    XCTAssertEqual(nearest(to: "captoin", in: keys), "cap")
    XCTAssertEqual(nearest(to: "roel", in: keys), "role")
    XCTAssertEqual(nearest(to: "bugdet", in: keys), "budget")
    XCTAssertNil(nearest(to: "colour", in: keys))
    XCTAssertNil(nearest(to: "", in: keys))
  }

  func testDiagnosticShowsTheMarkdown() {
    let source = SourceText("# A\n\n```swift captoin=x\nlet a = 1\n```\n")
    let diagnostic = Diagnostic(
      .error, file: "Chapters/ch04-a/chapter.md", line: 3, column: 10, "unknown key 'captoin'",
      help: "did you mean 'cap'?")
    XCTAssertEqual(
      diagnostic.rendered(with: source),
      """
      Chapters/ch04-a/chapter.md:3:10: error: unknown key 'captoin'
          2 |
          3 | ```swift captoin=x
            |          ^
          4 | let a = 1
        help: did you mean 'cap'?
      """)
    XCTAssertEqual(
      diagnostic.rendered(with: nil).split(separator: "\n").count, 2)
  }

  func testLinesWithoutEndAreShownAroundTheColumn() {
    let source = SourceText(
      "short\n" + String(repeating: "é", count: 500) + "here" + String(repeating: "x", count: 5_000)
    )
    let finding = Diagnostic(.error, file: "a.md", line: 2, column: 1_001, "no")
    let lines = finding.rendered(with: source).split(separator: "\n").map(String.init)
    XCTAssertTrue(lines[2].contains("…é") && lines[2].hasSuffix("x…"), lines[2])
    XCTAssertLessThan(lines[2].count, 260)
    let caret = lines[3].firstIndex(of: "^").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    XCTAssertEqual(caret.map { Array(lines[2])[$0...].prefix(4) }, Array("here")[...])
    let endless = Diagnostic(
      .error, file: "a.md", line: 1, column: 1, String(repeating: "word ", count: 10_000))
    XCTAssertLessThan(endless.message.utf8.count, 1_000)
  }
}
