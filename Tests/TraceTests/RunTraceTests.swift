import Foundation
import Trace
import XCTest

final class RunTraceTests: XCTestCase {
  func testEveryRecordComesBackAsItWasWritten() throws {
    let trace = try RunTrace(Array(Sample.text.utf8))
    XCTAssertEqual(trace.start.chapter, "ch04-optimization")
    XCTAssertEqual(trace.start.machine, "2 cores, \u{1}")
    XCTAssertEqual(trace.blocks.map(\.id), ["loss", "long"])
    XCTAssertEqual(
      trace.blocks[0].outputs.map(\.output),
      [
        Output(Sample.table), Output(Sample.figure),
        Output(NumberOutput(name: "test-accuracy", value: .float(0.973))),
        Output(NumberOutput(name: "rows", value: .integer(3))),
        Output(NumberOutput(name: "best", value: .text("nan"))),
      ])
    XCTAssertEqual(trace.blocks[0].outputs.map(\.offset), [3, 3, 9, 9, 9])
    XCTAssertEqual(
      trace.blocks[1].outputs.map(\.output),
      [Output(Sample.claim), Output(Sample.score), Output(FootnoteOutput("a note"))])
    XCTAssertEqual(trace.blocks[1].skipped, .long)
  }

  func testCostsAreDifferencesOfMarks() throws {
    let trace = try RunTrace(Array(Sample.text.utf8))
    XCTAssertEqual(trace["loss"]?.seconds, 1.5)
    XCTAssertEqual(trace["loss"]?.processorSeconds, 2.75)
    XCTAssertEqual(trace["loss"]?.peakMemory, 9)
    XCTAssertEqual(trace["long"]?.seconds, 0.5)
    XCTAssertEqual(trace.peakMemory, 1 << 40)
    XCTAssertNil(trace["other"])
  }

  func testEarlyEndIsRefusedUnlessAskedFor() throws {
    let lines = Sample.text.split(separator: "\n").map(String.init)
    let early = Array((lines.dropLast().joined(separator: "\n") + "\n").utf8)
    XCTAssertThrowsError(try RunTrace(early)) { error in
      XCTAssertEqual(
        "\(error)",
        "line 12, column 1: the closing record is missing: the chapter ended before its last block")
    }
    let partial = try RunTrace(early, partial: true)
    XCTAssertNil(partial.finish)
    XCTAssertNil(partial.blocks[1].end)
    XCTAssertEqual(partial.blocks[1].seconds, 0)
  }

  func testEveryTruncationIsRefusedOrPartial() throws {
    let bytes = Array(Sample.text.utf8)
    for count in bytes.indices {
      let cut = Array(bytes[..<count])
      XCTAssertThrowsError(try RunTrace(cut), "a trace cut to \(count) bytes")
      let firstLineEnd = bytes.firstIndex(of: UInt8(ascii: "\n"))!
      if count > firstLineEnd { XCTAssertNoThrow(try RunTrace(cut, partial: true)) }
    }
  }

