import Foundation
import Ladder
import Trace
import XCTest

/// What other modules make, on the page.
final class ShowingTests: XCTestCase {
  /// What a block puts on the page.
  private func outputs(_ body: @escaping () -> Void) throws -> [Output] {
    let folder = NSTemporaryDirectory() + "ladder-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Notebook.run(chapter: "ch04-test", traceFolder: folder, variables: [:]) {
      Notebook.enter("block")
      body()
      Notebook.finish()
    }
    let trace = try RunTrace.read(path: folder + "/trace.jsonl", partial: false)
    return trace["block"]?.outputs.map(\.output) ?? []
  }

  private func table(_ body: @escaping () -> Void) throws -> TableOutput {
    guard let table = try outputs(body).first?.of(TableOutput.self) else {
      XCTFail("no table was shown")
      return TableOutput(columns: [], rows: [])
    }
    return table
  }

  func testATableKeepsItsTypesAndGaps() throws {
    let houses = Table([
      .init("rooms", .integers([3, nil, 5])), .init("area", .numbers([71.5, 60, nil])),
      .init("garden", .flags([true, false, nil])), .init("street", .text(["Elm", nil, "Oak"])),
    ])
    let shown = try table { show(houses) }
    XCTAssertEqual(shown.columns.map(\.title), ["rooms", "area", "garden", "street"])
    XCTAssertEqual(shown.columns.map(\.kind), [.integer, .float, .text, .text])
    XCTAssertEqual(
      shown.rows,
      [
        [.integer(3), .float(71.5), .text("true"), .text("Elm")],
        [nil, .float(60), .text("false"), nil],
        [.integer(5), nil, nil, .text("Oak")],
      ])
    let two = try outputs { show(houses, rows: 2) }
    XCTAssertEqual(two.count, 2)
    XCTAssertEqual(two.last, Output(FootnoteOutput("The first 2 of 3 rows.")))
  }

  func testAClassificationReport() throws {
    let report = ClassificationReport(
      predicted: [0, 0, 1, 1], labels: [0, 1, 1, 1], classNames: ["cat", "dog"])
    let shown = try table { show(report) }
    XCTAssertEqual(
      shown.rows.map { $0[0] },
      ["cat", "dog", "accuracy", "mean of classes", "by size"].map { .text($0) })
    XCTAssertEqual(shown.rows[0][1...], [.float(0.5), .float(1), .float(2.0 / 3), .integer(1)])
    XCTAssertEqual(shown.rows[2], [.text("accuracy"), nil, nil, .float(0.75), .integer(4)])
  }

  func testAConfusionMatrixIsAFigure() throws {
    let matrix = ConfusionMatrix(
      predicted: [0, 0, 1, 1], labels: [0, 1, 1, 1], classNames: ["cat", "dog"])
    guard let figure = try outputs({ show(matrix) }).first?.of(FigureOutput.self) else {
      return XCTFail("no figure was shown")
    }
    for word in ["cat", "dog"] {
      XCTAssertTrue(figure.alternativeText.contains(word), figure.alternativeText)
    }
  }

  func testARankingIsACurveWithItsArea() {
    let curve = RankingCurve(scores: [0.9, 0.8, 0.3, 0.1], labels: [1, 0, 1, 0])
    let series = Figure().rocCurve(curve, label: "network").series
    XCTAssertEqual(series.map(\.name), ["network, area 0.75"])
    XCTAssertEqual(series[0].x, curve.roc.falsePositiveRate)
    XCTAssertEqual(series[0].y, curve.roc.truePositiveRate)
    let oneClass = RankingCurve(scores: [0.9, 0.8], labels: [1, 1])
    XCTAssertEqual(Figure().rocCurve(oneClass, label: "a").series[0].name, "a")
  }

  func testCalibrationIsDrawnWhereThereAreForecasts() {
    let calibration = Calibration(
      probabilities: [0.1, 0.1, 0.9, 0.9, 1], outcomes: [false, true, true, true, true], bins: 4)
    let series = Figure().calibration(calibration).series
    XCTAssertEqual(series.count, 1)
    XCTAssertEqual(series[0].y, [0.5, 1])
    XCTAssertEqual(series[0].x[0], 0.1, accuracy: 1e-12)
  }

  func testTheCellsOfAConfusionMatrixAreCountsAndTheirColoursShares() {
    let matrix = ConfusionMatrix(
      predicted: [0, 0, 1, 1], labels: [0, 1, 1, 1], classNames: ["cat", "dog"])
    let figure = Figure().confusionMatrix(matrix)
    XCTAssertEqual(figure.series[0].y, [1, 0, 1, 2])
    let twice = ConfusionMatrix(
      predicted: [0, 0, 0, 0, 1, 1, 1, 1], labels: [0, 0, 1, 1, 1, 1, 1, 1],
      classNames: ["cat", "dog"])
    XCTAssertEqual(matrix.shares, twice.shares)
    XCTAssertTrue(figure.alternativeText.hasPrefix("x: predicted; y: actual."))
  }

  func testASummary() throws {
    var random = Random(seed: 1)
    let model = Sequential {
      Linear(4, 3, using: &random)
      ReLU()
    }
    let shown = try table { show(summary(of: model, input: [2, 4])) }
    XCTAssertEqual(
      shown.rows,
      [
        [.text("0 Linear"), .text("2 × 3"), .integer(15), .integer(48), .integer(24)],
        [.text("1 ReLU"), .text("2 × 3"), .integer(0), .integer(6), .integer(24)],
        [.text("total"), nil, .integer(15), .integer(54), .integer(48)],
      ])
  }
}
