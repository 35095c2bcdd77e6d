import Foundation
import Ladder
import TestSupport
import XCTest

/// A model that is handed over to code of another library.
final class HandingTests: XCTestCase {
  func testAModelIsHandedOverByTheNamesOfItsParts() throws {
    var random = Random(seed: 1)
    let model = Sequential {
      Linear(3, 2, using: &random)
      BatchNorm(2)
    }
    let folder = NSTemporaryDirectory() + "handing-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    Leftovers.add(folder)
    try Notebook.run(
      chapter: "ch04-test", traceFolder: folder, variables: ["LADDER_HANDOVER": folder]
    ) {
      handOver("start", model)
      Notebook.finish()
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".npy") }
    let parts = model.namedParameters.map(\.name) + model.namedBuffers.map(\.name)
    XCTAssertEqual(Set(names), Set(parts.map { "start.\($0.lowercased()).npy" }))
    XCTAssertGreaterThan(parts.count, 4)
    for (name, parameter) in model.namedParameters {
      XCTAssertEqual(
        try NumPyFile.read("\(folder)/start.\(name.lowercased()).npy"), parameter.value, name)
    }
  }
}
