import PageFixture
import Pages
import Site
import Trace
import XCTest

/// The numbers behind a figure: as tables under it, as a file, and for the script that answers.
final class NumbersTests: XCTestCase {
  private func axis(
    _ name: String, _ from: Double, _ to: Double, _ kind: FigureOutput.Axis.Kind = .linear,
    names: [String] = []
  ) -> FigureOutput.Axis {
    .init(name: name, kind: kind, from: from, to: to, names: names)
  }

  private func figure(
    _ panels: [(FigureOutput.Axis?, FigureOutput.Axis?)], _ series: [FigureOutput.Series]
  ) -> FigureOutput {
    FigureOutput(
      file: "loss.png", alternativeText: "It falls.", digest: "aa",
      size: .init(width: 832, height: 500),
      panels: panels.enumerated().map { index, axes in
        .init(
          x: 20 + Double(index) * 400, y: 30, width: 380, height: 400, across: axes.0,
          upward: axes.1)
      }, series: series)
  }

  private func series(
    _ kind: FigureOutput.Series.Kind, _ name: String, panel: Int = 0, _ x: [Double], _ y: [Double],
    count: Int? = nil
  ) -> FigureOutput.Series {
    .init(kind: kind, panel: panel, name: name, count: count ?? x.count, mean: 0, x: x, y: y)
  }

  /// The page of a chapter whose one block showed the figure, and the files beside it.
  private func site(_ figure: FigureOutput) -> [SiteFile] {
    var fixture = Fixture(
      markdown: "# T\n\n```swift id=loss cap=\"The loss\" alt=\"It falls\"\nshow(figure)\n```\n")
    fixture.ran("loss", .output(Output(figure)))
    return HTMLEdition(fixture.book, states: [ChapterState(fixture.woven().page)]).files()
  }

