import Foundation
import Networks
import Tensors
import TestSupport
import XCTest

/// Python reads what is written here, and what Python writes is read here.
final class ExchangeTests: XCTestCase {
  func testFilesGoBothWays() throws {
    guard let python = Python(with: ["numpy", "safetensors.numpy"]) else {
      throw XCTSkip(
        "No Python with numpy and safetensors was found, so no files were exchanged; LADDER_PYTHON "
          + "names one")
    }
    let folder = NSTemporaryDirectory() + "ladder-exchange-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let values = CheckpointsGolden.values
    try Safetensors.write(
      values, metadata: CheckpointsGolden.metadata, to: folder + "/swift.safetensors")
    try NumPyFile.writeArchive(values, to: folder + "/swift.npz")
    for (name, tensor) in values { try NumPyFile.write(tensor, to: "\(folder)/\(name).npy") }

    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden/checkpoints.py").path
    let (status, output) = try python.run([script, "exchange", folder])
    XCTAssertEqual(status, 0, output)
    XCTAssertEqual(output, "exchanged\n")

    let expected = Dictionary(uniqueKeysWithValues: values.map { ($0, $1) })
    let stored = try Safetensors.read(folder + "/python.safetensors")
    XCTAssertEqual(stored.tensors, expected)
    XCTAssertEqual(stored.metadata, CheckpointsGolden.metadata)
    XCTAssertEqual(try NumPyFile.readArchive(folder + "/python.npz"), expected)
    XCTAssertEqual(try NumPyFile.readArchive(folder + "/compressed.npz"), expected)
    XCTAssertEqual(try NumPyFile.read(folder + "/python.npy"), values[0].tensor)
  }
}
