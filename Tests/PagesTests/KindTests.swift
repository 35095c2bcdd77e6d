import PageFixture
import Pages
import Trace
import XCTest

final class KindTests: XCTestCase {
  /// A kind that is read and cannot be shown, or the other way round, is one that somebody forgot.
  func testEveryKindThatIsReadCanBeShown() {
    XCTAssertEqual(
      Set(Output.pageKinds.map { $0.word }), Set(Output.kinds.map { $0.word }))
    XCTAssertEqual(Set(Output.kinds.map { $0.word }).count, Output.kinds.count)
  }

  /// What the clock said is no part of what must be the same on any number of threads.
  func testTimesAreLeftOutOfWhatIsCompared() throws {
    let record = try Fixture.everything().record()
    let scores = record.blocks.map(\.withoutTimes).flatMap { $0.outputs(of: ScoreOutput.self) }
    XCTAssertEqual(scores.map(\.seconds), [0])
    XCTAssertEqual(scores.map(\.error), [Fixture.score.error])
    func entry(on day: String, _ seconds: Double, of library: String) -> BlockEntry {
      BlockEntry(
        id: "a", code: "1",
        origin: .init(machine: "m", date: day, seconds: seconds, library: library))
    }
    let first = entry(on: "2026-01-01", 3, of: "b").withoutTimes
    XCTAssertEqual(first, entry(on: "2026-01-02", 4, of: "b").withoutTimes)
    XCTAssertNotEqual(first, entry(on: "2026-01-01", 3, of: "c").withoutTimes)
  }
}
