import Foundation
import Pictures
import Plotting
import Tensors
import XCTest

/// Small figures compared with committed pictures of them.
///
/// Set `RECORD_SNAPSHOTS` in the environment to draw the pictures anew; the test then fails, so that
/// no one takes recording for passing.
final class SnapshotTests: XCTestCase {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/figures")

  private let figures: [(name: String, figure: Figure, theme: Theme)] = [
    (
      "line",
      Figure("Two lines").line([4, 2.5, 1.4, 1], label: "a").line([3, 2.8, 2.7, 2.6], label: "b"),
      .light
    ),
    ("logarithm", Figure().line([1, 0.1, 0, 0.001], markers: true).logY().xLabel("step"), .dark),
    ("scatter", Figure().scatter([1, 2, 3, 4], [2, 1, 4, 3], classes: [0, 1, 2, 0]), .light),
    (
      "bars",
      Figure().bars(["a", "b"], [1, -2], errors: [0.2, 0.4], label: "x").bars(
        ["a", "b"], [2, 1], label: "y"), .light
    ),
    ("histogram", Figure().histogram([1, 2, 2, 3, 3, 3, 4, 4, 5]), .dark),
    ("cells", Figure().heatMap([[1, -2, 0.5], [0, 3, -1]], values: true), .light),
    (
      "landscape",
      Figure().filledContours(x: -1...1, y: -1...1) { $0 * $0 + 3 * $1 * $1 }.path(
        [-1, -0.3, 0], [0.8, -0.2, 0]), .light
    ),
    (
      "regions", Figure().decisionRegions(x: 0...1, y: 0...1) { $0[0] * $0[0] > $0[1] ? 1 : 0 },
      .dark
    ),
    (
      "diagram",
      Figure().diagram {
        Arrow("x", to: "f"); Arrow("y", to: "f"); Arrow("f", to: "g")
      }, .light
    ),
    (
      "notes",
      Figure().line([0, 1, 4, 9]).annotate("here", x: 2, y: 4).span(x: 0...1).referenceLine(
        y: 5, label: "five"), .light
    ),
  ]

  func testFiguresLookAsTheyDid() throws {
    let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
    for (name, figure, theme) in figures {
      let file = SnapshotTests.folder.appendingPathComponent("\(name).png")
      let bytes = figure.size(width: 240, height: 160).canvas(theme: theme, density: .coarse).png()
      if isRecording {
        try FileManager.default.createDirectory(
          at: SnapshotTests.folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        XCTFail("\(name) was drawn anew")
        continue
      }
      let expected = try PNGImage(decoding: [UInt8](Data(contentsOf: file)))
      let found = try PNGImage(decoding: bytes)
      XCTAssertEqual(found.width, expected.width, name)
      XCTAssertEqual(found.height, expected.height, name)
      let difference = largestBlockDifference(found, expected)
      XCTAssertLessThan(difference, 12, "\(name) differs")
    }
  }

  /// The largest difference between the mean levels of blocks of eight by eight pixels: a moved line
  /// or a changed colour shows in it, an edge that is smoothed otherwise does not.
  private func largestBlockDifference(_ a: PNGImage, _ b: PNGImage) -> Double {
    guard a.width == b.width, a.height == b.height else { return 255 }
    var largest = 0.0
    for top in stride(from: 0, to: a.height, by: 8) {
      for left in stride(from: 0, to: a.width, by: 8) {
        for channel in 0..<3 {
          var (sum, count) = (0, 0)
          for y in top..<min(top + 8, a.height) {
            for x in left..<min(left + 8, a.width) {
              let index = (y * a.width + x) * 4 + channel
              sum += Int(a.samples[index]) - Int(b.samples[index])
              count += 1
            }
          }
          largest = max(largest, abs(Double(sum)) / Double(count))
        }
      }
    }
    return largest
  }

  func testTheComparisonSeesAMovedLineAndAChangedColour() throws {
    func image(_ figure: Figure) throws -> PNGImage {
      try PNGImage(decoding: figure.size(width: 240, height: 160).canvas(density: .coarse).png())
    }
    let line = try image(Figure().line([1, 2]).yRange(0...3))
    let moved = try image(Figure().line([1.3, 2.3]).yRange(0...3))
    let colored = try image(Figure().line([1, 2], hue: .orange).yRange(0...3))
    XCTAssertGreaterThan(largestBlockDifference(line, moved), 12)
    XCTAssertGreaterThan(largestBlockDifference(line, colored), 12)
    XCTAssertEqual(largestBlockDifference(line, line), 0)
  }
}
