import Foundation
import Literate
import XCTest

/// The fenced-code examples of the CommonMark and GFM specifications, and what our normalisation
/// adds to them: byte order marks and the three line endings.
final class SpecificationTests: XCTestCase {
  private struct Example: Decodable {
    let example: String
    let markdown: String
    let blocks: [Expected]
  }

  private struct Expected: Decodable, Equatable {
    let info: String
    let text: String
  }

  private func examples() throws -> [Example] {
    let data = try Data(contentsOf: Fixture.folder.appendingPathComponent("fences.json"))
    return try JSONDecoder().decode([Example].self, from: data)
  }

  func testBlocksAreTheSpecificationsCode() throws {
    let examples = try examples()
    XCTAssertGreaterThan(examples.count, 53)
    for example in examples {
      let json = try blocksAsJSON(markdown: Array(example.markdown.utf8))
      let blocks = try JSONDecoder().decode([Expected].self, from: Data(json.utf8))
      XCTAssertEqual(blocks, example.blocks, example.example)
    }
  }

  func testChapterReadsTheSameBlocks() throws {
    for example in try examples() {
      let blocks = Fixture.chapter(example.markdown).blocks
      XCTAssertEqual(
        blocks.map { Expected(info: $0.infoString, text: $0.literal) }, example.blocks,
        example.example)
    }
  }

  func testEveryLineOfCodeStandsWhereItsColumnSays() throws {
    for example in try examples() {
      let chapter = Fixture.chapter(example.markdown)
      for block in chapter.blocks {
        for (index, line) in block.lines.enumerated() {
          let text = chapter.source.line(block.firstCodeLine + index)
          let rest = String(decoding: text.utf8.dropFirst(block.columns[index] - 1), as: UTF8.self)
          XCTAssertEqual(rest, String(line), example.example)
        }
      }
    }
  }

  func testPlacesAndClosing() {
    let chapter = Fixture.chapter(
      """
      > - a
      >
      >   ```swift
      >   let a = 1
      >   ```
      > - ~~~
      >   b
      >
      > ```

      ```
      """)
    XCTAssertEqual(chapter.blocks.map(\.line), [3, 6, 9, 11])
    XCTAssertEqual(chapter.blocks.map(\.column), [5, 5, 3, 1])
    XCTAssertEqual(chapter.blocks.map(\.isClosed), [true, false, false, false])
    XCTAssertEqual(chapter.blocks[0].columns, [5])
    XCTAssertEqual(chapter.blocks[0].range.upper.line, 5)
    XCTAssertEqual(
      chapter.source.text(in: chapter.blocks[0].range), "```swift\n>   let a = 1\n>   ```")
  }

  func testJSONHasLineColumnAndText() throws {
    let json = try blocksAsJSON(markdown: Array("a\n\n  ```swift id=x\n  \"a/b\"\n  ```\n".utf8))
    XCTAssertEqual(
      json,
      """
      [
        {
          "column" : 3,
          "info" : "swift id=x",
          "line" : 3,
          "text" : "\\"a/b\\"\\n"
        }
      ]
      """)
  }
}
