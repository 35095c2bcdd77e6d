import Tensors
import XCTest

final class ScatteringTests: XCTestCase {
  /// One row of a table used a million times, another twice.
  func testARowUsedAMillionTimesKeepsItsDigits() {
    let uses = 1 << 20
    let indices = [1] + [Int](repeating: 0, count: uses) + [1]
    let sums = Tensor.filled([3, 2], with: 1).scatterAdding(
      .filled([uses + 2, 2], with: 0.1), at: indices)
    for column in 0..<2 {
      XCTAssertEqual(Double(sums[0, column]), 1 + Double(uses) * Double(Float(0.1)), accuracy: 0.01)
      XCTAssertEqual(sums[1, column], Float(1) + 0.1 + 0.1)
      XCTAssertEqual(sums[2, column], 1)
    }
  }

  func testCrowdedPlacesOfAnInnerAxis() {
    let uses = 40_000
    let values = Tensor.concatenated([
      .filled([1, uses, 1], with: 0.1), .filled([1, uses, 1], with: 0.25),
    ])
    let sums = Tensor.zeros([2, 3, 1]).scatterAdding(
      values, at: [Int](repeating: 2, count: uses), axis: 1)
    XCTAssertEqual(sums[0, 2, 0], Float(Double(uses) * Double(Float(0.1))))
    XCTAssertEqual(sums[1, 2, 0], 10_000)
    XCTAssertEqual(sums[0..., 0..<2], .zeros([2, 2, 1]))
  }

  /// The order in which floats are added is part of every number in the book.
  func testFewerUsesAreAddedOneAfterAnother() {
    var random = Random(seed: 8)
    let uses = 1 << 15
    let values = Tensor.uniform([uses, 1], using: &random)
    let sums = Tensor.zeros([1, 1]).scatterAdding(values, at: [Int](repeating: 0, count: uses))
    XCTAssertEqual(sums.scalar, values.scalars.reduce(0, +))
  }
}
