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
        Output(NumberOutput(name: "test-accuracy", value: .float(0.973))),
        Output(NumberOutput(name: "rows", value: .integer(3))),
        Output(NumberOutput(name: "best", value: .text("Adam"))),
        Output(FootnoteOutput("a note")),
      ])
    XCTAssertNotNil(trace.finish)
  }

  /// The memory comes from the kernel and goes back to it: what the heap hands out it may have had
  /// for long.
  func testPeakMemoryBelongsToItsBlock() throws {
    let bytes = 64 << 20
    let (trace, _) = try recorded {
      Notebook.enter("small")
      Notebook.enter("large")
      let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
      memset(pages, 1, bytes)
      munmap(pages, bytes)
      Notebook.enter("after")
      Notebook.finish()
    }
    let room = bytes * 7 / 8
    let (small, large) = (try XCTUnwrap(trace["small"]), try XCTUnwrap(trace["large"]))
    XCTAssertGreaterThan(large.peakMemory, small.peakMemory + room)
    #if os(Linux)
      XCTAssertLessThan(try XCTUnwrap(trace["after"]).peakMemory, large.peakMemory - room)
    #endif
  }

  func testTimeBelongsToItsBlock() throws {
    let (trace, _) = try recorded {
      Notebook.enter("small")
      Notebook.enter("large")
      Thread.sleep(forTimeInterval: 0.5)
      Notebook.finish()
    }
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(trace["large"]).seconds, 0.5)
    XCTAssertLessThan(try XCTUnwrap(trace["small"]).seconds, 0.5)
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
