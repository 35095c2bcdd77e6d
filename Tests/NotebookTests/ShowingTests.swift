import Foundation
import Metrics
import Notebook
import Plotting
import Trace
import XCTest

final class ShowingTests: XCTestCase {
  private func results() -> Results {
    var results = Results(.text("model"), .integer("parameters"), .decimal("error", "%.3f"))
    results.add("linear", 7850, 0.0851 as Float)
    results.add("nearest neighbours", nil, 0)
    results.add("diverged", 10, Double.nan)
    return results
  }

  func testTablesKeepTypesAndReadInATerminal() throws {
    XCTAssertEqual(
      results().output.terminalText(in: ""),
      """
      model               parameters  error
      ──────────────────  ──────────  ─────
      linear                    7850  0.085
      nearest neighbours              0.000
      diverged                    10    nan
      """)
    let (trace, _) = try recorded {
      Notebook.enter("table")
      show(results())
      Notebook.finish()
    }
    XCTAssertEqual(trace["table"]?.outputs.map(\.output), [Output(results().output)])
  }

  func testAModelOnTheScoreboard() throws {
    let (trace, _) = try recorded {
      Notebook.enter("score")
      score("linear", error: 0.05, interval: 0.03...0.08, seconds: 0.25, bytes: 2600)
      score(
        "network", error: Interval(estimate: 0.02, lower: .nan, upper: .nan, level: 0.95),
        newWriters: Interval(estimate: 0.04, lower: 0.03, upper: 0.06, level: 0.95), seconds: 1,
        bytes: 9640)
      Notebook.finish()
    }
    let linear = ScoreOutput(
      model: "linear", error: 0.05, interval: 0.03...0.08, seconds: 0.25, bytes: 2600)
    XCTAssertEqual(
      trace["score"]?.outputs.map(\.output),
      [
        Output(linear),
        Output(
          ScoreOutput(
            model: "network", error: 0.02, interval: 0...1,
            newWriters: .init(error: 0.04, interval: 0.03...0.06), seconds: 1, bytes: 9640)),
      ])
    XCTAssertEqual(
      linear.terminalText(in: ""),
      "Scoreboard: linear, error 5.0 % (3.0 to 8.0 %), trained in 0.25 s, 2600 bytes")
    var both = linear
    both.newWriters = .init(error: 0.07, interval: 0.05...0.1)
    XCTAssertEqual(
      both.terminalText(in: ""),
      "Scoreboard: linear, error 5.0 % (3.0 to 8.0 %), on new writers 7.0 % (5.0 to 10.0 %), "
        + "trained in 0.25 s, 2600 bytes")
    both.newWriters?.error = 0.2
    XCTAssertThrowsError(try scoreOutput(checking: both)) {
      XCTAssertEqual(
        "\($0)",
        "A row of the scoreboard takes an interval that holds the error; 0.2 lies outside of 0.05 "
          + "to 0.1.")
    }
    var wrong = linear
    wrong.error = 5
    XCTAssertThrowsError(try scoreOutput(checking: wrong)) {
      XCTAssertEqual(
        "\($0)",
        "A row of the scoreboard takes an error as a share of the rows, from 0 to 1, found 5.0.")
    }
  }

  func testRowsThatDoNotFitAreRefusedWithASentence() {
    let cases: [([(any ResultsCell)?], String)] = [
      (["a", 1], "A row of this table needs 3 cells, one for each column, and got 2."),
      (
        ["a", 1.5, 0.5],
        "The column \"parameters\" holds whole numbers, and a row gives it \"1.5\"."
      ),
      ([1, 1, 0.5], "The column \"model\" holds text, and a row gives it \"1\"."),
    ]
    for (cells, expected) in cases {
      XCTAssertThrowsError(try results().row(checking: cells)) {
        XCTAssertEqual("\($0)", expected)
      }
    }
    XCTAssertThrowsError(try Results.output(checking: [.decimal("error", "%s")])) {
      XCTAssertTrue("\($0)".contains("\"%s\", which is not the form of one number"))
    }
    XCTAssertThrowsError(try Results.output(checking: []))
    XCTAssertThrowsError(try recordName(checking: "--"))
  }

