import Trace
import XCTest

/// The records of what other code came to.
final class ForeignRecordTests: XCTestCase {
  private let run = ForeignRun(
    chapter: "aa", code: "bb", date: "2026-11-29", machine: "a \"machine\"", seconds: 1.5,
    libraries: [.init("PyTorch", "2.13.0"), .init("NumPy", "2.4.6")])

  private var same: SameRecord {
    SameRecord(entries: [
      .init(
        name: "distances", run: run,
        numbers: [
          .init(name: "test-accuracy", ours: .float(0.973), theirs: .float(0.9731)),
          .init(name: "wrong", ours: .integer(4), theirs: .integer(4)),
          .init(name: "odd", ours: .float(.nan), theirs: .float(-.infinity)),
          .init(name: "label", ours: .text("seven"), theirs: .text("seven")),
        ])
    ])
  }

  private var again: AgainRecord {
    AgainRecord(
      run: run,
      findings: [
        .init(
          id: "law", sentence: "Four times the darts halve the miss.", holds: true,
          numbers: [
            .init(name: "slope", value: .float(-0.5)), .init(name: "n", value: .integer(7)),
          ]
        ),
        .init(id: "ten", sentence: "Ten times do not.", holds: false, numbers: []),
      ])
  }

  func testARecordIsReadAsItWasWritten() throws {
    XCTAssertEqual(try SameRecord(Array(same.document.utf8), path: "a.json"), same)
    XCTAssertEqual(same["distances"], same.entries[0])
    XCTAssertNil(same["none"])
    XCTAssertEqual(try AgainRecord(Array(again.document.utf8), path: "a.json"), again)
  }

  func testWhatIsDamagedIsRefusedAtItsLine() {
    for (before, after, sentence) in [
      ("\"format\": 1", "\"format\": 2", "format 2, and only format 1 can be read"),
      ("\"seconds\": 1.5", "\"seconds\": -1", "must be zero or more"),
      ("\"2.13.0\"", "2.13", "the version of PyTorch must be a string"),
      ("{\"integer\":4}", "{\"integer\":4,\"float\":1}", "exactly one of the fields"),
      ("\"name\":\"wrong\"", "\"nome\":\"wrong\"", "no field \"nome\""),
      ("\"numbers\": [", "\"numbers\": 7, \"more\": [", "no field \"more\""),
    ] {
      let text = same.document.replacing(before, with: after)
      XCTAssertNotEqual(text, same.document, before)
      XCTAssertThrowsError(try SameRecord(Array(text.utf8), path: "a.json"), before) {
        XCTAssertTrue("\($0)".contains(sentence), "\($0)")
        XCTAssertTrue("\($0)".hasPrefix("a.json:"), "\($0)")
      }
    }
    let text = again.document.replacing("\"holds\": false", with: "\"holds\": 0")
      .replacing("\"holds\":false", with: "\"holds\":0")
    XCTAssertThrowsError(try AgainRecord(Array(text.utf8), path: "a.json")) {
      XCTAssertTrue("\($0)".contains("must be true or false"), "\($0)")
    }
  }

  func testSentences() {
    XCTAssertEqual(run.words, "PyTorch 2.13.0 and NumPy 2.4.6")
    var three = run
    three.libraries.append(.init("SciPy", "1.17.1"))
    XCTAssertEqual(three.words, "PyTorch 2.13.0, NumPy 2.4.6 and SciPy 1.17.1")
    XCTAssertEqual(again.summary, "1 of 2 headlines hold")
    var one = again
    one.findings.removeFirst()
    XCTAssertEqual(one.summary, "the headline does not hold")
  }

  func testWhatPythonLeavesIsRead() throws {
    let text = """
      {"libraries": {"NumPy": "2.4.6"}, "numbers": [{"name": "a", "float": "inf"}],
       "findings": [{"id": "x", "sentence": "s", "holds": true, "numbers": []}]}
      """
    let result = try ForeignResult(Array(text.utf8), path: "r.json")
    XCTAssertEqual(result.libraries, [.init("NumPy", "2.4.6")])
    XCTAssertEqual(result.numbers, [.init(name: "a", value: .float(.infinity))])
    XCTAssertEqual(result.findings.map(\.id), ["x"])
  }
}
