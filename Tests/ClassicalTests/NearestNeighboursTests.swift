import Classical
import Tensors
import TestSupport
import XCTest

final class NearestNeighboursTests: XCTestCase {
  func testValuesOfScikitLearn() throws {
    let golden = try ClassifierGolden.load()
    let model = try NearestNeighbours(fittedTo: Tensor(golden.rows), labels: golden.labels, k: 5)
    let fresh = Tensor(golden.fresh)
    let found = model.neighbours(of: fresh)
    XCTAssertEqual(found.places, golden.neighbours.places.flatMap { $0 })
    expectClose(
      found.squaredDistances, Tensor(golden.neighbours.squaredDistances), relative: 1e-4,
      absolute: 1e-4)
    expectClose(model(fresh), Tensor(golden.neighbours.shares))
    expectRowByRow(model, fresh)
  }

  /// Against a loop over all rows, for sizes around that of a piece.
  func testPlacesOfAPlainLoop() throws {
    var random = Random(seed: 4)
    for (known, asked, columns) in [
      (1, 3, 2), (40, 1, 1), (300, 127, 3), (300, 129, 7), (9, 300, 5), (2_047, 5, 2),
      (2_049, 130, 3), (4_100, 2, 1),
    ] {
      let rows = Tensor.uniform([known, columns], in: -8..<8, using: &random).scalars.map {
        $0.rounded()
      }
      let others = Tensor.uniform([asked, columns], in: -8..<8, using: &random).scalars.map {
        $0.rounded()
      }
      let (x, y) = (
        Tensor(shape: [known, columns], scalars: rows),
        Tensor(shape: [asked, columns], scalars: others)
      )
      let k = min(3, known)
      let model = try NearestNeighbours(
        fittedTo: x, labels: [Int](repeating: 0, count: known), k: k)
      let wanted = (0..<asked).flatMap { row in
        let distances = (0..<known).map { place in
          (0..<columns).reduce(Float(0)) { sum, column in
            let gap = x[place, column] - y[row, column]
            return sum + gap * gap
          }
        }
        return Array(
          distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(k))
      }
      XCTAssertEqual(model.neighbours(of: y).places, wanted, "\(known), \(asked), \(columns)")
    }
  }

  func testARowDoesNotVoteForItselfWhereItIsLeftOut() throws {
    let rows = Tensor([[0, 0], [0, 1], [5, 5], [5, 6]])
    let model = try NearestNeighbours(fittedTo: rows, labels: [0, 1, 0, 1])
    XCTAssertEqual(model.neighbours(of: rows).places, [0, 1, 2, 3])
    XCTAssertEqual(model.neighbours(of: rows, leavingOut: [0, 1, 2, 3]).places, [1, 0, 3, 2])
  }

  /// Rows far from zero keep their digits.
  func testACentreIsTakenOff() throws {
    let rows = Tensor([[100_000, 0], [100_000.5, 0], [100_002, 0]])
    let model = try NearestNeighbours(fittedTo: rows, labels: [0, 1, 2])
    XCTAssertEqual(model.classes(of: Tensor([[100_000.4, 0], [100_001.9, 0]])), [1, 2])
  }

  func testStoredAndTheSameOnThreads() throws {
    let golden = try ClassifierGolden.load()
    let (rows, labels) = (Tensor(golden.rows), golden.labels)
    let model = try NearestNeighbours(fittedTo: rows, labels: labels, k: 3)
    try expectStored(model)
    try expectSameOnThreads { model.neighbours(of: rows, count: 7).squaredDistances }
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 0], [1, 1]])
    expectSentence(
      "Nearest neighbours can ask 1 to 2 of 2 known rows, and 3 were asked for.",
      try NearestNeighbours(fittedTo: rows, labels: [0, 1], k: 3))
    expectSentence(
      "A model of neighbours needs a label for each row, and was given 2 rows and 1 labels.",
      try NearestNeighbours(fittedTo: rows, labels: [0]))
    expectSentence(
      "A model of neighbours was given 2 classes, numbered from 0, and row 1 has the label 2.",
      try NearestNeighbours(fittedTo: rows, labels: [0, 2], classes: 2))
    expectSentence(
      "A model of neighbours numbers classes from 0 up to 16,777,215 at most, and row 1 has the "
        + "label 9223372036854775807.",
      try NearestNeighbours(fittedTo: rows, labels: [0, .max]))
    expectSentence(
      "A model of neighbours was given 1 classes, numbered from 0, and row 0 has the label -1.",
      try NearestNeighbours(fittedTo: rows, labels: [-1, -2]))
    expectSentence(
      "A model of neighbours is fitted to a matrix [rows, columns] with at least one of each, and "
        + "this tensor has the shape [4].",
      try NearestNeighbours(fittedTo: Tensor([1, 2, 3, 4]), labels: [0, 1, 0, 1]))
    expectSentence(
      "A model of neighbours needs numbers, and column 1 of row 0 holds nan. Fill the gaps before "
        + "fitting.",
      try NearestNeighbours(fittedTo: Tensor([[0, .nan], [1, 1]]), labels: [0, 1]))
    let model = try NearestNeighbours(fittedTo: rows, labels: [0, 1])
    expectSentence(
      "Leaving out takes one place for each row asked about, and there are 1 places for 2 rows.",
      try model.checkLeavingOut(1, of: 2))
  }
}
