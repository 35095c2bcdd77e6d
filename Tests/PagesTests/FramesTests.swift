import Literate
import PageFixture
import Pages
import Site
import Trace
import Weaving
import XCTest

/// Figures that change in time: a strip in both editions, which the site plays where it can.
final class FramesTests: XCTestCase {
  private let markdown = """
    # T

    See [Figure](#fig-path).

    ```swift id=path cap="The path" alt="It falls"
    show(frames)
    ```
    """
  private let frames = FramesOutput(
    strip: FigureOutput(
      file: "path.png", alternativeText: "Moments.", digest: "aa",
      series: [.init(name: "path", count: 2, mean: 1, x: [0, 1], y: [2, 0])]),
    film: .init(
      file: "path-film.png", digest: "bb", width: 800, height: 600,
      shown: .init(width: 400, height: 300), seconds: 0.1,
      parts: [.init(x: 1, y: 2, width: 30, height: 40, left: 0, top: 600)]))

  private func fixture(_ change: (inout FramesOutput) -> Void = { _ in }) -> Fixture {
    var frames = frames
    change(&frames)
    var fixture = Fixture(markdown: markdown)
    fixture.ran("path", .output(Output(frames)))
    return fixture
  }

  func testTheMarkdownPageShowsTheStrip() {
    let page = fixture().woven().markdown
    for expected in [
      "See [Figure 4.1](#fig-path).", "![It falls](../Figures/ch04-ceiling/path.png)",
      "**Figure 4.1.** The path",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
    XCTAssertFalse(page.contains("path-film.png"), page)
  }

  /// The first figure of the book that moves stands on its front page.
  func testTheFrontPageShowsTheFirstFilm() {
    let fixture = fixture()
    let records = [fixture.chapter.id: fixture.record()]
    let survey = Survey(fixture.book, records: records)
    XCTAssertEqual(survey.showpiece?.film, frames)
    XCTAssertTrue(fixture.book.contents(records: records).contains("](../Figures/"))
    XCTAssertNil(Survey(fixture.book, records: [:]).showpiece)
  }

  func testTheSiteHasTheStripAndAllThatPlaysTheFilm() {
    let fixture = fixture()
    let state = ChapterState(fixture.woven().page)
    let file = HTMLEdition(fixture.book, states: [state]).page(of: state)
    guard case .bytes(let bytes) = file.contents else { return XCTFail("a page has bytes") }
    let page = String(decoding: bytes, as: UTF8.self)
    for expected in [
      "data-film=\"figures/ch04-ceiling/path-film.png\" data-frame=\"800 600\" data-shown=\"400\"",
      "data-seconds=\"0.1\" data-parts=\"1 2 30 40 0 600\"",
      "<img src=\"figures/ch04-ceiling/path.png\" alt=\"It falls\"",
      "<script defer src=\"assets/frames.js\"></script>", "<strong>Figure 4.1.</strong> The path",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
    XCTAssertEqual(
      state.page.record?.blocks.flatMap(\.pictures).map(\.file), ["path.png", "path-film.png"])
  }

  func testEachDriftIsFound() {
    func drift(_ change: (inout FramesOutput) -> Void) -> [String] {
      fixture(change).record().differences(from: fixture().record(), in: fixture().chapter)
        .map { "\($0.kind): \($0.message)" }
    }
    XCTAssertEqual(drift { _ in }, [])
    XCTAssertEqual(
      drift { $0.strip.series[0].y[0] = 3 },
      [
        "series: point 1 of series 1 (\"path\") of the strip of the film was y = 2.0, and is 3.0 "
          + "(allowed: 0.1% of it)"
      ])
    XCTAssertEqual(drift { $0.film.parts.append($0.film.parts[0]) }.count, 1)
    XCTAssertEqual(drift { $0.film.seconds = 0.2 }.count, 1)
    XCTAssertEqual(
      drift { $0.film.digest = "cc" },
      ["picture: the picture of the film was another, and is of the same numbers"])
  }
}
