import Metrics
import XCTest

final class ComparisonTests: XCTestCase {
  func testMcNemarsProbabilitiesEqualStatsmodels() throws {
    for one in try StatisticsGolden.load().mcnemar {
      let test = McNemar(onlyFirst: one.onlyFirst, onlySecond: one.onlySecond)
      assertClose([test.probability], [one.probability], tolerance: 1e-11, "\(test)")
    }
    let test = McNemar(of: [0, 1, 1, 0], and: [0, 0, 1, 1], labels: [0, 1, 0, 0])
    XCTAssertEqual([test.onlyFirst, test.onlySecond], [2, 0])
    XCTAssertThrowsError(try McNemar.check(-1, 2)) {
      XCTAssertEqual("\($0)", "McNemar's test counts examples, and -1 and 2 were given.")
    }
  }

  func testProbabilitiesOfSeveralTestsEqualStatsmodels() throws {
    for one in try StatisticsGolden.load().several {
      assertClose(SeveralTests.holm(one.probabilities), one.holm)
      assertClose(SeveralTests.benjaminiHochberg(one.probabilities), one.benjaminiHochberg)
    }
    assertClose(SeveralTests.holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06])
    XCTAssertEqual(SeveralTests.holm([]), [])
    XCTAssertThrowsError(try SeveralTests.check([0.1, .nan])) {
      XCTAssertEqual("\($0)", "A probability lies between 0 and 1, and that of test 1 is nan.")
    }
  }

  func testThePowerOfAComparisonEqualsStatsmodels() throws {
    let comparisons = try StatisticsGolden.load().power
    XCTAssertEqual(comparisons.count, 24)
    for one in comparisons {
      let power = Power.ofTelling(one.first, from: one.second, rows: one.rows, level: one.level)
      assertClose([power], [one.power], tolerance: 1e-10, "\(one)")
    }
    XCTAssertEqual(Power.ofTelling(1, from: 0, rows: 50), 1)
  }

  func testTheFewestRowsAreEnoughAndOneLessIsNot() {
    let rows = Power.rows(toTell: 0.97, from: 0.98)
    XCTAssertGreaterThanOrEqual(Power.ofTelling(0.97, from: 0.98, rows: rows), 0.8)
    XCTAssertLessThan(Power.ofTelling(0.97, from: 0.98, rows: rows - 1), 0.8)
    // The examples of the comments.
    XCTAssertEqual(rows, 3826)
    XCTAssertEqual(Power.ofTelling(0.97, from: 0.98, rows: 360), 0.138, accuracy: 5e-4)
    XCTAssertThrowsError(try Power.checkRows(0.5, 0.5, power: 0.8))
    XCTAssertThrowsError(try Power.check(0.5, 1.5, rows: 3, level: 0.95)) {
      XCTAssertEqual(
        "\($0)",
        "The power of a comparison needs two shares between 0 and 1, rows and a level between 0 and "
          + "1, and 0.5, 1.5, 3 and 0.95 were given.")
    }
  }

  func testCoefficientsAndTheirErrorsEqualStatsmodels() throws {
    for one in try StatisticsGolden.load().leastSquares {
      let fit = LeastSquares(rows: one.rows, targets: one.targets)
      assertClose(fit.coefficients, one.coefficients, tolerance: 1e-9)
      assertClose(fit.standardErrors, one.errors, tolerance: 1e-9)
      assertClose([fit.residualDeviation], [one.deviation], tolerance: 1e-10)
      for (place, ends) in one.intervals.enumerated() {
        let interval = fit.interval(of: place)
        assertClose([interval.lower, interval.upper], ends, tolerance: 1e-8)
      }
    }
  }

  func testColumnsThatCannotBeToldApartAreNamed() {
    let rows = (0..<6).map { [Double($0), 2 * Double($0) + 1] }
    XCTAssertThrowsError(try LeastSquares(checking: rows, targets: rows.map { $0[0] })) {
      XCTAssertEqual(
        "\($0)",
        "Least squares cannot tell column 2 from those before it (0 is the constant): it is a "
          + "combination of them, or not finite.")
    }
    XCTAssertThrowsError(try LeastSquares(checking: [[1], [2]], targets: [1, 2])) {
      XCTAssertEqual(
        "\($0)",
        "Least squares with errors need more rows than coefficients, and there are 2 and 2.")
    }
    XCTAssertThrowsError(try LeastSquares(checking: [[1], [2, 3]], targets: [1, 2]))
  }
}
