import Foundation
import PageFixture
import Pages
import Trace
import Weaving
import XCTest

final class RecordTests: XCTestCase {
  func testEverythingComesBackAsItWasWritten() throws {
    let record = try Fixture.everything().record()
    let document = record.document
    XCTAssertEqual(try ChapterRecord(Array(document.utf8)), record)
    XCTAssertEqual(try ChapterRecord(Array(document.utf8)).document, document)
    XCTAssertTrue(document.hasSuffix("}\n"))
    // Diffs stay readable: short lines, except for single long strings.
    let long = document.split(separator: "\n").filter { $0.utf8.count > 120 }
    XCTAssertTrue(long.allSatisfy { $0.ranges(of: "\": \"").count == 1 }, "\(long)")
  }

  func testAChangedNumberIsAChangedLine() throws {
    let fixture = try Fixture.everything()
    var other = fixture
    other.trace.blocks[3].outputs[1] = .init(
      output: Output(NumberOutput(name: "distance-after-50-steps", value: .float(118))), offset: 20)
    let (was, now) = (fixture.record().document, other.record().document)
    let changed = was.split(separator: "\n").difference(from: now.split(separator: "\n"))
    XCTAssertLessThanOrEqual(changed.count, 4)
  }

  func testEveryTruncationIsRefused() throws {
    let bytes = Array(try Fixture.everything().record().document.utf8)
    for count in 0..<(bytes.count - 2) {
      XCTAssertThrowsError(try ChapterRecord(Array(bytes[..<count])), "cut to \(count) bytes")
    }
  }

  func testRefusalsNamePathLineColumnAndReason() throws {
    let document = try Fixture.everything().record().document
    func refusal(_ old: String, _ new: String) -> String {
      let text = document.replacingOccurrences(of: old, with: new)
      XCTAssertNotEqual(text, document, "\(old) is there to be replaced")
      do {
        _ = try ChapterRecord(Array(text.utf8), path: "Book/records/ch04.json")
        return "accepted"
      } catch { return "\(error)" }
    }
    XCTAssertEqual(
      refusal("\"format\": 1", "\"format\": 9"),
      "Book/records/ch04.json:2:2: this record has format 9 and only format 1 can be read: "
        + "accept the chapter's output anew")
    XCTAssertEqual(
      refusal("\"seconds\": 11", "\"seconds\": -11"),
      "Book/records/ch04.json:5:2: the field \"seconds\" of a record must be zero or more, found -11.0"
    )
    XCTAssertTrue(refusal("\"printed\"", "\"pr1nted\"").contains("lacks the field \"output\""))
    XCTAssertTrue(refusal("\"id\":\"listed\"", "\"id\":\"prints\"").contains("has two entries"))
    XCTAssertTrue(
      refusal("\"abc\"", "7").contains("the field \"digest\" of a part of a block must be a string")
    )
    XCTAssertTrue(refusal("ceiling.png", "../ceiling.png").contains("must be a plain name"))
    XCTAssertTrue(refusal("\"memory\"", "\"memories\"").contains("has no field \"memories\""))
  }

  /// Found by the fuzzer: a time that is no Int stopped the weaver.
  func testTimesOfAnySizeAreWoven() throws {
    XCTAssertEqual(Costs.time(7200), "about 2 hours")
    let fixture = try Fixture.everything()
    var record = fixture.record()
    for seconds in [1e5, 1e19, 1e300] {
      record.cost.seconds = seconds
      for index in record.blocks.indices where record.blocks[index].origin != nil {
        record.blocks[index].origin?.seconds = seconds
      }
      let again = try ChapterRecord(Array(record.document.utf8))
      let page = ChapterPage(fixture.chapter, again, in: fixture.book).markdown
      XCTAssertTrue(page.contains(Costs.time(seconds)), "\(seconds)")
      XCTAssertFalse(fixture.book.contents(records: ["ch04": again]).isEmpty)
    }
  }

  func testAMissingOrOversizedFileIsASentence() {
    XCTAssertThrowsError(try ChapterRecord.read(path: "Book/records/ch99.json")) {
      XCTAssertEqual(
        "\($0)", "Book/records/ch99.json:1:1: the record cannot be read: there is no such file")
    }
    XCTAssertThrowsError(try ChapterRecord.read(path: "/dev/zero")) {
      XCTAssertEqual(
        "\($0)",
        "/dev/zero:1:1: the record cannot be read: expected a regular file, found a device or a pipe"
      )
    }
  }

  func testOutputBeforeAndBetweenAndBehindIsCutWhereItWas() throws {
    let record = try Fixture.everything().record()
    let parts = try XCTUnwrap(record["ceiling"]).parts
    XCTAssertEqual(parts.first, .printed("before\n"))
    XCTAssertEqual(parts.last, .printed("after\n"))
    XCTAssertEqual(
      record["ceiling"]?.numbers.map(\.name), ["distance-after-50-steps", "best", "accuracy"])
    XCTAssertEqual(record.number("best")?.block, "ceiling")
    XCTAssertNil(record["helper"], "a block without output has no entry")
    XCTAssertNil(record["never"])
    XCTAssertEqual(record.cost.seconds, 11, "long blocks are not part of what a chapter costs")
  }
}
