import Classical
import Foundation
import Tensors
import XCTest

final class RandomProjectionTests: XCTestCase {
  /// The ratio of distances has the mean and the spread that the formula says.
  func testDistancesMissByOneOverTheRootOfTwiceTheCount() {
    var random = Random(seed: 5)
    let rows = Tensor.uniform([400, 300], using: &random)
    for count in [16, 64, 256] {
      var squares = 0.0
      for _ in 0..<8 {
        let short = RandomProjection(from: 300, to: count, using: &random)(rows)
        let (before, after) = (
          (rows[0..<200] - rows[200..<400]).norm(axes: [1]),
          (short[0..<200] - short[200..<400]).norm(axes: [1])
        )
        let miss = after / before - 1
        squares += Double((miss * miss).mean().scalar) / 8
      }
      let law = 1 / (2 * Double(count)).squareRoot()
      XCTAssertEqual(squares.squareRoot() / law, 1, accuracy: 0.15, "\(count) numbers")
    }
  }

  func testMistakesAreSentences() {
    XCTAssertThrowsError(try RandomProjection.check(0, 3)) {
      XCTAssertTrue("\($0)".contains("0 and 3"), "\($0)")
    }
    var random = Random(seed: 1)
    let project = RandomProjection(from: 6, to: 2, using: &random)
    XCTAssertThrowsError(try project.checkColumns(of: [4, 5])) {
      XCTAssertTrue("\($0)".contains("[n, 6]"), "\($0)")
    }
  }
}
