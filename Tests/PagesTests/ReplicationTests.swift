import Trace
import Pages
import XCTest

final class ReplicationTests: XCTestCase {
  private func claim(_ verdicts: [Verdict?]) -> Replication.Claim {
    Replication.Claim(
      block: "a", ordinal: 1, text: "It is so", code: "0123", verdict: .holds, verdicts: verdicts,
      conditions: [
        .init(name: "here", verdict: .holds, verdicts: verdicts, effects: verdicts.map { _ in 0.5 })
      ])
  }

  private var replication: Replication {
    Replication(
      chapter: "ch04-ceiling", machine: "2 cores", date: "2026-11-29",
      runs: [
        .init(seed: 1, seconds: 2.5), .init(seed: 2, seconds: 1, failure: "line 3: stopped"),
      ], claims: [claim([.depends, nil])],
      numbers: [.init(name: "loss", recorded: 0.25, values: [.infinity, nil])],
      gates: [.init(block: "gate", code: "4567", outcomes: [.readOtherwise, .stopped])])
  }

  func testTheFileSaysAllOfIt() throws {
    XCTAssertEqual(try Replication(Array(replication.document.utf8)), replication)
  }

  func testFilesThatNoReplicationLeavesAreRefused() {
    func refusal(_ old: String, _ new: String) -> String {
      let text = replication.document.replacing(old, with: new)
      XCTAssertNotEqual(text, replication.document, old)
      do {
        _ = try Replication(Array(text.utf8), path: "r.json")
        return "accepted"
      } catch { return "\(error)" }
    }
    XCTAssertTrue(refusal("\"format\": 1", "\"format\": 7").contains("format 7"))
    XCTAssertTrue(
      refusal("\"stopped\"]", "\"stopped\", null]").contains("one entry for each of the 2 runs"))
    XCTAssertTrue(refusal("\"read otherwise\"", "\"maybe\"").contains("must hold \"held\""))
    XCTAssertTrue(refusal("\"seconds\":2.5", "\"seconds\":-1").contains("zero or more"))
  }

  func testWordsSayWhatStaysAndWhatTurns() {
    XCTAssertEqual(claim([.holds, .holds]).words, "the same with 2 of 2 other seeds")
    XCTAssertEqual(
      claim([.holds, .depends, .tooSmallToTell, .depends]).words,
      "the same with 1 of 4 other seeds, depends with 2, too small to tell with 1")
    XCTAssertEqual(
      claim([.holds, nil, nil]).words,
      "the same with 1 of 1 other seeds; 2 runs stopped before it")
    XCTAssertEqual(claim([nil]).words, "no run with another seed came to it")
    XCTAssertFalse(claim([.holds, nil]).tally.turns)
    XCTAssertEqual(replication.numbers[0].spread, .infinity ... .infinity)
    XCTAssertTrue(replication.gates[0].tally.turns)
  }
}
