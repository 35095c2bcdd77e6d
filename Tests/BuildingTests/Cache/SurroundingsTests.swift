import Building
import Foundation
import XCTest

/// What is read from the machine changes when the thing itself does, and not with time stamps.
final class SurroundingsTests: XCTestCase {
  private let folder = TemporaryFolder()
  private var environment: [String: String] = [:]

  override func setUpWithError() throws {
    try folder.write("let tuned: [SwiftSetting] = [.unsafeFlags([\"-O\"])]\n", to: "Package.swift")
    try writeCompiler("Swift version 6.1")
    environment = ["PATH": "\(folder["bin"]):/usr/bin:/bin", "LADDER_DATA": folder["data"]]
  }

  private func writeCompiler(_ version: String) throws {
    try folder.write("#!/bin/sh\necho '\(version)'\n", to: "bin/swiftc")
    chmod(folder["bin/swiftc"], 0o755)
  }

  private func current() throws -> Surroundings {
    try Surroundings.current(
      of: Checkout(root: folder.path), library: "", supervisor: Supervisor(),
      environment: environment)
  }

  func testToolchain() throws {
    let before = try current().toolchain
    XCTAssertTrue(before.contains("6.1"))
    XCTAssertEqual(try current().toolchain, before, "the second time from memory")
    try writeCompiler("Swift version 6.2, a longer name")
    XCTAssertTrue(try current().toolchain.contains("6.2"))
  }

  func testFlags() throws {
    let before = try current().flags
    try folder.write(
      "// A comment.\nlet tuned: [SwiftSetting] = [.unsafeFlags([\"-O\"])]\nlet chapters = [\n]\n",
      to: "Package.swift")
    XCTAssertEqual(try current().flags, before)
    try folder.write(
      "let tuned: [SwiftSetting] = [.unsafeFlags([\"-Ounchecked\"])]\n", to: "Package.swift")
    XCTAssertNotEqual(try current().flags, before)
  }

  func testTangling() throws {
    try folder.write("let a = 1\n", to: "Sources/Literate/Tangling/Tangler.swift")
    try folder.write("let b = 1\n", to: "Sources/Literate/Linting/Linter.swift")
    let before = try current().tangling
    try folder.write("let a = 1  // one\n", to: "Sources/Literate/Tangling/Tangler.swift")
    try folder.write("let b = 2\n", to: "Sources/Literate/Linting/Linter.swift")
    XCTAssertEqual(try current().tangling, before)
    try folder.write("let a = 2\n", to: "Sources/Literate/Tangling/Tangler.swift")
    XCTAssertNotEqual(try current().tangling, before)
  }

  func testSeedAndProcessor() throws {
    let before = try current()
    environment["LADDER_SEED"] = "8"
    XCTAssertNotEqual(try current().seed, before.seed)
    XCTAssertEqual(try current().processor, before.processor)
    environment["OPENBLAS_CORETYPE"] = "Haswell"
    XCTAssertNotEqual(try current().processor, before.processor, "it chooses other kernels")
  }

  func testDataFiles() throws {
    let missing = try current().data("mnist")
    for (name, text) in [
      ("train-images-idx3-ubyte", "a"), ("train-labels-idx1-ubyte", "b"),
      ("t10k-images-idx3-ubyte", "c"), ("t10k-labels-idx1-ubyte", "d"),
    ] { try folder.write(text, to: "data/mnist/\(name)") }
    let before = try current().data("mnist")
    XCTAssertNotEqual(before, missing)

    let path = folder["data/mnist/train-labels-idx1-ubyte"]
    let longAgo = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1e9)]
    try FileManager.default.setAttributes(longAgo, ofItemAtPath: path)
    XCTAssertEqual(try current().data("mnist"), before, "a time stamp is no content")
    try folder.write("B", to: "data/mnist/train-labels-idx1-ubyte")
    XCTAssertNotEqual(try current().data("mnist"), before)
  }
}
