import Building
import Foundation
import XCTest

/// Chapters run again when anything in the library has changed that a compiler can see, and not when
/// only its text has.
final class LibraryFingerprintTests: XCTestCase {
  private let folder = TemporaryFolder()
  private var checkout: Checkout { Checkout(root: folder.path) }

  override func setUpWithError() throws {
    try folder.write("let library = [\n  Module(\"Tensors\", needs: []),\n]\n", to: "Package.swift")
    try folder.write("@_exported import Tensors\n", to: "Sources/Ladder/Ladder.swift")
    try write("public func mean(confidence: Double = 0.95) -> Double { confidence - 1 }\n")
    try folder.write("import Files\n", to: "Sources/Tensors/Reading.swift")
    try folder.write("public struct Archive {}\n", to: "Sources/Files/Archive.swift")
    try folder.write("let weaver = 1\n", to: "Sources/Weaving/Weaver.swift")
    try folder.write("1,2\n", to: "Sources/Tensors/Tables/iris.csv")
    try folder.write("static inline int one(void);\n", to: "Sources/CBlas/shim.h")
    try folder.write("import CBlas\n", to: "Sources/Files/Blas.swift")
  }

  private func write(_ code: String) throws {
    try folder.write(code, to: "Sources/Tensors/Tensor.swift")
  }

  private func current() throws -> LibraryFingerprint {
    LibraryFingerprint(of: try LibrarySources(checkout))
  }

  func testTextWithoutConsequences() throws {
    let before = try current()
    try write(
      """
      /// The mean.
      public func mean(confidence: Double = 0.95)   -> Double { confidence - 1 }  // of two

      """)
    try folder.write("let weaver = 2\n", to: "Sources/Weaving/Weaver.swift")
    try folder.write("# Rules\n", to: "Sources/Tensors/README.md")
    XCTAssertEqual(try current(), before)
  }

  func testADefaultArgument() throws {
    let before = try current()
    try write("public func mean(confidence: Double = 0.80) -> Double { confidence - 1 }\n")
    XCTAssertNotEqual(try current().name, before.name)
  }

  func testWhatIsCompiledIntoTheClient() throws {
    let code = "public func mean(confidence: Double = 0.95) -> Double { confidence - 1 }\n"
    var names: Set<String> = [try current().name]
    for variant in [
      "@inlinable " + code, "@_alwaysEmitIntoClient " + code,
      code.replacingOccurrences(of: "confidence - 1", with: "confidence -1"),
      code.replacingOccurrences(of: "{ confidence", with: "{ confidence\n"),
      code.replacingOccurrences(of: "mean(", with: "mean<T>("), "\"",
    ] {
      try write(variant)
      XCTAssertTrue(names.insert(try current().name).inserted, variant)
    }
  }

  func testWhatChaptersAreLinkedWith() throws {
    var names: Set<String> = [try current().name]
    for (file, text) in [
      ("Sources/Tensors/Tables/iris.csv", "1,3\n"), ("Sources/Files/Archive.swift", "let a = 1\n"),
      ("Sources/CBlas/shim.h", "static inline int two(void);\n"),
      ("Sources/Tensors/New.swift", "let new = 1\n"),
    ] {
      try folder.write(text, to: file)
      XCTAssertTrue(names.insert(try current().name).inserted, file)
    }
  }

  func testAFileIsReadOnce() throws {
    let before = try current()
    let memory = try XCTUnwrap(folder.text(".build/book/sources"))
    XCTAssertTrue(memory.contains("Sources/Tensors/Tensor.swift"))
    // Were the file read again, what stands in the memory would be of no account.
    let fingerprint = try XCTUnwrap(before.files["Sources/Tensors/Tensor.swift"])
    try folder.write(
      memory.replacingOccurrences(of: fingerprint, with: "remembered"), to: ".build/book/sources")
    XCTAssertEqual(try current().files["Sources/Tensors/Tensor.swift"], "remembered")
  }

  func testTheFilesThatChangedAreKnown() throws {
    let before = try current()
    XCTAssertNil(before.changes(since: before.name, in: checkout))
    try before.keep(in: checkout)
    XCTAssertEqual(before.changes(since: before.name, in: checkout), [])
    try write("public func mean() {}\n")
    try folder.write("let new = 1\n", to: "Sources/Files/New.swift")
    let after = try current()
    XCTAssertEqual(
      after.changes(since: before.name, in: checkout),
      ["Sources/Files/New.swift", "Sources/Tensors/Tensor.swift"])
    for number in 0..<20 {
      try write("let n = \(number)\n")
      try current().keep(in: checkout)
    }
    XCTAssertEqual(Disk.names(in: folder[".build/book/library"]).count, 10)
  }

  func testWhatWasCompiled() throws {
    XCTAssertFalse(try current().isCompiled(in: checkout))
    try current().noteCompiled(in: checkout)
    XCTAssertTrue(try current().isCompiled(in: checkout))
    try write("public func mean() {}\n")
    XCTAssertFalse(try current().isCompiled(in: checkout))
  }

  func testTypesAndTheirModules() throws {
    try write("public final class Tensor {}\nstruct Inner {}\npublic indirect enum Tree {}\n")
    let types = try LibrarySources(checkout).types
    XCTAssertEqual(types, ["Tensor": "Tensors", "Tree": "Tensors"])
  }
}
