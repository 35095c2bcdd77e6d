import Metrics
import Tensors
import XCTest

final class PermutationTests: XCTestCase {
  func testFewArrangementsAreAllTriedAndEqualSciPys() throws {
    var random = Random(seed: 1)
    let golden = try StatisticsGolden.load()
    for one in golden.paired {
      let test = PermutationTest.paired(one.first, one.second, using: &random)
      assertClose([test.probability], [one.probability], "paired")
      XCTAssertTrue(test.isExact)
      XCTAssertEqual(test.arrangements, 1 << one.first.count)
    }
    for one in golden.unpaired {
      let test = PermutationTest.unpaired(one.first, one.second, using: &random)
      assertClose([test.probability], [one.probability], "unpaired")
      XCTAssertTrue(test.isExact)
    }
  }

  func testDrawnArrangementsComeNearToAllOfThem() throws {
    var random = Random(seed: 2)
    let one = try StatisticsGolden.load().paired[2]
    let drawn = PermutationTest.paired(one.first, one.second, arrangements: 4000, using: &random)
    XCTAssertFalse(drawn.isExact)
    XCTAssertEqual(drawn.probability, one.probability, accuracy: 0.03)
    let (first, second) = ((0..<12).map { Double($0) }, (0..<12).map { Double($0) + 3 })
    let all = PermutationTest.unpaired(first, second, arrangements: 3_000_000, using: &random)
    let some = PermutationTest.unpaired(first, second, arrangements: 4000, using: &random)
    XCTAssertTrue(all.isExact)
    XCTAssertFalse(some.isExact)
    XCTAssertEqual(some.probability, all.probability, accuracy: 0.03)
    let apart = PermutationTest.unpaired(
      first, second.map { $0 + 99 }, arrangements: 99, using: &random)
    XCTAssertEqual(apart.probability, 0.01, "the measured arrangement is one of a hundred")
  }

  func testPairsSeeWhatTheWholeDoesNot() {
    var random = Random(seed: 3)
    let luck = (0..<10).map { _ in random.gaussian() }
    let better = luck.map { $0 + 0.1 + 0.02 * random.gaussian() }
    XCTAssertLessThan(PermutationTest.paired(better, luck, using: &random).probability, 0.01)
    XCTAssertGreaterThan(PermutationTest.unpaired(better, luck, using: &random).probability, 0.5)
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try PermutationTest.check(arrangements: 0)) {
      XCTAssertEqual(
        "\($0)", "A permutation test needs arrangements to try, and 0 were asked for.")
    }
  }
}
