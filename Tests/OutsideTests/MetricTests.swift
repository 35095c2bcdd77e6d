import Ladder
import XCTest

/// A metric of a reader's own: of all pairs of examples with different classes, the share in which
/// the predictions differ too.
extension Score {
  fileprivate static func separation(of predicted: [Int], labels: [Int]) -> Double {
    var (apart, pairs) = (0, 0)
    for first in labels.indices {
      for second in labels.indices where labels[second] != labels[first] {
        pairs += 1
        apart += predicted[first] == predicted[second] ? 0 : 1
      }
    }
    return Double(apart) / Double(pairs)
  }
}

final class MetricTests: XCTestCase {
  func testAMetricOfOnesOwnHasAnInterval() {
    let labels = (0..<60).map { $0 % 3 }
    let predicted = labels.indices.map { $0 % 7 == 0 ? 0 : labels[$0] }
    var random = Random(seed: 4)
    let interval = Bootstrap.interval(count: 60, within: 0...1, using: &random) { rows in
      Score.separation(of: rows.map { predicted[$0] }, labels: rows.map { labels[$0] })
    }
    XCTAssertEqual(interval.estimate, Score.separation(of: predicted, labels: labels))
    XCTAssertTrue(interval.contains(interval.estimate))
    XCTAssertLessThan(interval.width, 0.3)
    XCTAssertLessThanOrEqual(interval.upper, 1)
  }
}
