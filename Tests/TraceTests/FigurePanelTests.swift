import Files
import Trace
import XCTest

final class FigurePanelTests: XCTestCase {
  private let figure = FigureOutput(
    file: "loss.png", alternativeText: "Two plots", digest: "1f",
    size: .init(width: 832, height: 500),
    panels: [
      .init(
        x: 62.5, y: 38, width: 740, height: 380.2,
        across: .init(name: "epoch", kind: .linear, from: 0, to: 60),
        upward: .init(name: "loss", kind: .logarithmic, from: 1e-3, to: 2.5)),
      .init(
        x: 0, y: 0, width: 5, height: 5,
        across: .init(name: "", kind: .names, from: -0.5, to: 1.5, names: ["a", "b"]),
        upward: .init(name: "", kind: .symmetric, from: 9, to: -9, threshold: 0.1)),
      .init(x: 1, y: 2, width: 3, height: 4, across: nil, upward: nil),
    ],
    series: [
      .init(kind: .line, name: "a", count: 1, mean: 1, x: [1], y: [1]),
      .init(kind: .barsAcross, panel: 1, name: "b", count: 1, mean: 1, x: [1], y: [1]),
    ])

  private func read(_ text: String) throws -> FigureOutput {
    let json = try JSON.read(Array(text.utf8))
    return try FigureOutput(from: Fields(json, offset: 0, subject: "a figure"))
  }

  func testPlotsAndAxesAreReadAsTheyWereWritten() throws {
    XCTAssertEqual(try read(figure.json.line), figure)
    var plain = figure
    (plain.size, plain.panels) = (nil, [])
    plain.series = [.init(name: "a", count: 1, mean: 1, x: [1], y: [1])]
    XCTAssertEqual(try read(plain.json.line), plain)
    XCTAssertFalse(plain.json.line.contains("panel"), "a record says only what there is")
  }

  func testNonsenseIsRefusedWithASentence() throws {
    let cases = [
      (
        "[62.5,38.0,740.0,380.2]", "[62.5,38,740]",
        "a panel's area must be left, top, width and height"
      ),
      ("[62.5,38.0,740.0,380.2]", "[62.5,38,0,380.2]", "a panel's area must be"),
      (
        "[62.5,38.0,740.0,380.2]", "[900,38,740,380.2]",
        "panel 0 must lie on the picture of 832 by 500"
      ),
      ("[832,500]", "[832,0.5]", "the size of a figure must be its width and height, found"),
      ("[832,500]", "[832,1e9]", "the size of a figure must be"),
      ("\"size\":[832,500],", "", "a figure with panels must say its size"),
      ("[0.0,60.0]", "[0,0]", "an axis must run from one number to another, found [0.0, 0.0]"),
      ("[0.0,60.0]", "[0,\"inf\"]", "an axis must run from"),
      ("[0.001,2.5]", "[0,2.5]", "a logarithmic axis must have both ends above zero"),
      ("\"kind\":\"linear\"", "\"kind\":\"cubic\"", "must be one of \"linear\", \"log\""),
      (",\"threshold\":0.1", "", "a symmetric axis, and no other, must have a threshold"),
      (",\"threshold\":0.1", ",\"threshold\":0", "a symmetric axis, and no other, must have"),
      ("[0.0,60.0]", "[0,60],\"threshold\":1", "a symmetric axis, and no other, must have"),
      (
        "[0.0,60.0]", "[0,60],\"names\":[\"a\"]",
        "an axis of names, and no other, may have up to 400"
      ),
      ("[\"a\",\"b\"]", "[\"a\",1]", "the names of an axis must be strings"),
      ("\"panel\":1", "\"panel\":3", "must be drawn in one of the figure's 3 panels, found 3"),
      ("\"bars across\"", "\"pie\"", "the field \"kind\" of a series must be one of \"line\""),
    ]
    let text = figure.json.line
    for (part, other, sentence) in cases {
      let damaged = text.replacingOccurrences(of: part, with: other)
      XCTAssertNotEqual(damaged, text, "\(part) is not in \(text)")
      XCTAssertThrowsError(try read(damaged), other) { error in
        let message = (error as? Flaw)?.message ?? "\(error)"
        XCTAssertTrue(message.contains(sentence), "\(message) for \(other)")
      }
    }
  }
}
