import PageFixture
import Pages
import TestSupport
import Trace
import Weaving
import XCTest

/// Damaged records are refused or read as what they say, and whatever is read can be compared and
/// woven. `LADDER_FUZZ_SECONDS` sets how long this looks for a counterexample.
final class FuzzTests: XCTestCase {
  func testDamagedRecords() throws {
    let fixture = try Fixture.everything()
    let original = fixture.record()
    let weaver = Weaver(fixture.book)
    let words = [
      "\"", "{", "]", ",", "\\ud800", "null", "1e999", "\"nan\"", "-1", "\n", "|", "```",
    ]
    var fuzzer = Fuzzer(
      seed: 21, corpus: [Array(original.document.utf8)] + words.map { Array($0.utf8) })
    var accepted = 0
    let tried = try fuzzer.run { damaged in
      guard let record = try? ChapterRecord(damaged) else { return }
      accepted += 1
      XCTAssertEqual(
        try ChapterRecord(Array(record.document.utf8)).document, record.document)
      _ = original.differences(from: record, in: fixture.chapter)
      _ = weaver.weave(fixture.chapter, original, accepted: record)
      _ = ChapterPage(fixture.chapter, record, in: fixture.book)
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertGreaterThan(tried, accepted)
  }
}
