import Datasets
import Foundation
import Tensors
import TestSupport
import XCTest

/// The bundled tables against scikit-learn's copies (Tests/Golden/datasets.py).
final class BundledTableTests: XCTestCase {
  struct Facts: Decodable {
    let shape: [Int]
    let columnSums: [Double]
    let weightedSum: Double
    let targetSum: Double
    let weightedTargetSum: Double
    let firstRow: [Double]
    let lastRow: [Double]
  }

  func facts(_ name: String) throws -> Facts {
    let all = try JSONSerialization.jsonObject(with: Golden.data("datasets.json"))
    let one = try XCTUnwrap((all as? [String: Any])?[name])
    return try JSONDecoder().decode(Facts.self, from: JSONSerialization.data(withJSONObject: one))
  }

  func check(
    _ features: Tensor, _ targets: [Double], _ name: String, line: UInt = #line
  ) throws {
    let facts = try facts(name)
    XCTAssertEqual(features.shape, facts.shape, name, line: line)
    let width = facts.shape[1]
    var sums = [Double](repeating: 0, count: width)
    var weighted = 0.0
    for (index, scalar) in features.scalars.enumerated() {
      sums[index % width] += Double(scalar)
      weighted += Double(scalar) * Double(index % 97)
    }
    for (sum, expected) in zip(sums, facts.columnSums) {
      XCTAssertEqual(sum, expected, accuracy: abs(expected) * 1e-6, name, line: line)
    }
    XCTAssertEqual(
      weighted, facts.weightedSum, accuracy: facts.weightedSum * 1e-6, name, line: line)
    XCTAssertEqual(Array(features.scalars.prefix(width)), facts.firstRow.map { Float($0) })
    XCTAssertEqual(Array(features.scalars.suffix(width)), facts.lastRow.map { Float($0) })
    XCTAssertEqual(targets.reduce(0, +), facts.targetSum, name, line: line)
    let weightedTarget = targets.enumerated().reduce(0) { $0 + $1.element * Double($1.offset % 97) }
    XCTAssertEqual(weightedTarget, facts.weightedTargetSum, name, line: line)
  }

  func testClassifiedTablesEqualScikitLearn() throws {
    for (name, load, counts) in [
      ("iris", Iris.load, [50, 50, 50]), ("wine", Wine.load, [59, 71, 48]),
      ("breast-cancer", BreastCancer.load, [212, 357]),
      ("digits", Digits.load, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]),
    ] {
      let set = try load()
      try check(set.features, set.labels.map(Double.init), name)
      XCTAssertEqual(set.classCounts, counts, name)
    }
  }

  func testDiabetesEqualsScikitLearn() throws {
    let set = try Diabetes.load()
    try check(set.features, set.targets.scalars.map(Double.init), "diabetes")
    XCTAssertEqual(set.featureNames.first, "age")
    XCTAssertEqual(set.targetName, "progression")
  }

  func testDigitsAreImages() throws {
    let digits = try Digits.load()
    XCTAssertEqual(digits.images.shape, [1797, 8, 8, 1])
    XCTAssertEqual(digits.images.scalars, digits.features.scalars)
    XCTAssertEqual(digits.rows([5, 5]).images.shape, [2, 8, 8, 1])
  }

  func testStretchesOfTheDigitsAreThirteenRunsOfNeighbours() throws {
    let stretches = Digits.stretches
    XCTAssertEqual(stretches.count, try Digits.load().count)
    XCTAssertEqual(stretches, stretches.sorted())
    XCTAssertEqual(Set(stretches), Set(0..<13))
    let sizes = (0..<13).map { stretch in stretches.count { $0 == stretch } }
    XCTAssertTrue(sizes.allSatisfy { $0 == 138 || $0 == 139 }, "\(sizes)")
  }

  func testDigitsLoadQuickly() throws {
    _ = try Digits.load()
    let times = try (0..<5).map { _ in
      try ContinuousClock().measure { _ = try Digits.load() }
    }
    XCTAssertLessThan(times.min()!, .milliseconds(20))
  }

  func testColumnsAreTyped() throws {
    let table = try Iris.table()
    XCTAssertEqual(
      table.columns.map(\.values.kind), [.numbers, .numbers, .numbers, .numbers, .text])
    XCTAssertEqual(
      table.description.split(separator: "\n").prefix(2).joined(separator: "\n"),
      """
      sepal length (cm)  sepal width (cm)  petal length (cm)  petal width (cm)  species
                    5.1               3.5                1.4               0.2  setosa
      """)
    XCTAssertTrue(table.description.hasSuffix("… 140 more rows"))
  }
}
