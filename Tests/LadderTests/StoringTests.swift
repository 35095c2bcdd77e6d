import Foundation
import Ladder
import XCTest

/// Classical models in files.
final class StoringTests: XCTestCase {
  func testAModelComesBackFromAFileAndNoOtherKindDoes() throws {
    let path = NSTemporaryDirectory() + "ladder-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = Tensor([[0, 1], [2, 1.5], [5, 3], [4, 7]])
    let model = try KernelMachine(
      fittedTo: rows, labels: [0, 0, 1, 1], kernel: .gaussian(gamma: 0.5))
    try model.save(to: path)
    XCTAssertEqual(try KernelMachine(from: path), model)
    XCTAssertEqual(try KernelMachine(from: path)(rows), model(rows))
    XCTAssertThrowsError(try NaiveBayes(from: path)) {
      XCTAssertTrue("\($0)".contains("kind KernelMachine, and no NaiveBayes"), "\($0)")
    }
    XCTAssertEqual(
      model.byteCount, 4 * (4 + 1 + 4 + 8 + 4 + 1), "kernel, classes, supports, rows, weights, bias"
    )
  }
}
