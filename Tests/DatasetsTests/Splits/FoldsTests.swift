import Datasets
import Tensors
import XCTest

final class FoldsTests: XCTestCase {
  /// Each row is measured on once a round, and never learned from in the same fold.
  func check(_ folds: [Fold], count: Int, rounds: Int = 1, line: UInt = #line) {
    for fold in folds {
      XCTAssertEqual((fold.train + fold.validation).sorted(), Array(0..<count), line: line)
    }
    XCTAssertEqual(
      folds.flatMap(\.validation).sorted(),
      (0..<count).flatMap { Array(repeating: $0, count: rounds) }, line: line)
  }

  func testRandomFoldsAreEven() {
    var random = Random(seed: 1)
    for (count, number) in [(2, 2), (10, 3), (11, 5), (100, 7), (5, 5)] {
      let folds = Folds.random(count: count, folds: number, using: &random)
      XCTAssertEqual(folds.count, number)
      check(folds, count: count)
      let sizes = folds.map(\.validation.count)
      XCTAssertLessThanOrEqual(sizes.max()! - sizes.min()!, 1)
    }
  }

  func testStratifiedFoldsAreEvenInEveryClass() {
    var random = Random(seed: 2)
    let labels = (0..<103).map { $0 % 10 == 0 ? 2 : $0 % 3 == 0 ? 1 : 0 }
    let folds = Folds.stratified(by: labels, folds: 5, repeats: 3, using: &random)
    XCTAssertEqual(folds.count, 15)
    check(folds, count: 103, rounds: 3)
    for label in 0...2 {
      let counts = folds.map { $0.validation.count { labels[$0] == label } }
      XCTAssertLessThanOrEqual(counts.max()! - counts.min()!, 1)
    }
    XCTAssertNotEqual(folds[0], folds[5])
  }

  func testGroupedFoldsKeepGroupsWhole() {
    var random = Random(seed: 3)
    let groups = (0..<120).map { $0 * $0 % 13 }
    let folds = Folds.grouped(by: groups, folds: 4, using: &random)
    check(folds, count: 120)
    for fold in folds {
      XCTAssertTrue(
        Set(fold.train.map { groups[$0] }).isDisjoint(with: fold.validation.map { groups[$0] }))
      XCTAssertEqual(Double(fold.validation.count), 30, accuracy: 12)
    }
  }

  func testFoldsByTimeMeasureOnWhatComesNext() {
    let times = [3.0, 1, 2, 2, 4, 6, 5, 7]
    let folds = Folds.byTime(times, folds: 3)
    XCTAssertEqual(folds.count, 3)
    for fold in folds {
      XCTAssertLessThan(
        fold.train.map { times[$0] }.max()!, fold.validation.map { times[$0] }.min()!)
    }
    XCTAssertEqual(folds.last!.train.count + folds.last!.validation.count, 8)
    XCTAssertEqual(folds[0].train, [1])
  }

  func testImpossibleFoldsAreSentences() {
    XCTAssertThrowsError(try Folds.check(1, of: 10, "rows")) {
      XCTAssertEqual(
        "\($0)",
        "Cross-validation needs at least two parts and something in each, and 10 rows were to be "
          + "put into 1.")
    }
    XCTAssertThrowsError(try Folds.check(11, of: 10, "rows"))
  }
}
