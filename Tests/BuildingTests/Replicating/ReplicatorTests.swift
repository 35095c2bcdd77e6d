import Building
import Foundation
import Pages
import Trace
import XCTest

/// Chapters run again with other luck: what stays is counted, what turns is told, what stops is not
/// hidden, and a run that has ended is not made again.
final class ReplicatorTests: XCTestCase {
  private static let chapter = """
    # Luck

    The mean is [0.50](#=mean "%.2f").

    ```swift id=steady
    import Foundation
    var random = Random(seed: 7)
    let draws = (0..<400).map { _ in Double.random(in: 0..<1, using: &random) }
    let mean = draws.reduce(0, +) / 400
    record("mean", mean)
    record("unbound", mean)
    claim("Draws are a half on average", answer: "True.") {
      Condition(
        "400 draws", effect: mean, holds: { abs($0 - 0.5) < 0.1 }, threshold: "within 0.1 of 0.5")
    }
    claim("The first draw is above a half", answer: "That is luck.") {
      Condition("seed 7", effect: draws[0], holds: { $0 > 0.5 }, threshold: "more than 0.5")
      Condition("again", effect: draws[0], holds: { $0 > 0.5 }, threshold: "more than 0.5")
    }
    ```

    ```swift id=verdicts cap="What does the gate say?"
    var table = Results(.text("program"), .text("the gate"), .decimal("error", "%.3f"))
    table.add("honest", "passes", draws[1])
    table.add("broken", draws[0] > 0.1 ? "stopped at \\(draws[0])" : "passes", draws[2])
    show(table)
    ```

    ```swift id=late
    if ProcessInfo.processInfo.environment["LADDER_SEED"] == "2" { fatalError("not with this luck") }
    claim("It ends", answer: "It does.") {
      Condition("here", exact: 1.0, holds: { $0 == 1 }, threshold: "exactly 1")
    }
    ```
    """

  private func replicate(_ book: FixtureBook, times: Int) throws -> (isGood: Bool, Replication) {
    let isGood = try book.replicate(times: times)
    let bytes = try XCTUnwrap(try Disk.read(book.folder["Book/records/ch01.replication.json"]))
    return (isGood, try Replication(bytes))
  }

  func testVerdictsNumbersAndGatesAreCounted() throws {
    let book = try FixtureBook(["ch01-luck": Self.chapter])
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    let (isGood, replication) = try replicate(book, times: 4)
    XCTAssertTrue(isGood, book.errors)

    XCTAssertEqual(replication.runs.map(\.seed), [1, 2, 3, 4])
    XCTAssertEqual(replication.runs.map { $0.failure != nil }, [false, true, false, false])
    XCTAssertEqual(
      replication.runs[1].failure?.contains("stopped in block `late`: not with this luck"), true)

    let steady = try XCTUnwrap(replication.claim(of: "steady", ordinal: 1))
    XCTAssertEqual(steady.words, "the same with 4 of 4 other seeds")
    let shaky = try XCTUnwrap(replication.claim(of: "steady", ordinal: 2))
    XCTAssertEqual(Set(shaky.verdicts), [.holds, .doesNotHold], "four first draws on both sides")
    XCTAssertTrue(shaky.tally.turns)
    XCTAssertTrue(shaky.words.contains(", holds with "), shaky.words)
    XCTAssertEqual(Set(shaky.conditions[0].effects).count, 4, "each seed draws other numbers")
    let late = try XCTUnwrap(replication.claim(of: "late", ordinal: 1))
    XCTAssertEqual(late.words, "the same with 3 of 3 other seeds; 1 run stopped before it")

    XCTAssertEqual(replication.gates.map(\.block), ["verdicts"])
    XCTAssertEqual(replication.gates[0].outcomes.count { $0 == .held }, 4)
    XCTAssertEqual(replication.numbers.map(\.name), ["mean"], "the prose shows no other number")
    let spread = try XCTUnwrap(replication.numbers[0].spread)
    XCTAssertTrue(spread.lowerBound < spread.upperBound && spread.lowerBound > 0.4)

    for line in [
      "ch01 with 4 other seeds", "verdict  4 of 4  holds", "gate     4 of 4  held",
      "With seed 2 the chapter stopped: line ", "Kept in Book/records/ch01.replication.json.",
    ] { XCTAssertTrue(book.output.contains(line), "no \"\(line)\" in:\n\(book.output)") }
  }

  func testPageAndCheckSayWhatTurns() throws {
    let book = try FixtureBook(["ch01-luck": Self.chapter])
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    XCTAssertTrue(try book.replicate(times: 4), book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .failure, "the page is of before")
    XCTAssertEqual(try book.build(), .success, book.errors)
    let page = try XCTUnwrap(book.folder.text("Book/ch01-luck.md"))
    XCTAssertTrue(page.contains("> **Answer.** True.\n>\n> **Claim.** Draws are a half on average"))
    XCTAssertTrue(page.contains("> **Verdict: holds**, the same with 4 of 4 other seeds."), page)
    XCTAssertTrue(page.contains("> **Verdict: turns with the seed**, and so counts as too small"))
    let ledger = try XCTUnwrap(book.folder.text("Book/claims.md"))
    XCTAssertTrue(ledger.contains("Tried with other seeds: 3, of which turned: 1."), ledger)

    // Told, and no failure: it is what was found.
    XCTAssertEqual(try book.build { $0.purpose = .checking }, .success, book.errors)
    for words in [
      "warning: the verdict on \"The first draw is above a half\" turns with the seed: the same with ",
      "warning: 1 of 3 claims is too small to tell, and not more than one in four may be",
      "warning: with other luck the chapter stops (LADDER_SEED=2): line ",
    ] { XCTAssertTrue(book.errors.contains(words), "no \"\(words)\" in:\n\(book.errors)") }

    // After a change of the code the runs are of earlier code, and take nothing back.
    try book.write("ch01-luck", Self.chapter.replacing("$0 > 0.5", with: "$0 > 0.4"))
    _ = try book.build()
    let changed = try XCTUnwrap(book.folder.text("Book/ch01-luck.md"))
    XCTAssertTrue(changed.contains("other seeds (as of earlier code)."), changed)
    XCTAssertFalse(changed.contains("turns with the seed"), changed)
  }

  func testRunsThatHaveEndedAreKeptAndOtherCodeRunsAnew() throws {
    let book = try FixtureBook(["ch01-luck": Self.chapter])
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    func trace(_ seed: Int) throws -> Date? {
      let path = book.folder[".build/book/ch01/replication/\(seed)/trace.jsonl"]
      return try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }
    _ = try replicate(book, times: 1)
    let first = try trace(1)
    let (_, two) = try replicate(book, times: 2)
    XCTAssertEqual(try trace(1), first, "the first run is not made again")
    XCTAssertEqual(two.runs.count, 2)

    let changed = Self.chapter.replacing("0..<400", with: "0..<401")
    try book.write("ch01-luck", changed)
    XCTAssertFalse(try book.replicate(times: 1))
    XCTAssertTrue(
      book.errors.contains("ch01: the record is of other code than the chapter's block `steady`"),
      book.errors)
    XCTAssertEqual(try book.build { $0.purpose = .accepting }, .success, book.errors)
    XCTAssertTrue(try book.replicate(times: 1), book.errors)
    XCTAssertNotEqual(try trace(1), first)
  }
}
