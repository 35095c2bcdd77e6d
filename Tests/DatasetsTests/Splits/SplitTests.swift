import Datasets
import Tensors
import XCTest

final class SplitTests: XCTestCase {
  /// Every row is in exactly one part.
  func checkPartition(_ split: Split, _ count: Int, line: UInt = #line) {
    XCTAssertEqual(
      (split.train + split.validation + split.test).sorted(), Array(0..<count), line: line)
  }

  func testRandomSplitsHaveTheSharesAskedFor() {
    var random = Random(seed: 1)
    for count in [2, 3, 10, 97, 1000] {
      let split = Split.random(count: count, test: 0.3, using: &random)
      checkPartition(split, count)
      XCTAssertEqual(split.test.count, Int((0.3 * Double(count)).rounded()))
      XCTAssertEqual(split.validation, [])
    }
    let three = Split.random(count: 100, validation: 0.2, test: 0.1, using: &random)
    checkPartition(three, 100)
    XCTAssertEqual([three.train.count, three.validation.count, three.test.count], [70, 20, 10])
  }

  func testTheSameSeedGivesTheSameSplit() {
    let splits = [7, 7, 8].map { (seed: UInt64) in
      var random = Random(seed: seed)
      return Split.stratified(by: [0, 1, 0, 1, 1, 0, 1, 0], test: 0.25, using: &random)
    }
    XCTAssertEqual(splits[0], splits[1])
    XCTAssertNotEqual(splits[0], splits[2])
  }

  func testStratifiedSplitsKeepEachClassesShareToWithinOneRow() {
    var random = Random(seed: 2)
    for _ in 0..<50 {
      let count = 20 + random.below(200)
      let labels = (0..<count).map { _ in random.below(5) * random.below(2) }
      let split = Split.stratified(by: labels, validation: 0.2, test: 0.3, using: &random)
      checkPartition(split, count)
      XCTAssertEqual(split.test.count, Int((0.3 * Double(count)).rounded()))
      XCTAssertEqual(split.validation.count, Int((0.2 * Double(count)).rounded()))
      for label in Set(labels) {
        let size = Double(labels.count { $0 == label })
        let tests = Double(split.test.count { labels[$0] == label })
        let choices = Double(split.validation.count { labels[$0] == label })
        let exact = size / Double(count)
        XCTAssertLessThan(abs(tests - exact * Double(split.test.count)), 1)
        XCTAssertLessThan(abs(choices - exact * Double(split.validation.count)), 2)
      }
    }
  }

  func testSeatsGoToTheLargestRemainders() {
    XCTAssertEqual(Split.apportion(10, capacities: [53, 24, 23]), [5, 3, 2])
    XCTAssertEqual(Split.apportion(2, capacities: [1, 1, 1]), [1, 1, 0])
    XCTAssertEqual(Split.apportion(0, capacities: []), [])
    XCTAssertEqual(Split.apportion(6, capacities: [1, 2, 3]), [1, 2, 3])
  }

  func testGroupsAreNeverTornApart() {
    var random = Random(seed: 3)
    for _ in 0..<50 {
      let groups = (0..<200).map { _ in "writer \(random.below(20))" }
      let split = Split.grouped(by: groups, validation: 0.2, test: 0.2, using: &random)
      checkPartition(split, 200)
      let parts = [split.train, split.validation, split.test].map { Set($0.map { groups[$0] }) }
      XCTAssertTrue(parts[0].isDisjoint(with: parts[1]) && parts[0].isDisjoint(with: parts[2]))
      XCTAssertTrue(parts[1].isDisjoint(with: parts[2]))
      XCTAssertEqual(Double(split.test.count), 40, accuracy: 12)
    }
  }

  func testLaterPartsAreLater() {
    let times = [5.0, 1, 3, 3, 3, 9, 2, 8, 7, 6]
    let split = Split.byTime(times, validation: 0.2, test: 0.2)
    checkPartition(split, times.count)
    XCTAssertEqual(split.train.map { times[$0] }, [1, 2, 3, 3, 3, 5])
    XCTAssertEqual(split.validation.map { times[$0] }, [6, 7])
    XCTAssertEqual(split.test.map { times[$0] }, [8, 9])
    let tied = Split.byTime([1, 2, 2, 2, 3, 4], test: 0.5)
    XCTAssertEqual(tied.train, [0, 1, 2, 3])
  }

  func testImpossibleSplitsAreSentences() {
    var random = Random(seed: 4)
    XCTAssertThrowsError(try PartSizes(count: 10, validation: 0.5, test: 0.5)) {
      XCTAssertEqual(
        "\($0)",
        "The validation and test parts of a split are shares from 0 to 1 that leave something to "
          + "learn from, and 0.5 and 0.5 were asked for.")
    }
    XCTAssertThrowsError(try PartSizes(count: 1, validation: 0, test: 0.2)) {
      XCTAssertEqual(
        "\($0)",
        "1 rows are too few for a validation part of 0.0 and a test part of 0.2: a part would be "
          + "empty.")
    }
    XCTAssertThrowsError(try Split.checkedByTime([1, 1, 1], validation: 0, test: 0.4)) {
      XCTAssertEqual(
        "\($0)",
        "Splitting by time keeps rows of one time together, and so many share a time that a part "
          + "would be empty.")
    }
    XCTAssertThrowsError(try Split.checkedByTime([1, .nan, 1], validation: 0, test: 0.4)) {
      XCTAssertEqual(
        "\($0)", "Splitting by time needs a time for each row, and row 1 has none.")
    }
    XCTAssertThrowsError(
      try Split.checkedGrouped(by: [1, 1, 1, 1], validation: 0, test: 0.25, using: &random)
    ) {
      XCTAssertEqual(
        "\($0)", "Splitting keeps groups whole, and 1 groups of 4 to 4 rows leave a part empty.")
    }
  }
}
