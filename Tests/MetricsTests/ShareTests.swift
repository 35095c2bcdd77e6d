import Metrics
import XCTest

final class ShareTests: XCTestCase {
  func testIntervalsOfSharesEqualStatsmodels() throws {
    let shares = try StatisticsGolden.load().shares
    XCTAssertEqual(shares.count, 21)
    for one in shares {
      let what = "\(one.successes) of \(one.count) at \(one.level)"
      let wilson = Interval.wilson(one.successes, of: one.count, level: one.level)
      assertClose([wilson.lower, wilson.upper], one.wilson, "Wilson, \(what)")
      let exact = Interval.clopperPearson(one.successes, of: one.count, level: one.level)
      assertClose(
        [exact.lower, exact.upper], one.clopperPearson, tolerance: 1e-10, "exact, \(what)")
      XCTAssertEqual(wilson.estimate, Double(one.successes) / Double(one.count))
    }
  }

  func testQuantilesEqualSciPys() throws {
    let golden = try StatisticsGolden.load()
    for one in golden.normal {
      assertClose([NormalDistribution.quantile(one.probability)], [one.quantile], tolerance: 1e-9)
      assertClose(
        [NormalDistribution.cumulative(one.quantile)], [one.probability], tolerance: 1e-14)
    }
    for one in golden.beta {
      let beta = BetaDistribution(one.a, one.b)
      assertClose([beta.quantile(one.probability)], [one.quantile], tolerance: 1e-10)
      assertClose([beta.cumulative(one.quantile)], [one.probability], tolerance: 1e-11)
    }
  }

  /// The examples of the comments.
  func testTheExamples() {
    XCTAssertEqual("\(Interval.wilson(7, of: 360))", "0.01944 (0.00945 to 0.03959)")
    XCTAssertEqual("\(Interval.clopperPearson(7, of: 360))", "0.01944 (0.007853 to 0.03965)")
  }

  func testMisuseIsASentence() {
    for (successes, count, level) in [(1, 0, 0.95), (3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1)] {
      XCTAssertThrowsError(try Interval.checkShare(successes, of: count, level: level)) {
        XCTAssertEqual(
          "\($0)",
          "The interval of a share needs successes out of at least one example and a level between "
            + "0 and 1, and \(successes) of \(count) and a level of \(level) were given.")
      }
    }
  }
}
