import PageFixture
import Pages
import Trace
import XCTest

final class LedgerTests: XCTestCase {
  private func ledger(_ verdicts: [Verdict?], answers: String = "C19") throws -> Ledger {
    var fixture = try Fixture.everything()
    fixture.markdown.replace("answers=C19", with: answers.isEmpty ? "" : "answers=\(answers)")
    fixture.verdicts = verdicts
    return Ledger(fixture.book, records: ["ch04": fixture.record()])
  }

  private func rows(_ ledger: Ledger) -> [String] {
    ledger.sections.flatMap { section in
      section.rows.map { row in
        "\(section.chapter.id) \(row.saying?.id ?? "own"): "
          + (row.finding?.claim.counted(row.finding?.standing).rawValue ?? "unanswered")
      }
    }
  }

  func testEverySayingOfAWrittenChapterStandsInIt() throws {
    let ledger = try ledger([.depends, .depends])
    // No chapter of the fixture is ch07, and a mistake in code is owed no claim.
    XCTAssertEqual(
      rows(ledger),
      ["ch02 C7: unanswered", "ch04 C19: depends", "ch04 C22: unanswered", "ch05 C22: unanswered"])
    XCTAssertEqual(ledger.sections.map(\.part), ["Part I: Steps", nil, nil])
    XCTAssertEqual(
      ledger.summary,
      "Sayings of the chapters written so far: 3, of which answered: 1. Claims: 1, of which holds: 0, "
        + "depends: 1, does not hold here: 0, too small to tell: 0. Tried with other seeds: 1, of "
        + "which turned: 0.")
  }

  func testAClaimThatTurnsCountsAsTooSmallToTell() throws {
    let ledger = try ledger([.depends, .holds, nil])
    XCTAssertEqual(rows(ledger)[1], "ch04 C19: too small to tell")
    let finding = try XCTUnwrap(ledger.sections[1].rows[0].finding)
    let (verdict, note) = finding.claim.conclusion(finding.standing)
    XCTAssertEqual(verdict, "turns with the seed")
    XCTAssertEqual(
      note,
      "and so counts as too small to tell: depends here, the same with 1 of 2 other seeds, holds with "
        + "1; 1 run stopped before it")
  }

  func testClaimsOfEarlierCodeAndOfNoSaying() throws {
    let fixture = try Fixture.everything()
    let claim = Fixture.claim
    let replication = try XCTUnwrap(fixture.book.replications["ch04"])
    let standing = replication.standing(of: claim, in: "claims", ordinal: 1, code: "other")
    XCTAssertEqual(
      standing,
      Standing(words: "the same with 3 of 3 other seeds (as of earlier code)", turns: false))
    XCTAssertNil(replication.standing(of: claim, in: "claims", ordinal: 2, code: "other"))
    XCTAssertEqual(rows(try ledger([], answers: ""))[1...].first, "ch04 C19: unanswered")
    XCTAssertEqual(rows(try ledger([], answers: "")).dropLast().last, "ch04 own: depends")
    XCTAssertEqual(claim.conclusion(nil).note, "")
  }

  /// As many claims as sayings answer them one by one; otherwise every claim answers every saying.
  func testClaimsAnswerSayingsInOrder() throws {
    var fixture = try Fixture.everything()
    fixture.markdown.replace("answers=C19", with: "answers=C19,C22")
    var other = Fixture.claim
    other.verdict = .holds
    XCTAssertEqual(
      rows(Ledger(fixture.book, records: ["ch04": fixture.record()]))[1...2],
      ["ch04 C19: depends", "ch04 C22: depends"])
    var record = fixture.record()
    let index = try XCTUnwrap(record.blocks.firstIndex { $0.id == "claims" })
    record.blocks[index].parts.append(.output(Output(other)))
    XCTAssertEqual(
      rows(Ledger(fixture.book, records: ["ch04": record]))[1...2],
      ["ch04 C19: depends", "ch04 C22: holds"])
  }
}
