import Building
import Foundation
import Literate
import XCTest

/// The proof of exercises, itself put to the proof: spoilt ones must be found.
final class ExerciseProofTests: XCTestCase {
  /// One exercise whose parts can be spoilt one at a time.
  private struct Sample {
    var stub = "func double(_ x: Int) -> Int { todo() }"
    var check = """
      expect(double(3), equals: 6, "twice 3")
      expect(double(0), equals: 0, "twice 0")
      expect(double(5), equals: 10, "twice 5")
      """
    var solution = "func double(_ x: Int) -> Int { x + x }"
    var wrong = "func double(_ x: Int) -> Int { x * x }"
    var other = "func double(_ x: Int) -> Int { x + 2 }"

    var text: String {
      """
      # A chapter

      **[Exercise](#ex-a) Twice.** Double it.

      ```swift id=ex-a role=exercise
      \(stub)
      ```
      ```swift for=ex-a role=check
      \(check)
      ```
      ```swift for=ex-a role=solution
      \(solution)
      ```
      ```swift for=ex-a role=wrong reason="that squares it"
      \(wrong)
      ```
      ```swift for=ex-a role=wrong reason="that adds two"
      \(other)
      ```
      """
    }
  }

  /// The findings for each sample; all are proved in one go.
  private func findings(_ samples: [Sample]) throws -> [[Diagnostic]] {
    let book = try FixtureBook()
    for (number, sample) in samples.enumerated() {
      try book.write("ch0\(number)-sample", sample.text)
    }
    let chapters = try Shelf(book.checkout).volumes.map(\.chapter)
    let proof = ExerciseProof(book.checkout, supervisor: Supervisor(), width: 2)
    return try proof.prove(chapters).map(\.findings)
  }

  func testWhatIsSpoiltIsFound() throws {
    var weak = Sample()
    weak.check = #"expect(double(2), equals: 4, "twice 2")"#
    var broken = Sample()
    broken.solution = "func double(_ x: Int) -> Int { x + x + 1 }"
    var idle = Sample()
    idle.check = "_ = double(1)"
    var finished = Sample()
    finished.stub = "func double(_ x: Int) -> Int { x + x }"
    var alike = Sample()
    alike.other = "func double(_ x: Int) -> Int { var y = x; y *= x; return y }"
    var refused = Sample()
    refused.wrong = "func double(_ x: Int) -> Int { \"x\" }"
    var stopping = Sample()
    stopping.solution = "func double(_ x: Int) -> Int { [x, x][x] }"
    var copied = Sample()
    copied.other = copied.stub

    let found = try findings(
      [Sample(), weak, broken, idle, finished, alike, refused, stopping, copied])
    XCTAssertEqual(found[0], [])
    expect(
      found[1], "this wrong answer to 'ex-a' passes", "this wrong answer to 'ex-a' passes")
    expect(found[2], "this solution of 'ex-a' does not pass: twice 3; expected 6; actual 7")
    expect(found[3], "does not pass: its checks expected nothing of it", "fails just as the one")
    expect(found[4], "the stub of 'ex-a' passes its checks")
    expect(found[5], "fails just as the one at line")
    expect(found[6], "cannot convert return expression of type 'String'")
    expect(found[7], "it stopped the program")
    expect(found[8], "calls todo(), and is taken for the stub")
  }

  private func expect(
    _ findings: [Diagnostic], _ words: String..., file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(findings.count, words.count, "\(findings)", file: file, line: line)
    for (finding, word) in zip(findings, words) {
      XCTAssertTrue(finding.message.contains(word), finding.headline, file: file, line: line)
      XCTAssertEqual(finding.severity, .error, file: file, line: line)
    }
  }

  /// The book's own exercises, one of them spoilt in the two ways that matter most.
  func testASpoiltExerciseOfTheBookIsFound() throws {
    let name = "ch00-how-this-book-works"
    let path = "\(FixtureBook.project)/Chapters/\(name)/chapter.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    func spoilt(_ old: String, _ new: String) throws -> [String] {
      XCTAssertTrue(text.contains(old), old)
      let book = try FixtureBook()
      try book.write(name, text.replacingOccurrences(of: old, with: new))
      let chapters = try Shelf(book.checkout).volumes.map(\.chapter)
      let proof = ExerciseProof(book.checkout, supervisor: Supervisor(), width: 2)
      return try proof.prove(chapters)[0].findings.map(\.message)
    }
    let broken = try spoilt("return Int((16 * p * (1 - p)", "return Int((8 * p * (1 - p)")
    XCTAssertEqual(broken.count, 1, "\(broken)")
    XCTAssertTrue(broken.first?.hasPrefix("this solution of 'ex-darts' does not") ?? false)
    let weakened = try spoilt(
      #"expect(average([]).isNaN, "the mean of nothing is not a number")"#, "")
    XCTAssertEqual(weakened, ["this wrong answer to 'ex-average' passes its checks"])
  }
}
