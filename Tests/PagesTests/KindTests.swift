import Foundation
import Literate
import PageFixture
import Pages
import Trace
import Weaving
import XCTest

final class KindTests: XCTestCase {
  /// A kind that is read and cannot be shown, or the other way round, is one that somebody forgot.
  func testEveryKindThatIsReadCanBeShown() {
    XCTAssertEqual(
      Set(Output.pageKinds.map { $0.word }), Set(Output.kinds.map { $0.word }))
    XCTAssertEqual(Set(Output.kinds.map { $0.word }).count, Output.kinds.count)
  }

  /// What the clock said is no part of what must be the same on any number of threads.
  func testTimesAreLeftOutOfWhatIsCompared() throws {
    let record = try Fixture.everything().record()
    let scores = record.blocks.map(\.withoutTimes).flatMap { $0.outputs(of: ScoreOutput.self) }
    XCTAssertEqual(scores.map(\.seconds), [0])
    XCTAssertEqual(scores.map(\.error), [Fixture.score.error])
  }
}

/// The committed pages are what the committed records make of the chapters.
final class CommittedPagesTests: XCTestCase {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  func testThePagesOfTheBookComeFromTheirRecordsToTheByte() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: "\(root)/Chapters")
      .filter { $0.hasPrefix("ch") }.sorted()
    let chapters = try folders.map {
      Chapter(folder: $0, source: SourceText(try text("Chapters/\($0)/chapter.md")))
    }
    var replications: [String: Replication] = [:]
    for chapter in chapters {
      let path = "\(root)/Book/records/\(chapter.id).replication.json"
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      replications[chapter.id] = try Replication([UInt8](data), path: path)
    }
    let book = Book(
      chapters: chapters,
      bibliography: Bibliography(SourceText(try text("Chapters/bibliography.md"))),
      sayings: Sayings(SourceText(try text("Chapters/sayings.md"))), replications: replications)
    var records: [String: ChapterRecord] = [:]
    for chapter in chapters {
      let record = try ChapterRecord.read(path: "\(root)/Book/records/\(chapter.id).json")
      records[chapter.id] = record
      try compare(ChapterPage(chapter, record, in: book).markdown, "Book/\(chapter.folder).md")
    }
    try compare(book.contents(records: records), "Book/README.md")
    try compare(book.claims(records: records), "Book/claims.md")
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  private func compare(_ page: String, _ path: String) throws {
    if ProcessInfo.processInfo.environment["LADDER_RECORD"] != nil {
      try page.write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8)
      return XCTFail("recorded \(path)")
    }
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, (line, was)) in zip(lines, kept).enumerated() where line != was {
      return XCTFail("\(path):\(number + 1): is\n  \(was)\nand would be\n  \(line)")
    }
    XCTAssertEqual(lines.count, kept.count, path)
  }
}
