import Classical
import Foundation
import Tensors
import TestSupport
import XCTest

/// Principal components against scikit-learn (Tests/Golden/classical.py).
final class PrincipalComponentsTests: XCTestCase {
  struct Goldens: Decodable {
    let rows, fresh, directions, numbers, restored, whitened: [[Float]]
    let mean, variances, shares: [Float]
  }

  static func golden() throws -> Goldens {
    try JSONDecoder().decode(Goldens.self, from: Golden.data("classical.json"))
  }

  func check(_ found: Tensor, _ wanted: Tensor, _ what: String, line: UInt = #line) {
    let closeness = found.closeness(to: wanted, relative: 1e-4, absolute: 1e-4)
    XCTAssertTrue(closeness.isClose, "\(what): \(closeness)", line: line)
  }

  func testValuesOfScikitLearn() throws {
    let golden = try Self.golden()
    let components = try PrincipalComponents(fittedTo: Tensor(golden.rows), count: 4)
    let fresh = Tensor(golden.fresh)
    check(components.mean, Tensor(golden.mean), "mean")
    check(components.directions, Tensor(golden.directions), "directions")
    check(components.variances, Tensor(golden.variances), "variances")
    check(Tensor(components.shares.map { Float($0) }), Tensor(golden.shares), "shares")
    check(components(fresh), Tensor(golden.numbers), "numbers")
    check(components.restored(components(fresh)), Tensor(golden.restored), "restored")
    check(try components.whitened(fresh), Tensor(golden.whitened), "whitened")
  }

  func testAllDirectionsRestoreEverything() throws {
    let rows = Tensor(try Self.golden().rows)
    let components = try PrincipalComponents(fittedTo: rows)
    XCTAssertEqual(components.count, 6)
    check(components.restored(components(rows)), rows, "restored from all directions")
    XCTAssertEqual(components.shares.reduce(0, +), 1, accuracy: 1e-5)
  }

  func testPrefixIsTheSameFitWithFewerDirections() throws {
    let rows = Tensor(try Self.golden().rows)
    let all = try PrincipalComponents(fittedTo: rows)
    XCTAssertEqual(all.prefix(2), try PrincipalComponents(fittedTo: rows, count: 2))
  }

  func testFewerRowsThanColumns() throws {
    var random = Random(seed: 3)
    let rows = Tensor.normal([3, 8], using: &random)
    let components = try PrincipalComponents(fittedTo: rows)
    XCTAssertEqual(components.directions.shape, [3, 8])
    // Three centred rows lie in a plane: the third direction does not vary.
    XCTAssertThrowsError(try components.whitened(rows)) { error in
      XCTAssertTrue("\(error)".contains("Keep the first 2"), "\(error)")
    }
  }

  func testMistakesAreSentences() throws {
    XCTAssertThrowsError(try PrincipalComponents(fittedTo: .zeros([5]))) {
      XCTAssertTrue("\($0)".contains("the shape [5]"), "\($0)")
    }
    XCTAssertThrowsError(try PrincipalComponents(fittedTo: .zeros([5, 3]), count: 4)) {
      XCTAssertTrue("\($0)".contains("1 to 3"), "\($0)")
    }
    let components = try PrincipalComponents(fittedTo: Tensor(try Self.golden().rows), count: 2)
    XCTAssertThrowsError(try components.checkColumns(of: [2, 5], 6, "rows")) {
      XCTAssertTrue("\($0)".contains("[n, 6]"), "\($0)")
    }
  }
}
