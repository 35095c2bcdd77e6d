import Files
import Foundation
import Networks
import Tensors
import XCTest

/// A model that takes from a file what fits.
final class FittingTests: XCTestCase {
  private let path = NSTemporaryDirectory() + "ladder-fitting-\(UUID()).safetensors"

  override func tearDown() { try? FileManager.default.removeItem(atPath: path) }

  private func network(classes: Int, deep: Bool = false, seed: UInt64) -> Sequential {
    var random = Random(seed: seed)
    return Sequential {
      Linear(4, 5, using: &random)
      BatchNorm(5)
      Linear(5, classes, using: &random)
      if deep { Linear(classes, 2, using: &random) }
    }
  }

  func testTheTrunkIsTakenAndEachRefusalHasItsReason() throws {
    let old = network(classes: 10, seed: 1)
    old.namedBuffers[0].buffer.value = .filled([5], with: 0.25)
    let (optimizer, random) = (Adam(), Random(seed: 1))
    try Checkpoint.write(old, optimizer, random, to: path)
    let new = network(classes: 3, deep: true, seed: 2)
    let head = new.namedTensors.filter { $0.name.hasPrefix("2.") || $0.name.hasPrefix("3.") }
    let fitting = try new.loadWhatFits(from: path)
    let trunk = ["0.weight", "0.bias", "1.weight", "1.bias"]
    XCTAssertEqual(fitting.taken, trunk + ["1.runningMean", "1.runningVariance"])
    XCTAssertEqual(
      fitting.description,
      """
      6 of 10 fitted
      2.weight: the file has the shape [5, 10], and the model [5, 3]
      2.bias: the file has the shape [10], and the model [3]
      3.weight: the file has nothing of that name
      3.bias: the file has nothing of that name
      """)
    let (found, wanted) = (new.namedTensors, old.namedTensors)
    for name in fitting.taken {
      XCTAssertEqual(
        found.first { $0.name == name }?.tensor, wanted.first { $0.name == name }?.tensor, name)
    }
    for (name, tensor) in head {
      XCTAssertEqual(found.first { $0.name == name }?.tensor, tensor, name)
    }
  }

  func testWhatTheModelLacksIsNamedToo() throws {
    try network(classes: 3, deep: true, seed: 1).save(to: path)
    let fitting = try network(classes: 3, seed: 2).loadWhatFits(from: path)
    XCTAssertEqual(fitting.refused.map(\.name), ["3.weight", "3.bias"])
    XCTAssertEqual(fitting.refused[0].reason, "the model has nothing of that name")
  }
}
