import Foundation
import TestSupport
import Tensors
import XCTest

/// Thousands of random expressions agree with PyTorch: their values, and the gradients of all their
/// leaves.
final class ExpressionTests: XCTestCase {
  private func expressions() throws -> [Expression] {
    try JSONDecoder().decode([Expression].self, from: Golden.data("autograd_expressions.json"))
  }

  func testValuesAndGradientsAgreeWithPyTorch() throws {
    let expressions = try expressions()
    XCTAssertGreaterThanOrEqual(expressions.count, 4000)
    let used = Set(expressions.flatMap { $0.nodes.map(\.name) })
    XCTAssertEqual(used, Set(ExpressionOperations.all.keys))
    XCTAssertEqual(expressions.map(\.depth).max(), 12)
    var failures = 0
    for expression in expressions where failures < 10 {
      for (place, found) in try expression.evaluated().enumerated() {
        if let difference = expression.difference(found, place: place, tolerance: 1e-4) {
          failures += 1
          let nodes = expression.nodes.map { "\($0.name)\($0.inputs)\($0.numbers)" }
          XCTFail("seed \(expression.seed), \(difference), of \(expression.leaves) \(nodes)")
        }
      }
    }
  }

  func testADifferenceIsSeen() throws {
    let expression = try XCTUnwrap(expressions().first { $0.gradients[0][2] != 0 })
    var results = try expression.evaluated()
    XCTAssertNil(expression.difference(results[1], place: 1, tolerance: 1e-4))
    results[1].scalars[0] *= 1.01
    XCTAssertNotNil(expression.difference(results[1], place: 1, tolerance: 1e-4))
  }
}
