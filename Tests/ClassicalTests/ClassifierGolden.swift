import Classical
import Foundation
import Tensors
import TestSupport
import XCTest

/// What scikit-learn makes of small sets of rows (Tests/Golden/classifiers.py).
struct ClassifierGolden: Decodable {
  struct Neighbours: Decodable {
    let places: [[Int]]
    let squaredDistances, shares: [[Float]]
  }
  struct Bayes: Decodable {
    let means, variances, scores, probabilities: [[Float]]
  }
  struct Counting: Decodable {
    let counts, fresh, scores: [[Float]]
  }
  struct Logistic: Decodable {
    let weights, logits: [[Float]]
  }
  struct Machine: Decodable {
    let supports, answers: [Int]
    let decisions: [[Float]]
  }
  struct Margin: Decodable {
    let weights: [[Float]]
    let bias: [Float]
  }
  struct Groups: Decodable {
    let centres: [[Float]]
    let sumOfSquares: Double
    let places: [Int]
  }
  struct Mixture: Decodable {
    let shares, scores: [Float]
    let means: [[Float]]
    let criterion: Double
  }
  let rows, fresh: [[Float]]
  let labels: [Int]
  let neighbours: Neighbours
  let bayes: Bayes
  let counting: Counting
  let linearDiscriminant, quadraticDiscriminant: [[[Float]]]
  let logisticL2, logisticL1: Logistic
  let machines: [String: Machine]
  let kernels: [String: [[Float]]]
  let margin: Margin
  let groups: Groups
  let mixtures: [String: Mixture]

  static func load() throws -> ClassifierGolden {
    try JSONDecoder().decode(ClassifierGolden.self, from: Golden.data("classifiers.json"))
  }
}

/// Expects a model to be the same after it was written down as tensors and made again, and to refuse
/// tensors of which one is missing.
func expectStored<Model: StoredModel & Equatable>(
  _ model: Model, file: StaticString = #filePath, line: UInt = #line
) throws {
  let named = Dictionary(
    uniqueKeysWithValues: model.namedTensors.map { ($0.name, $0.tensor) })
  XCTAssertEqual(try Model(namedTensors: named), model, file: file, line: line)
  for (name, _) in model.namedTensors {
    var missing = named
    missing[name] = nil
    XCTAssertThrowsError(try Model(namedTensors: missing), file: file, line: line) {
      XCTAssertTrue(
        "\($0)".contains("no tensor called \"\(name)\""), "\($0)", file: file, line: line)
    }
    var wrong = named
    wrong[name] = Tensor.zeros([2, 1, 1, 3])
    XCTAssertThrowsError(try Model(namedTensors: wrong), file: file, line: line) {
      XCTAssertTrue(
        "\($0)".contains("\"\(name)\" should have the shape")
          || "\($0)".contains("has the shape [2, 1, 1, 3]"), "\($0)", file: file, line: line)
    }
  }
}

/// Expects a classifier to say the same of a row whatever rows stand beside it, and nothing of none.
func expectRowByRow(
  _ model: some Classifier, _ rows: Tensor, file: StaticString = #filePath, line: UInt = #line
) {
  let together = model(rows)
  XCTAssertEqual(together.shape, [rows.shape[0], model.classCount], file: file, line: line)
  for row in 0..<rows.shape[0] {
    expectClose(
      model(rows[row..<row + 1]), together[row..<row + 1], relative: 1e-5, absolute: 1e-5,
      "row \(row)", file: file, line: line)
  }
  let none = Tensor.zeros([0, rows.shape[1]])
  XCTAssertEqual(model(none).shape, [0, model.classCount], file: file, line: line)
  XCTAssertEqual(model.classes(of: none), [], file: file, line: line)
}

/// Expects a model to be the same on one thread and on three.
func expectSameOnThreads<Model: Equatable & Sendable>(
  _ fit: @Sendable () throws -> Model, file: StaticString = #filePath, line: UInt = #line
) throws {
  let one = try Parallel.$threads.withValue(1) { try fit() }
  let three = try Parallel.$threads.withValue(3) { try fit() }
  XCTAssertEqual(one, three, file: file, line: line)
}
