import Foundation
import Metrics
import Tensors
import TestSupport
import XCTest

/// What pycocotools says (Tests/Golden/detections.py).
private struct DetectionsGolden: Decodable {
  struct Overlaps: Decodable {
    let left: [[Double]]
    let right: [[Double]]
    let shares: [[Double]]
  }

  struct Case: Decodable {
    let truth: [[Double]]
    let found: [[Double]]
    let labels: [Int]
    let perClass: [[Double]]
    let curve: [Double]
    let mean: Double
    let half: Double
    let threeQuarters: Double
    let recall: Double

    var objects: [TrueObject] {
      truth.map {
        TrueObject(image: Int($0[0]), label: Int($0[1]), box: DetectionsGolden.box($0[2..<6]))
      }
    }
  }

  struct Suppression: Decodable {
    let found: [[Double]]
    let limit: Double
    let across: Bool
    let kept: [Int]
  }

  let overlaps: Overlaps
  let cases: [Case]
  let suppressions: [Suppression]

  static func load() throws -> DetectionsGolden {
    try JSONDecoder().decode(DetectionsGolden.self, from: Golden.data("detections.json"))
  }

  static func box(_ numbers: ArraySlice<Double>) -> Box {
    let numbers = Array(numbers)
    return Box(left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3])
  }

  static func detections(_ rows: [[Double]]) -> [Detection] {
    rows.map {
      Detection(image: Int($0[0]), label: Int($0[1]), box: box($0[2..<6]), score: $0[6])
    }
  }
}

final class DetectionTests: XCTestCase {
  func testOverlapsEqualPycocotools() throws {
    let golden = try DetectionsGolden.load().overlaps
    for (left, shares) in zip(golden.left, golden.shares) {
      let box = DetectionsGolden.box(left[...])
      assertClose(golden.right.map { box.overlap(with: DetectionsGolden.box($0[...])) }, shares)
    }
    XCTAssertTrue(golden.shares.joined().contains { $0 > 0 })
  }

  func testAveragePrecisionEqualsPycocotools() throws {
    let cases = try DetectionsGolden.load().cases
    XCTAssertEqual(cases.count, 9)
    for (number, one) in cases.enumerated() {
      let score = DetectionScore(DetectionsGolden.detections(one.found), truth: one.objects)
      XCTAssertEqual(score.labels, one.labels)
      for (label, expected) in zip(one.labels, one.perClass) {
        assertClose(
          score.thresholds.map { score.averagePrecision(ofClass: label, at: $0) }, expected,
          "case \(number), class \(label)")
      }
      let curve = try XCTUnwrap(score.curve(ofClass: one.labels[0], at: 0.6))
      assertClose(curve.precisionAtRecalls, one.curve, "case \(number)")
      assertClose(
        [
          score.averagePrecision, score.averagePrecision(at: 0.5),
          score.averagePrecision(at: 0.75), score.averageRecall,
        ], [one.mean, one.half, one.threeQuarters, one.recall], "case \(number)")
    }
  }

  func testSuppressionIsThatOfItsDefinition() throws {
    for one in try DetectionsGolden.load().suppressions {
      let found = DetectionsGolden.detections(one.found)
      let kept = found.suppressed(above: one.limit, acrossClasses: one.across)
      XCTAssertEqual(kept, one.kept.map { found[$0] }, "\(one.limit) \(one.across)")
      XCTAssertEqual(kept.suppressed(above: one.limit, acrossClasses: one.across), kept)
    }
  }

  private let unit = Box(left: 0, top: 0, width: 2, height: 2)

  func testBoxes() {
    XCTAssertEqual(Box(centre: (1, 1), width: 2, height: 2), unit)
    XCTAssertEqual(unit.centre.x, 1)
    XCTAssertEqual(unit.overlap(with: unit), 1)
    // Side by side, corner to corner, inside, and without an area.
    XCTAssertEqual(unit.overlap(with: Box(left: 2, top: 0, width: 1, height: 2)), 0)
    XCTAssertEqual(unit.overlap(with: Box(left: 2, top: 2, width: 1, height: 1)), 0)
    XCTAssertEqual(unit.overlap(with: Box(left: 0.5, top: 0.5, width: 1, height: 1)), 0.25)
    let flat = Box(left: 0, top: 0, width: 0, height: 2)
    XCTAssertEqual(flat.overlap(with: flat), 0)
  }

