import Tensors
import XCTest

/// Mean and variance in one walk against the two sums in Double, also for rows that are unkind to
/// the center that the walk measures from.
final class MomentsTests: XCTestCase {
  private func check(
    _ row: [Float], within tolerance: Double, _ what: String, line: UInt = #line
  ) {
    let count = Double(row.count)
    let mean = row.reduce(0) { $0 + Double($1) } / count
    let variance = row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    let found = Sums.moments(row, count: row.count)
    let size = max(variance.squareRoot(), abs(mean) * 1e-7)
    XCTAssertEqual(
      Double(found.mean), mean, accuracy: abs(mean) * 1e-7 + tolerance * size,
      "the mean of \(what)", line: line)
    XCTAssertEqual(
      Double(found.variance), variance, accuracy: tolerance * variance,
      "the variance of \(what)", line: line)
  }

  private func normal(_ count: Int, _ random: inout Random) -> [Float] {
    Tensor.normal([count], using: &random).scalars
  }

  func testRowsOfAllLengths() {
    var random = Random(seed: 1)
    for count in [1, 2, 15, 16, 17, 63, 64, 65, 127, 128, 200, 1_000, 4_096, 4_097, 10_000] {
      check(normal(count, &random), within: 2e-6, "\(count) numbers")
    }
  }

  func testFarFromZero() {
    var random = Random(seed: 2)
    for count in [40, 1_000, 5_000] {
      // 0.25 is 2 ulps there: the numbers themselves are coarse, their differences exact.
      check(normal(count, &random).map { 1e6 + ($0 * 4).rounded() }, within: 1e-5, "\(count)")
    }
  }

  /// The center is far away: nearly all numbers lie elsewhere.
  func testTheFirstNumbersAreUnlikeTheRest() {
    var random = Random(seed: 3)
    let rest = normal(3_900, &random)
    check([Float](repeating: 1_000, count: 64) + rest, within: 2e-5, "64 outliers in front")
    check(normal(64, &random) + rest.map { $0 + 1_000 }, within: 2e-5, "a step after the first 64")
  }

  func testLongRowsWhoseFirstBlockIsUnlikeTheRest() {
    var random = Random(seed: 4)
    let rest = normal(1 << 20, &random)
    check([Float](repeating: 1_000, count: 64) + rest, within: 1e-4, "64 outliers before a million")
    let dark = [Float](repeating: 0, count: 64) + rest.map { 1 + $0 / 100 }
    check(dark, within: 1e-4, "a white image with a black corner")
  }

  func testEqualNumbersHaveNoVariance() {
    for value: Float in [0, 1, 0.1, -3e7] {
      for count in [3, 64, 777] {
        let found = Sums.moments([Float](repeating: value, count: count), count: count)
        XCTAssertEqual(found.mean, value, accuracy: abs(value) * 1e-6)
        XCTAssertEqual(found.variance, 0, accuracy: value * value * 1e-13)
      }
    }
  }
}