  func testRefusalsNameLineColumnAndReason() {
    let block = #"{"record":"block","id":"b","offset":0,"seconds":0,"cpu":0,"memory":0}"#
    let cases: [(String, String)] = [
      ("{", "line 3, column 2: expected a key, found the end"),
      ("[]", "line 3, column 1: expected a record as an object, found a list"),
      (#"{"record":"tabel"}"#, #"line 3, column 2: no record is called "tabel""#),
      (#"{"offset":0}"#, #"line 3, column 2: a record lacks the field "record""#),
      (Sample.records[1].line, #"line 3, column 1: the block "loss" begins twice"#),
      (Sample.records[0].line, "line 3, column 1: a second start record"),
      (
        #"{"record":"footnote","offset":0,"text":"a","texts":"b"}"#,
        #"line 3, column 44: a record has no field "texts""#
      ),
      (
        #"{"record":"footnote","offset":-1,"text":"a"}"#,
        #"line 3, column 22: the field "offset" of a record must not be negative, found -1"#
      ),
      (
        #"{"record":"number","offset":0,"name":"a","float":true}"#,
        #"line 3, column 42: the field "float" of a record must be a number, found a boolean"#
      ),
      (
        #"{"record":"number","offset":0,"name":"A b","float":1}"#,
        #"line 3, column 31: "A b" is not the short form of a name"#
      ),
      (
        #"{"record":"number","offset":0,"name":"a","float":1,"integer":1}"#,
        "line 3, column 2: a record must have exactly one of the fields "
          + #""text", "integer", "float""#
      ),
      (
        #"{"record":"figure","offset":0,"file":"../../etc.png","alt":"","digest":"","series":[]}"#,
        "line 3, column 31: a figure's file must be a plain name such as \"loss-1.png\", "
          + "found \"../../etc.png\""
      ),
      (
        #"{"record":"table","offset":0,"columns":[],"rows":[]}"#,
        "line 3, column 30: a table needs a column"
      ),
      (
        #"{"record":"table","offset":0,"columns":[{"title":"a","kind":"integer"}],"rows":[[1],[1.5]]}"#,
        #"line 3, column 73: row 2 of a table holds a number in the column "a", "#
          + "which is for integer"
      ),
      (
        #"{"record":"table","offset":0,"columns":[{"title":"a","kind":"float","format":"%s"}],"rows":[]}"#,
        #"line 3, column 69: "%s" is not the format of one number"#
      ),
      (
        #"{"record":"claim","offset":0,"claim":"a","verdict":"maybe","conditions":[]}"#,
        "line 3, column 42: "
      ),
    ]
    for (line, expected) in cases {
      XCTAssertThrowsError(try RunTrace(Sample.trace(with: line)), line) { error in
        if expected.hasSuffix(": ") {
          XCTAssertTrue("\(error)".hasPrefix(expected) || "\(error)".contains("condition"))
        } else {
          XCTAssertEqual("\(error)", expected)
        }
      }
    }
    let backwards = block.replacingOccurrences(of: #""offset":0"#, with: #""offset":5"#)
    XCTAssertThrowsError(
      try RunTrace(
        Sample.trace(
          with: backwards, block.replacingOccurrences(of: #""id":"b""#, with: #""id":"c""#)))
    ) { XCTAssertEqual("\($0)", "line 4, column 1: a mark goes backwards in output or in time") }
  }

  func testRowsOfTheScoreboardThatCannotBeAreRefused() throws {
    let good = TraceRecord.output(Output(Sample.score), offset: 0).line
    XCTAssertNoThrow(try RunTrace(Sample.trace(with: good), partial: true))
    var known = Sample.score
    known.newWriters = nil
    let alone = TraceRecord.output(Output(known), offset: 0).line
    XCTAssertFalse(alone.contains("newWriters"), "a field that is not there is not written")
    XCTAssertNoThrow(try RunTrace(Sample.trace(with: alone), partial: true))
    let spoilt: [(String, String, String)] = [
      ("0.014", "1.5", "takes an error as a share of the rows, from 0 to 1, found 1.5"),
      (
        "0.014", "0.5", "takes an interval that holds the error; 0.5 lies outside of 0.006 to 0.029"
      ),
      ("[0.006,0.029]", "[0.029,0.006]", "an interval must be two numbers in ascending order"),
      ("0.019", "1.5", "takes an error as a share of the rows, from 0 to 1, found 1.5"),
      ("[0.009,0.037]", "[0.037,0.009]", "an interval must be two numbers in ascending order"),
      (#"{"error":0.019"#, #"{"luck":0,"error":0.019"#, "new writers has no field \"luck\""),
      (
        #"{"error":0.019,"interval":[0.009,0.037]}"#, "0",
        "expected an error on new writers as an object"
      ),
      ("0.25", "-1", "must be zero or more, found -1"),
      ("276000", "-1", "must not be negative, found -1"),
      (#""nearest \"neighbours\"""#, #""""#, "needs the name of a model"),
    ]
    for (field, value, message) in spoilt {
      let line = good.replacingOccurrences(of: field, with: value)
      XCTAssertNotEqual(line, good, field)
      XCTAssertThrowsError(try RunTrace(Sample.trace(with: line), partial: true), line) {
        XCTAssertTrue("\($0)".hasPrefix("line 3, column ") && "\($0)".contains(message), "\($0)")
      }
    }
  }

  func testOrderIsKept() {
    let finish = Sample.records.last!.line
    let note = #"{"record":"footnote","offset":0,"text":"a"}"#
    let start = Sample.records[0].line
    let cases: [([UInt8], String)] = [
      (Array((note + "\n").utf8), "line 1, column 1: a trace must begin with a start record"),
      (
        Array((start + "\n" + note + "\n").utf8),
        "line 2, column 1: an output stands before the first block"
      ),
      (Sample.trace(with: finish, note), "line 4, column 1: a record stands after the closing one"),
      ([], "line 1, column 1: the trace holds no start record"),
      (
        Array(start.replacingOccurrences(of: #""format":1"#, with: #""format":2"#).utf8) + [10],
        "line 1, column 19: this trace has format 2 and only format 1 can be read: "
          + "run the chapter again"
      ),
    ]
    for (bytes, expected) in cases {
      XCTAssertThrowsError(try RunTrace(bytes)) { XCTAssertEqual("\($0)", expected) }
    }
  }

  func testLimitsAreChecked() throws {
    var limits = TraceLimits()
    limits.bytes = 100
    XCTAssertThrowsError(try RunTrace(Array(Sample.text.utf8), limits: limits)) {
      XCTAssertTrue("\($0)".contains("more than the 100 allowed"), "\($0)")
    }
    limits.bytes = 1 << 20
    limits.lineBytes = 200
    XCTAssertThrowsError(try RunTrace(Array(Sample.text.utf8), limits: limits)) {
      XCTAssertTrue("\($0)".hasPrefix("line 3, column 1: a record has"), "\($0)")
    }
    XCTAssertThrowsError(try RunTrace.read(path: "/dev/zero", limits: limits)) {
      XCTAssertEqual(
        "\($0)",
        "/dev/zero:1:1: the trace cannot be read: expected a regular file, found a device or a pipe"
      )
    }
    XCTAssertThrowsError(try RunTrace.read(path: "no/such.jsonl")) {
      XCTAssertEqual("\($0)", "no/such.jsonl:1:1: the trace cannot be read: there is no such file")
    }
  }
}
