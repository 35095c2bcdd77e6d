import Tensors
import XCTest

final class RandomScalarsTests: XCTestCase {
  func testSingleDrawsHaveTheMomentsTheyPromise() {
    var random = Random(seed: 11)
    let count = 200_000
    let units = (0..<count).map { _ in random.unit() }
    XCTAssertTrue(units.allSatisfy { $0 >= 0 && $0 < 1 })
    XCTAssertEqual(units.reduce(0, +) / Double(count), 0.5, accuracy: 0.003)
    let normals = (0..<count).map { _ in random.gaussian() }
    XCTAssertEqual(normals.reduce(0, +) / Double(count), 0, accuracy: 0.01)
    XCTAssertEqual(normals.reduce(0) { $0 + $1 * $1 } / Double(count), 1, accuracy: 0.015)
    XCTAssertEqual(
      Double(normals.count { abs($0) < 1 }) / Double(count), 0.6827, accuracy: 0.004)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.below(7)] += 1 }
    for count in counts { XCTAssertEqual(Double(count), 10_000, accuracy: 400) }
    XCTAssertTrue((0..<1_000).allSatisfy { _ in (-2.0..<3).contains(random.uniform(-2..<3)) })
  }

  func testEachDrawTakesTwoWords() {
    var random = Random(seed: 5)
    _ = (random.unit(), random.below(10), random.gaussian(), random.uniform(0..<2))
    XCTAssertEqual(random.position, 8)
  }
}
