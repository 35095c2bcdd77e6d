import Literate
import PageFixture
import Pages
import Trace
import XCTest

final class SurveyTests: XCTestCase {
  private func chapter(_ folder: String, _ text: String = "") -> Chapter {
    Chapter(folder: folder, source: SourceText("# \(folder.dropFirst(5).capitalized)\n\n" + text))
  }

  func testChaptersStandInTheirParts() throws {
    let book = Book(
      chapters: ["ch00-start", "ch01-a", "ch02-b", "ch09-draft"].map { chapter($0) },
      parts: [
        Part(name: "Before", chapters: ["ch00-start"]),
        Part(name: "The ladder, I", chapters: ["ch01-a", "ch02-b", "ch03-gone"]),
        Part(name: "Later", chapters: ["ch04-gone"]),
      ])
    XCTAssertEqual(book.sections.map(\.name), ["Before", "The ladder, I", "The chapters"])
    XCTAssertEqual(
      book.sections.map { $0.chapters.map(\.id) }, [["ch00"], ["ch01", "ch02"], ["ch09"]])
    XCTAssertEqual(book.sections[1].anchor, "the-ladder-i")
    XCTAssertEqual(
      book.chapters.map { book.partBeginning(with: $0) },
      [nil, "The ladder, I", nil, "The chapters"])
  }

  /// The question, the picture that the chapter chose, and what reading and running it takes; a
  /// picture only where the code of the record is there.
  func testWhatIsSaidOfAChapter() throws {
    var fixture = try Fixture.everything()
    var record = fixture.record()
    let drawn = try XCTUnwrap(record.blocks.first { !$0.outputs(of: FigureOutput.self).isEmpty })
    let file = try XCTUnwrap(drawn.outputs(of: FigureOutput.self).first?.file)
    fixture.markdown =
      "<!-- chapter: question \"How far?\"; picture \(drawn.id) -->\n\n" + fixture.markdown
    let book = Book(chapters: [fixture.chapter])
    func entry() throws -> Survey.Entry {
      try XCTUnwrap(Survey(book, records: [fixture.chapter.id: record]).parts.first?.entries.first)
    }
    XCTAssertEqual(try entry().question, "How far?")
    XCTAssertEqual(try entry().picture?.file, file)
    XCTAssertTrue(try entry().effort.hasSuffix(" to run"))
    record.blocks.removeAll { $0.id == drawn.id }
    XCTAssertNil(try entry().picture)
  }
}
