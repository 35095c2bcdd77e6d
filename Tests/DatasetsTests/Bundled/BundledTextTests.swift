import Datasets
import Files
import XCTest

/// The texts and vectors that come with the book.
final class BundledTextTests: XCTestCase {
  func testNovelsAreWhole() throws {
    let novels = try Austen.novels()
    XCTAssertEqual(novels.map(\.chapters.count), [50, 61, 48, 55, 31, 24])
    XCTAssertEqual(novels[3].title, "Emma")
    XCTAssertTrue(novels[1].chapters[0].hasPrefix("It is a truth universally acknowledged"))
    for chapter in novels.flatMap(\.chapters) {
      XCTAssertGreaterThan(chapter.utf8.count, 1_000)
      XCTAssertFalse(chapter.contains("\n= ") || chapter.hasPrefix("\n"))
      XCTAssertTrue(chapter.hasSuffix("\n") && !chapter.hasSuffix("\n\n"))
    }
  }

  func testOwnProseIsLargeEnough() throws {
    let text = try OwnProse.text()
    XCTAssertGreaterThan(text.utf8.count, 200_000)
    XCTAssertFalse(text.contains("```"))
  }

  func testVectorsAreGloVes() throws {
    let (words, rows) = try GloVe.load()
    XCTAssertEqual(Array(words.prefix(3)), ["the", ",", "."])
    XCTAssertEqual(rows.shape, [10_000, 50])
    // The first numbers of "the" in glove.6B.50d.txt are 0.418 and 0.24968.
    XCTAssertEqual(rows[0, 0], 0.418, accuracy: 0.03)
    XCTAssertEqual(rows[0, 1], 0.24968, accuracy: 0.03)
  }

  func testDamagedVectorsAreRefused() {
    for (text, line) in [
      ("", 1), ("2 3\na 1 2 3\n", 1), ("2 3 0.1\na 1 2 3\n", 1), ("1 3 nan\na 1 2 3\n", 1),
      ("2 3 0.1\na 1 2 3\nb 1 2\n", 3), ("1 3 0.1\na 1 2 300\n", 2),
    ] {
      XCTAssertThrowsError(try GloVe.parse(text, path: "x"), text) { error in
        XCTAssertEqual((error as? FileError)?.position, .text(line: line, column: 1), text)
      }
    }
  }
}
