import TestSupport
import Trace
import XCTest

/// Damaged traces are refused or read as what they say. `LADDER_FUZZ_SECONDS` sets how long this
/// looks for a counterexample.
final class FuzzTests: XCTestCase {
  func testDamagedTraces() throws {
    let lines = Sample.records.map { Array($0.line.utf8) }
    var fuzzer = Fuzzer(seed: 20, corpus: [Array(Sample.text.utf8)] + lines)
    var accepted = 0
    let tried = try fuzzer.run { damaged in
      if (try? RunTrace(damaged)) != nil { accepted += 1 }
      _ = try? RunTrace(damaged, partial: true)
      // What a line says it says again when it is written anew.
      for line in damaged.split(separator: UInt8(ascii: "\n")) {
        guard let record = try? TraceRecord(Array(line), in: 0..<line.count) else { continue }
        let again = Array(record.line.utf8)
        XCTAssertEqual(try TraceRecord(again, in: 0..<again.count).line, record.line)
      }
    }
    XCTAssertGreaterThan(accepted, 0)
    XCTAssertGreaterThan(tried, accepted)
  }
}
