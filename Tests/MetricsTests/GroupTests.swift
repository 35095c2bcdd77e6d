import Metrics
import Tensors
import XCTest

final class GroupTests: XCTestCase {
  func testRowsOfOneGroupShareTheirLuck() {
    var random = Random(seed: 1)
    let rounds = 150
    var (together, apart) = (0, 0)
    for _ in 0..<rounds {
      // Twelve writers of thirty rows each, whose rows are alike.
      let groups = (0..<360).map { $0 / 30 }
      let writers = (0..<12).map { _ in random.gaussian() }
      let values = groups.map { writers[$0] + 0.3 * random.gaussian() }
      func mean(_ rows: [Int]) -> Double {
        rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
      }
      let byGroup = Bootstrap.interval(groups: groups, samples: 300, using: &random, of: mean)
      let byRow = Bootstrap.interval(count: 360, samples: 300, using: &random, of: mean)
      XCTAssertEqual(byGroup.estimate, byRow.estimate, accuracy: 1e-12)
      if byGroup.contains(0) { together += 1 }
      if byRow.contains(0) { apart += 1 }
    }
    XCTAssertGreaterThan(together, 130, "95 percent are 142")
    XCTAssertLessThan(apart, 75, "rows drawn one by one hide what they share")
  }

  func testBothMetricsSeeTheSameRows() {
    var random = Random(seed: 2)
    let luck = (0..<80).map { _ in random.gaussian() }
    let first = luck.map { $0 + 0.1 + 0.01 * random.gaussian() }
    func mean(_ values: [Double], _ rows: [Int]) -> Double {
      rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
    }
    let paired = Bootstrap.difference(
      count: 80, using: &random, of: { mean(first, $0) }, and: { mean(luck, $0) })
    XCTAssertEqual(paired.estimate, 0.1, accuracy: 0.01)
    XCTAssertLessThan(paired.width, 0.01)
  }

  func testAMeanOverGroupsIsThatOfWholeGroups() {
    // Two writers are always misread, ten never.
    let groups = (0..<120).map { $0 / 10 }
    let wrong = groups.map { $0 < 2 ? 1.0 : 0 }
    var random = Random(seed: 3)
    let byGroup = Bootstrap.mean(of: wrong, groups: groups, using: &random)
    let byRow = Bootstrap.mean(of: wrong, using: &random)
    XCTAssertEqual(byGroup.estimate, 1.0 / 6, accuracy: 1e-12)
    XCTAssertEqual(byGroup.lower, 0)
    XCTAssertGreaterThan(byGroup.width, 2 * byRow.width)
    XCTAssertLessThanOrEqual(byGroup.upper, 1)
  }
}