  /// One object found twice, one missed, one picture in which something was seen that is not there.
  func testTwiceFoundAndNeverFoundCost() {
    let far = Box(left: 9, top: 9, width: 2, height: 2)
    let truth = [TrueObject(box: unit), TrueObject(image: 1, box: unit), TrueObject(box: far)]
    let found = [
      Detection(box: unit, score: 0.9), Detection(box: unit, score: 0.8),
      Detection(image: 2, box: unit, score: 0.7), Detection(image: 1, box: unit, score: 0.6),
    ]
    let score = DetectionScore(found, truth: truth)
    let curve = score.curve(ofClass: 0, at: 0.5)!
    XCTAssertEqual(curve.isRight, [true, false, false, true])
    assertClose(curve.recall, [1.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3])
    assertClose(curve.precision, [1, 0.5, 1.0 / 3, 0.5])
    // Up to a recall of a third all is right, up to two thirds a half, and beyond there is nothing.
    assertClose([score.averagePrecision], [(34 * 1 + 33 * 0.5) / 101])
    assertClose([score.averageRecall], [2.0 / 3])
    XCTAssertTrue(score.averagePrecision(ofClass: 5, at: 0.5).isNaN)
    XCTAssertNil(score.curve(ofClass: 5, at: 0.5))
    let nothing = DetectionScore([], truth: truth)
    XCTAssertEqual(nothing.averagePrecision, 0)
    XCTAssertEqual(nothing.averageRecall, 0)
  }

  /// Suppressing across classes hides an object behind another one, and the average shows it.
  func testSuppressingAcrossClassesHidesWhatIsBehind() {
    let truth = [TrueObject(label: 0, box: unit), TrueObject(label: 1, box: unit)]
    let found = [
      Detection(label: 0, box: unit, score: 0.9), Detection(label: 1, box: unit, score: 0.8),
    ]
    XCTAssertEqual(DetectionScore(found.suppressed(), truth: truth).averagePrecision, 1)
    let across = found.suppressed(acrossClasses: true)
    XCTAssertEqual(across, [found[0]])
    XCTAssertEqual(DetectionScore(across, truth: truth).averagePrecision, 0.5)
  }

  func testMisuseIsASentence() {
    let truth = [TrueObject(box: unit)]
    func sentence(_ rule: () throws -> Void) -> String {
      do { try rule() } catch { return "\(error)" }
      return "nothing was thrown"
    }
    XCTAssertEqual(
      sentence { _ = try DetectionScore(checking: [], truth: [], thresholds: [0.5]) },
      "Scoring a detector needs at least one object that is to be found.")
    XCTAssertEqual(
      sentence { _ = try DetectionScore(checking: [], truth: truth, thresholds: [0]) },
      "A detection counts from an overlap above 0 on and up to 1; the thresholds are [0.0].")
    let spoilt = Detection(box: unit, score: .nan)
    XCTAssertEqual(
      sentence { _ = try DetectionScore(checking: [spoilt], truth: truth, thresholds: [0.5]) },
      "The score of detection 0 is not a number.")
    let inverted = Detection(box: Box(left: 0, top: 0, width: -1, height: 2), score: 1)
    XCTAssertEqual(
      sentence { _ = try [inverted].checkedSuppression(above: 0.5, acrossClasses: false) },
      "Detection 0 has its box at (0.0, 0.0), -1.0 wide and 2.0 high, and a box has numbers and no "
        + "negative size.")
    XCTAssertEqual(
      sentence { _ = try [spoilt].checkedSuppression(above: 1.5, acrossClasses: true) },
      "Detections overlap by a share from 0 to 1, and the limit is 1.5.")
    XCTAssertEqual(
      sentence {
        _ = try DetectionScore(checking: [], truth: truth, thresholds: [0.5]).checkedPlace(of: 0.6)
      },
      "Detections were scored from overlaps of [0.5], and not of 0.6.")
  }
}
