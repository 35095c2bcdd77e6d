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

    /// The exercise, with a name of its own.
    func text(named name: String) -> String {
      """
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
      """.replacingOccurrences(of: "ex-a", with: "ex-\(name)")
        .replacingOccurrences(of: "double(", with: "\(name)(")
    }
  }

  /// What is found of each sample. All stand in one chapter, whose sets are compiled once.
  private func findings(_ samples: [String: Sample]) throws -> [String: [Diagnostic]] {
    let texts = samples.sorted { $0.key < $1.key }.map { $1.text(named: $0) }
    let book = try FixtureBook()
    try book.write("ch01-sample", "# A chapter\n\n" + texts.joined(separator: "\n\n"))
    let chapters = try Shelf(book.checkout).volumes.map(\.chapter)
    let proof = ExerciseProof(book.checkout, supervisor: Supervisor(), width: 2)
    let found = try proof.prove(chapters)[0].findings
    let named = Dictionary(grouping: found) { finding in
      samples.keys.first { finding.message.contains("'ex-\($0)'") } ?? ""
    }
    XCTAssertEqual(named.values.joined().count, found.count)
    return named
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
    var stopping = Sample()
    stopping.solution = "func double(_ x: Int) -> Int { [x, x][x] }"
    var copied = Sample()
    copied.other = copied.stub

    let found = try findings([
      "sound": Sample(), "weak": weak, "broken": broken, "idle": idle, "finished": finished,
      "alike": alike, "stopping": stopping, "copied": copied,
    ])
    XCTAssertNil(found["sound"])
    expect(found["weak"], "this wrong answer to 'ex-weak' passes", "to 'ex-weak' passes")
    expect(
      found["broken"],
      "this solution of 'ex-broken' does not pass: twice 3; expected 6; actual 7")
    expect(
      found["idle"], "does not pass: its checks expected nothing of it", "fails just as the one")
    expect(found["finished"], "the stub of 'ex-finished' passes its checks")
    expect(found["alike"], "fails just as the one at line")
    expect(found["stopping"], "it stopped the program")
    expect(found["copied"], "calls todo(), and is taken for the stub")
  }

  func testAnAnswerThatDoesNotCompileIsFound() throws {
    var refused = Sample()
    refused.wrong = "func double(_ x: Int) -> Int { \"x\" }"
    let found = try findings(["refused": refused])
    expect(found[""], "cannot convert return expression of type 'String'")
    XCTAssertEqual(found[""]?.first?.line, 17)
  }

  private func expect(
    _ findings: [Diagnostic]?, _ words: String..., file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let findings = findings ?? []
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
