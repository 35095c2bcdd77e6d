import Datasets
import Tensors
import XCTest

/// Rows told by models that have not seen them.
final class MistakesTests: XCTestCase {
  private let set = ClassificationSet(
    features: Tensor((0..<12).map { [Float($0)] }), labels: (0..<12).map { $0 % 3 },
    classNames: ["a", "b", "c"])

  func testEveryRowIsToldByAModelThatHasNotSeenIt() {
    var random = Random(seed: 1)
    let folds = Folds.random(count: 12, folds: 4, using: &random)
    // Remembers its rows and says class 0 of any other: rows of class 0 alone are told rightly.
    let wrong = set.mistakes(folds) { rows, _ in
      let known = Dictionary(uniqueKeysWithValues: zip(rows.features.scalars, rows.labels))
      return { $0.scalars.map { known[$0] ?? 0 } }
    }
    XCTAssertEqual(wrong, set.labels.map { $0 == 0 ? 0 : 1 })
  }

  func testRowsOfAGroupAreHeldOutTogether() {
    var random = Random(seed: 2)
    let groups = (0..<12).map { $0 / 3 }
    let wrong = set.mistakes(Folds.grouped(by: groups, folds: 2, using: &random)) { rows, _ in
      { asked in
        let known = Set(rows.features.scalars.map { Int($0) / 3 })
        return asked.scalars.map { known.contains(Int($0) / 3) ? Int($0) % 3 : -1 }
      }
    }
    XCTAssertEqual(wrong, [Double](repeating: 1, count: 12), "no model knows a row's neighbours")
  }

  func testSeveralRoundsGiveShares() {
    var random = Random(seed: 3)
    let folds = Folds.random(count: 12, folds: 2, repeats: 2, using: &random)
    var drawn: [Float] = []
    let wrong = set.mistakes(folds) { _, random in
      drawn.append(Float.random(in: 0..<1, using: &random))
      // Nothing right in the first round, class 0 in the second.
      let answer = drawn.count <= 2 ? -1 : 0
      return { [Int](repeating: answer, count: $0.shape[0]) }
    }
    XCTAssertEqual(wrong, set.labels.map { $0 == 0 ? 0.5 : 1 })
    XCTAssertEqual(Set(drawn).count, 4, "each fold has a generator of its own")
  }

  func testARowThatIsNeverAskedAboutIsNotANumber() {
    let folds = Folds.byTime((0..<12).map { Double($0) }, folds: 2)
    let wrong = set.mistakes(folds) { _, _ in { [Int](repeating: 0, count: $0.shape[0]) } }
    XCTAssertEqual(wrong.map(\.isNaN), (0..<12).map { $0 < 4 })
  }

  func testTooFewAnswersAreAnError() {
    XCTAssertThrowsError(try ClassificationSet.check(3, to: 4)) {
      XCTAssertEqual(
        "\($0)", "A model was asked about 4 rows that were held out, and gave 3 answers.")
    }
  }
}
