import Trace
import XCTest

final class GradeRecordTests: XCTestCase {
  private let records: [GradeRecord] = [
    .untried, .trying("[1, 2]"), .failure(GradeFailure("a \"quoted\" message")),
    .failure(GradeFailure("m", expected: "1", actual: "2", input: "[0]")), .thrown("oops"),
    .score("error: 0.018 (at most 0.02)"),
    .finish(met: 3, secret: "s"),
  ]

  private func report(_ text: String) throws -> GradeReport {
    try GradeReport(reading: Array(text.utf8), secret: "s")
  }

  func testRecordsAreReadAsTheyWereWritten() throws {
    for record in records {
      let bytes = Array(record.line.utf8)
      XCTAssertEqual(try GradeRecord(bytes, in: 0..<bytes.count), record)
    }
    let all = try report(records.map { $0.line + "\n" }.joined())
    XCTAssertTrue(all.isUntried)
    XCTAssertEqual(all.lastCase, "[1, 2]")
    XCTAssertEqual(all.failures.count, 2)
    XCTAssertEqual(all.thrown, "oops")
    XCTAssertEqual(all.scores, ["error: 0.018 (at most 0.02)"])
    XCTAssertEqual(all.met, 3)
  }

  func testALineThatACrashCutOffIsLeftOut() throws {
    let cut = try report("{\"grade\":\"trying\",\"case\":\"7\"}\n{\"grade\":\"fin")
    XCTAssertEqual(cut.lastCase, "7")
    XCTAssertNil(cut.met)
    XCTAssertFalse(cut.passes)
  }

  func testNothingButAFullPassPasses() throws {
    XCTAssertFalse(try report("").passes)
    XCTAssertFalse(try report("{\"grade\":\"finish\",\"met\":0,\"secret\":\"s\"}\n").passes)
    XCTAssertFalse(
      try report(
        "{\"grade\":\"failure\",\"message\":\"m\"}\n{\"grade\":\"finish\",\"met\":9,\"secret\":\"s\"}\n"
      )
      .passes)
    XCTAssertTrue(try report("{\"grade\":\"finish\",\"met\":1,\"secret\":\"s\"}\n").passes)
  }

  func testAClosingRecordThatIsNotSignedIsNone() throws {
    for secret in ["", "t", "ss"] {
      let forged = try report("{\"grade\":\"finish\",\"met\":1,\"secret\":\"\(secret)\"}\n")
      XCTAssertNil(forged.met)
      XCTAssertFalse(forged.passes)
    }
  }

  func testAForgedOrBrokenReportIsRefusedWithItsPlace() {
    for (text, fragment) in [
      ("{\"grade\":\"finish\",\"met\":-1}\n", "met"), ("nonsense\n", "line 1"),
      ("{\"grade\":\"solved\"}\n", "not a kind of grade"),
      ("{\"grade\":\"untried\"}\n{}\n", "line 2"),
    ] {
      XCTAssertThrowsError(try report(text)) { error in
        XCTAssertTrue("\(error)".contains(fragment), "\(error)")
      }
    }
  }
}
