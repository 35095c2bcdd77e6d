import Building
import Foundation
import Pages
import Trace
import XCTest

/// The committed pages are what the committed records make of the chapters.
final class CommittedPagesTests: XCTestCase {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  func testThePagesOfTheBookComeFromTheirRecordsToTheByte() throws {
    let session = try Session(Checkout(root: root))
    let book = session.book
    for chapter in book.chapters {
      let record = try XCTUnwrap(session.acceptedRecords[chapter.id], chapter.id)
      try compare(ChapterPage(chapter, record, in: book).markdown, "Book/\(chapter.folder).md")
    }
    try compare(book.contents(records: session.acceptedRecords), "Book/README.md")
    try compare(book.claims(records: session.acceptedRecords), "Book/claims.md")
  }

  private func compare(_ page: String, _ path: String) throws {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (number, (line, was)) in zip(lines, kept).enumerated() where line != was {
      return XCTFail("\(path):\(number + 1): is\n  \(was)\nand would be\n  \(line)")
    }
    XCTAssertEqual(lines.count, kept.count, path)
  }
}
