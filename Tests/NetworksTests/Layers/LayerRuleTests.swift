import Networks
import Tensors
import XCTest

/// What layers cannot be made of or given.
final class LayerRuleTests: XCTestCase {
  private func sentence(_ rule: () throws -> Void) -> String {
    do { try rule() } catch { return "\(error)" }
    return "nothing was thrown"
  }

  func testNumbersThatAreTooSmall() {
    XCTAssertEqual(
      sentence { try LayerRule.check("BatchNorm", ["channels": 0], atLeast: 1) },
      "BatchNorm: channels is 0, and must be at least 1")
    XCTAssertEqual(
      sentence { try LayerRule.check("MaxPool2D", ["size": 2, "stride": 0], atLeast: 1) },
      "MaxPool2D: stride is 0, and must be at least 1")
    XCTAssertNoThrow(try LayerRule.check("Linear", ["inputs": 0, "outputs": 3], atLeast: 0))
  }

  func testSharesAndEpsilons() {
    XCTAssertThrowsError(try LayerRule.check("BatchNorm", momentum: .nan))
    XCTAssertThrowsError(try LayerRule.check("BatchNorm", momentum: 1.5))
    XCTAssertNoThrow(try LayerRule.check("BatchNorm", momentum: 1))
    XCTAssertThrowsError(try LayerRule.check("LayerNorm", epsilon: -1e-5))
    XCTAssertThrowsError(try LayerRule.check("LayerNorm", epsilon: .infinity))
    XCTAssertNoThrow(try LayerRule.check("LayerNorm", epsilon: 0))
  }

  func testPlaces() throws {
    XCTAssertEqual(try LayerRule.places("LearnedPositions", of: [2, 5, 4], known: [8, 4]), 0..<5)
    XCTAssertEqual(
      try LayerRule.places("LearnedPositions", of: [2, 5, 4], known: [8, 4], from: 3), 3..<8)
    XCTAssertEqual(
      sentence { _ = try LayerRule.places("LearnedPositions", of: [4], known: [8, 4]) },
      "LearnedPositions: an input of shape [4] does not have the axes [batch, places, 4]")
    XCTAssertEqual(
      sentence { _ = try LayerRule.places("LearnedPositions", of: [2, 9, 4], known: [8, 4]) },
      "LearnedPositions: 8 places are known, and the input has 9")
    XCTAssertThrowsError(
      try LayerRule.check("SinusoidalPositions", context: 1 << 40, width: 1 << 40))
    XCTAssertThrowsError(try LayerRule.check("SinusoidalPositions", context: -1, width: 4))
  }
}