  func testFiguresAreSavedWithTheirNumbersAndWords() throws {
    let (trace, folder) = try recorded {
      Notebook.enter("loss")
      show(
        Figure("Loss falls").line([0.1, 0.5, 0.25] as [Float], label: "training"), xLabel: "epoch",
        yLabel: "loss")
      show(Figure("Another").line([1.0, 2.0]))
      Notebook.enter("plain picture")
      show(png: onePixel, alternativeText: "A grey pixel")
      Notebook.finish()
    }
    let outputs = trace.blocks.flatMap(\.outputs).map(\.output)
    let figures = outputs.compactMap { $0.of(FigureOutput.self) }
    guard figures.count == 3 else { return XCTFail("three figures were shown") }
    let (first, second, third) = (figures[0], figures[1], figures[2])
    XCTAssertEqual(
      [first, second, third].map(\.file), ["loss.png", "loss-2.png", "plain-picture.png"])
    XCTAssertEqual(first.series.map(\.name), ["training"])
    XCTAssertEqual(first.series[0].y, [0.1, 0.5, 0.25])
    XCTAssertTrue(first.alternativeText.contains("Loss falls"))
    XCTAssertTrue(first.alternativeText.contains("epoch"), first.alternativeText)
    XCTAssertEqual(third.alternativeText, "A grey pixel")
    XCTAssertNotEqual(first.digest, second.digest)
    XCTAssertEqual(first.size?.width, 832)
    XCTAssertEqual(first.panels.map(\.across?.name), ["epoch"])
    XCTAssertEqual(first.panels[0].upward?.kind, .linear)
    XCTAssertEqual(first.series[0].kind, .line)
    XCTAssertEqual(third.size, .init(width: 1, height: 1))
    for figure in [first, second, third] {
      XCTAssertNotNil(FileManager.default.contents(atPath: "\(folder)/\(figure.file)"))
    }
    XCTAssertEqual(
      FileManager.default.contents(atPath: "\(folder)/plain-picture.png"), Data(onePixel))
  }

  func testWhatIsNoPictureIsRefused() throws {
    XCTAssertThrowsError(try show(checkingPNG: [1, 2, 3], alternativeText: "")) {
      XCTAssertTrue("\($0)".hasPrefix("A picture cannot be shown: reading a PNG file:"), "\($0)")
    }
  }

  func testLongSeriesAreThinnedWithBothEndsAndTheMeanOfAll() throws {
    let values = (0..<10_001).map { Double($0) }
    let (trace, _) = try recorded {
      Notebook.enter("many")
      show(Figure().line(values))
      Notebook.finish()
    }
    guard let figure = trace["many"]?.outputs.first?.output.of(FigureOutput.self) else {
      return XCTFail("a figure was shown")
    }
    let series = try XCTUnwrap(figure.series.first)
    XCTAssertEqual(series.count, 10_001)
    XCTAssertEqual(series.mean, 5000)
    XCTAssertLessThanOrEqual(series.y.count, 401)
    XCTAssertEqual(series.y.first, 0)
    XCTAssertEqual(series.y.last, 10_000)
  }

  func testEveryKindOfMarkHasItsWordInTheRecord() {
    for kind in Series.Kind.allCases {
      XCTAssertNotNil(FigureOutput.Series.Kind(rawValue: kind.rawValue), kind.rawValue)
    }
    XCTAssertEqual(Series.Kind.allCases.count, FigureOutput.Series.Kind.allCases.count)
  }

  func testPanelsSayWhichSeriesAreTheirs() throws {
    let (trace, _) = try recorded {
      Notebook.enter("two")
      show(
        Figure.grid(columns: 2, sharingY: false) {
          Figure("a").line([1, 2]).line([2, 1])
          Figure("b").bars(["x", "y"], [1, 2]).logY()
        })
      Notebook.finish()
    }
    guard let figure = trace["two"]?.outputs.first?.output.of(FigureOutput.self) else {
      return XCTFail("a figure was shown")
    }
    XCTAssertEqual(figure.series.map(\.panel), [0, 0, 1])
    XCTAssertEqual(figure.series.map(\.kind), [.line, .line, .bars])
    XCTAssertEqual(figure.panels[1].across?.names, ["x", "y"])
    XCTAssertEqual(figure.panels[1].upward?.kind, .logarithmic)
  }

  func testFramesAreSavedAsAStripAndAFilm() throws {
    let (trace, folder) = try recorded {
      Notebook.enter("walk")
      show(
        Frames(seconds: 0.2) {
          for end in 1...7 { Figure("step \(end)").line([0, Double(end)]) }
        })
      show(Figure().line([1, 2]))
      Notebook.finish()
    }
    let outputs = trace["walk"]?.outputs.map(\.output) ?? []
    guard let frames = outputs.first?.of(FramesOutput.self) else {
      return XCTFail("frames were shown")
    }
    XCTAssertEqual([frames.strip.file, frames.film.file], ["walk.png", "walk-film.png"])
    XCTAssertEqual(outputs.last?.of(FigureOutput.self)?.file, "walk-2.png")
    XCTAssertEqual(frames.film.count, 7)
    XCTAssertEqual(frames.film.seconds, 0.2)
    XCTAssertEqual(frames.strip.panels.count, 6, "the telling moments")
    XCTAssertEqual(frames.film.shown.width, 832)
    for file in [frames.strip.file, frames.film.file] {
      XCTAssertNotNil(FileManager.default.contents(atPath: "\(folder)/\(file)"))
    }
  }
}
