import Foundation
import Literate
import Trace
import Weaving
import XCTest

final class SpeedTests: XCTestCase {
  /// Weaving is never felt: 35 chapters of 700 lines take well under a quarter of a second.
  func testThirtyFiveChaptersAreWovenInAMoment() throws {
    let fixture = try Fixture.everything()
    let paragraph =
      "A paragraph of *prose* with `code` and a number, [117](#=distance-after-50-steps \"%.0f\").\n\n"
    var fixtureOfLines = fixture
    var lines = fixture.markdown.split(separator: "\n", omittingEmptySubsequences: false).count
    while lines < 700 {
      fixtureOfLines.markdown += "\n" + paragraph + "```swift role=show\nlet x = 1\n```\n"
      lines += 6
    }
    let chapter = fixtureOfLines.chapter
    let record = fixtureOfLines.record()
    let weaver = Weaver(fixture.book)
    let document = Array(record.document.utf8)
    var best = Double.infinity
    for _ in 0..<5 {
      // Processor time: other programs on the machine do not count.
      let start = clock()
      for _ in 0..<35 {
        let accepted = try ChapterRecord(document)
        let woven = weaver.weave(chapter, record, accepted: accepted)
        XCTAssertTrue(woven.differences.isEmpty)
      }
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    print("weaving 35 chapters of \(lines) lines: \(best) s")
    XCTAssertLessThan(best, 0.25)
  }
}
