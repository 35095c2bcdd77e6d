import Literate
import PageFixture
import Pages
import Site
import Trace
import XCTest

/// The scoreboard on the site's front page: both errors of each model on one scale.
final class ScoreboardTests: XCTestCase {
  private func score(_ model: String, _ error: Double, new: Double?) -> Output {
    func reach(_ error: Double) -> ScoreOutput.Reach {
      .init(error: error, interval: (error - 0.01)...(error + 0.01))
    }
    return Output(
      ScoreOutput(
        model: model, error: error, interval: reach(error).interval, newWriters: new.map(reach),
        seconds: 1, bytes: 1_000))
  }

  func testItIsAPlot() throws {
    var fixture = Fixture(markdown: "# T\n\n```swift id=s\nscore()\n```\n")
    fixture.ran(
      "s", .output(score("near", 0.02, new: 0.05)), .output(score("<line>", 0.03, new: nil)))
    let edition = HTMLEdition(fixture.book, states: [ChapterState(fixture.woven().page)])
    let file = try XCTUnwrap(edition.files().first { $0.path == "index.html" })
    guard case .bytes(let bytes) = file.contents else { return XCTFail("a page has bytes") }
    let page = String(decoding: bytes, as: UTF8.self)
    XCTAssertEqual(page.components(separatedBy: "<g class=\"same\"><path").count, 3)
    XCTAssertEqual(page.components(separatedBy: "<g class=\"new\"><path").count, 2)
    // From 0 at 8 to the largest upper end, 6 percent, at 172.
    for expected in [
      "<circle cx=\"144.7\" cy=\"21\" r=\"4\"/>", "<path d=\"M117.3 21H172.0\"/>", ">6%</text>",
      ">&lt;line&gt;</a></td>", "2.0 %<small>1.0 to 3.0 %</small>",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
    let parts = ["The scoreboard</h2>", "The chapters</h2>"]
    let places = try parts.map { try XCTUnwrap(page.range(of: $0)).lowerBound }
    XCTAssertEqual(places, places.sorted(), "the scoreboard stands above the chapters")
  }
}