  private func text(_ path: String, in files: [SiteFile]) -> String {
    guard case .bytes(let bytes)? = files.first(where: { $0.path == path })?.contents else {
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func page(_ figure: FigureOutput) -> String {
    text("ch04-ceiling.html", in: site(figure))
  }

  func testLinesAndTheirBandsStandSideBySide() {
    let figure = figure(
      [(axis("step", 0, 2), axis("loss", 0.001, 10, .logarithmic))],
      [
        series(.line, "tanh < 1", [0, 1, 2], [1.23456, -0.5, 1.5e-7]),
        series(.band, "band, lower", [0, 1, 2], [1, 0, .nan]),
        series(.band, "band, upper", [0, 1, 2], [2, 1, .infinity]),
        series(.points, "seen", [0.5], [3]),
      ])
    let page = page(figure)
    for expected in [
      "<div class=\"plot\" data-size=\"832 500\" data-panels='[[[20.0,30.0,380.0,400.0],[\"step\",",
      "<details class=\"numbers\"><summary>Numbers</summary>",
      "<a href=\"figures/ch04-ceiling/loss.csv\" download>Save as CSV</a>",
      "data-shape=\"curves\" data-panels=\"0\" data-kinds=\"xlbb\">",
      "<th scope=\"col\">step<th scope=\"col\">tanh &lt; 1<th scope=\"col\">tanh &lt; 1, lower",
      "<tr><td>0<td>1.235<td>1<td>2\n", "<tr><td>2<td>1.5e−7<td>–<td>∞\n",
      "data-kinds=\"xp\">", "<tr><td>0.5<td>3\n", "<script defer src=\"assets/numbers.js\">",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
  }

  func testNumbersHaveFourFigures() {
    let numbers: [(Double, String)] = [
      (9.625, "9.625"), (9.99996, "10"), (-0.000123456, "−0.0001235"), (0.00999996, "0.01"),
      (123456.7, "123457"), (1234.5678, "1235"), (123.45, "123.5"), (4_000_000_000, "4e9"),
      (-1.25e12, "−1.25e12"), (2.5e-5, "2.5e−5"), (-7, "−7"), (1e-300, "1e−300"),
    ]
    let table = page(
      figure(
        [(axis("step", 0, 20), axis("loss", 0, 1))],
        [series(.line, "a", numbers.indices.map(Double.init), numbers.map(\.0))]))
    for (place, (_, text)) in numbers.enumerated() {
      XCTAssertTrue(table.contains("<tr><td>\(place)<td>\(text)\n"), text)
    }
  }

  func testBarsCellsFieldsAndPicturesHaveTablesOfTheirOwn() {
    let names = axis("", -0.5, 1.5, .names, names: ["SGD", "Adam & co"])
    let field = stride(from: 0.0, to: 11737, by: 30).map { $0 }
    let digit = (0..<64).map(Double.init)
    let figure = figure(
      [
        (names, axis("loss", 0, 1)), (axis("error", 0, 1), names),
        (axis("", -0.5, 2.5), axis("", 1.5, -0.5)), (axis("x", 0, 12), axis("y", 0, 9.6)),
        (nil, nil),
      ],
      [
        series(.bars, "sparse", [0, 1], [0.25, -1]),
        series(.barsAcross, "", panel: 1, [0, 1], [0.5, 0.75]),
        series(.cells, "", panel: 2, (0..<6).map(Double.init), [1, 2, 3, 4, 5, 6]),
        series(.field, "", panel: 3, field, field, count: 11737),
        series(.picture, "a 7", panel: 4, digit, digit),
      ])
    let page = page(figure)
    for expected in [
      "<caption>Plot 1</caption>", "<tr><th scope=\"row\">Adam &amp; co<td>−1\n",
      "data-shape=\"across\"", "<th scope=\"col\">error\n",
      "<tr><th scope=\"row\">1<td>4<td>5<td>6\n",
      // The second place recorded is the thirty-first of the lowest row.
      "data-shape=\"field\"", "<tr><td>3<td>0<td>30\n",
      "<tr><th scope=\"row\">a 7<td>0 1 2 3 4 5 6 7<td>8 9 10", "data-layout=\"1.0 ",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
  }

  func testPlotsOverTheSameGroundShareATable() {
    let axes = (axis("x", 0, 12), axis("y", 0, 9.6))
    let field = stride(from: 0.0, to: 11737, by: 30).map { $0 }
    let page = page(
      figure(
        [axes, axes],
        [
          series(.field, "", field, field, count: 11737),
          series(.field, "", panel: 1, field, field, count: 11737),
        ]))
    XCTAssertTrue(page.contains("data-panels=\"0 1\""), page)
    XCTAssertTrue(page.contains("<caption>Plots 1, 2</caption>"), page)
  }

  func testTheFileHasEveryNumber() {
    let figure = figure(
      [(axis("", -0.5, 1.5, .names, names: ["a, b", "c"]), axis("loss", 0, 1))],
      [series(.bars, "said \"so\"", [0, 1], [0.123456789, 3])])
    XCTAssertEqual(
      text("figures/ch04-ceiling/loss.csv", in: site(figure)),
      """
      plot,series,kind,x,y
      1,"said ""so""\",bars,"a, b",0.123456789
      1,"said ""so""\",bars,c,3

      """)
  }

  /// A page keeps to its budget by leaving rows out, says so, and keeps both ends.
  func testAPageKeepsToItsBudget() {
    let x = (0..<400).map(Double.init)
    let heavy = figure(
      [(axis("x", 0, 400), axis("y", 0, 1))],
      (0..<40).map { number in series(.line, "line \(number)", x, x.map { $0 / 7 }) })
    let page = page(heavy)
    XCTAssertLessThan(page.utf8.count, NumbersSetting.budget + 20_000)
    XCTAssertTrue(page.contains("<caption>One in "), page)
    XCTAssertTrue(page.contains("<tr><td>0<td>") && page.contains("<tr><td>399<td>57<td>"))
    XCTAssertEqual(NumbersSetting(for: []).limit, 401)
  }

  func testWithoutNumbersThereIsNothingToOpen() {
    XCTAssertFalse(page(figure([(nil, nil)], [])).contains("Numbers"))
  }
}
