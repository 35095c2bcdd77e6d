import Foundation
import Literate
import PageFixture
import Pages
import Trace
import Weaving
import XCTest

final class SpeedTests: XCTestCase {
  /// Tangling and weaving are never felt: 35 chapters of 700 lines are read, tangled and woven in
  /// under half a second together.
  func testThirtyFiveChaptersAreTangledAndWovenInAMoment() throws {
    var fixture = try Fixture.everything()
    let record = fixture.record()
    let part = """

      A paragraph of *prose* with `code` and a number, [117](#=distance-after-50-steps "%.0f").

      ```swift
      /// Halves until little is left.
      func halved_NUMBER(_ value: Double) -> Double {
        var rest = value
        while rest > 1e-3 { rest /= 2 }  // hide
        return rest
      }
      let text_NUMBER = "a string with \\(halved_NUMBER(3)) in it"
      for step in [1, 2, 3] where step > 1 { print(step, text_NUMBER) }
      ```

      """
    var lines = fixture.markdown.split(separator: "\n", omittingEmptySubsequences: false).count
    var number = 0
    while lines < 700 {
      number += 1
      fixture.markdown += part.replacingOccurrences(of: "NUMBER", with: "\(number)")
      lines += 14
    }
    let source = SourceText(fixture.markdown)
    let weaver = Weaver(fixture.book)
    let document = Array(record.document.utf8)
    var (tangling, weaving) = (Double.infinity, Double.infinity)
    for _ in 0..<5 {
      // Processor time: other programs on the machine do not count.
      let start = clock()
      for _ in 0..<35 {
        let tangled = Chapter(folder: "ch04-ceiling", source: source).tangled()
        XCTAssertTrue(tangled.isSound && tangled.swift.contains("func halved_9("))
      }
      let middle = clock()
      let chapter = Chapter(folder: "ch04-ceiling", source: source)
      for _ in 0..<35 {
        let accepted = try ChapterRecord(document)
        let woven = weaver.weave(chapter, record, accepted: accepted)
        XCTAssertTrue(woven.differences.isEmpty)
      }
      tangling = min(tangling, Double(middle - start) / Double(CLOCKS_PER_SEC))
      weaving = min(weaving, Double(clock() - middle) / Double(CLOCKS_PER_SEC))
    }
    print("35 chapters of \(lines) lines: tangling \(tangling) s, weaving \(weaving) s")
    XCTAssertLessThan(tangling + weaving, 0.5)
  }
}
