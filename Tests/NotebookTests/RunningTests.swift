import Foundation
import Notebook
import Trace
import XCTest

final class RunningTests: XCTestCase {
  struct Stop: Error, CustomStringConvertible { let description = "the bowl has no floor" }

  func testARunRecordsItsBlocksAndOutputs() throws {
    let (trace, _) = try recorded {
      Notebook.enter("first")
      record("Test accuracy", 0.973 as Float)
      record("rows", 3)
      record("best", "Adam")
      footnote("a note")
      Notebook.enter("second")
      Notebook.finish()
    }
    XCTAssertEqual(trace.start.chapter, "ch04-test")
    XCTAssertTrue(trace.start.machine.contains("core"))
    XCTAssertEqual(trace.blocks.map(\.id), ["first", "second"])
    XCTAssertEqual(
      trace["first"]?.outputs.map(\.output),
      [
        .number(name: "test-accuracy", value: .float(0.973)),
        .number(name: "rows", value: .integer(3)), .number(name: "best", value: .text("Adam")),
        .footnote("a note"),
      ])
    XCTAssertNotNil(trace.finish)
  }

  /// Memory is the kernel's account of the whole process, from which it may take pages away at any
  /// moment; of three runs, one is not disturbed.
  func testPeakMemoryBelongsToItsBlock() throws {
    let megabytes = 64
    let room = (megabytes - 8) << 20
    var peaks: [[Int]] = []
    for _ in 0..<3 {
      let (trace, _) = try recorded {
        Notebook.enter("small")
        Notebook.enter("large")
        let bytes = [UInt8](repeating: 1, count: megabytes << 20)
        XCTAssertEqual(bytes.last, 1)
        Notebook.enter("after")
        Notebook.finish()
      }
      peaks.append(try ["small", "large", "after"].map { try XCTUnwrap(trace[$0]).peakMemory })
      #if os(Linux)
        if peaks.last![1] > peaks.last![0] + room && peaks.last![2] < peaks.last![1] - room {
          return
        }
      #else
        if peaks.last![1] > peaks.last![0] + room { return }
      #endif
    }
    XCTFail("64 megabytes do not show in the peaks \(peaks)")
  }

  func testTimeBelongsToItsBlock() throws {
    let (trace, _) = try recorded {
      Notebook.enter("small")
      Notebook.enter("large")
      Thread.sleep(forTimeInterval: 0.05)
      Notebook.finish()
    }
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(trace["large"]).seconds, 0.05)
    XCTAssertLessThan(try XCTUnwrap(trace["small"]).seconds, 0.05)
  }

  func testAnErrorIsNotedAndNothingIsClosed() throws {
    let (trace, _) = try recorded(partial: true) {
      Notebook.enter("bowl")
      throw Stop()
    }
    XCTAssertEqual(trace.failure, "the bowl has no floor")
    XCTAssertNil(trace.finish)
    XCTAssertEqual(trace.blocks.last?.id, "bowl")
  }

  func testLongAndDatalessBlocksArePassedOver() throws {
    var ran: [String] = []
    func body() {
      if Notebook.enters("long", long: true) { ran.append("long") }
      if Notebook.enters("digits", data: ["mnist"]) { ran.append("digits") }
      if Notebook.enters("both", long: true, data: ["cifar-10"]) { ran.append("both") }
      if Notebook.enters("plain") { ran.append("plain") }
      Notebook.finish()
    }
    let (first, _) = try recorded(variables: ["LADDER_MISSING": "mnist,other"]) { body() }
    XCTAssertEqual(ran, ["plain"])
    XCTAssertEqual(first.blocks.map(\.skipped), [.long, .data, .long, nil])
    ran = []
    let (second, _) = try recorded(variables: ["LADDER_LONG": "1"]) { body() }
    XCTAssertEqual(ran, ["long", "digits", "both", "plain"])
    XCTAssertEqual(second.blocks.map(\.skipped), [nil, nil, nil, nil])
  }

  func testATraceThatCannotBeWrittenIsASentence() {
    XCTAssertThrowsError(
      try Notebook.run(chapter: "ch04", traceFolder: "/no/such", variables: [:]) {}
    ) { error in
      XCTAssertEqual(
        "\(error)",
        "the trace /no/such/trace.jsonl cannot be written: "
          + "LADDER_TRACE must name a folder that exists")
    }
  }
}
