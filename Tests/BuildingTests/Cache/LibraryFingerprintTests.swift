import Building
import Foundation
import XCTest

/// Chapters run again when the library's code has changed, and not when only its text has.
final class LibraryFingerprintTests: XCTestCase {
  private let folder = TemporaryFolder()
  private var checkout: Checkout { Checkout(root: folder.path) }

  override func setUpWithError() throws {
    try folder.write("let chapters = [\n  \"ch01-a\"\n]\n", to: "Package.swift")
    try folder.write("@_exported import Tensors\n", to: "Sources/Ladder/Ladder.swift")
    try folder.write("public let one = 1\n", to: "Sources/Tensors/Tensor.swift")
    try folder.write("weaving", to: "Sources/Weaving/Weaver.swift")
    try folder.write("1,2\n", to: "Sources/Tensors/Tables/iris.csv")
    for (module, file) in [("Ladder", "Ladder"), ("Tensors", "Tensor")] {
      let sources = "\(folder["Sources"])/\(module)/\(file).swift\n"
      try folder.write(sources, to: ".build/release/\(module).build/sources")
      try folder.write("object code", to: ".build/release/\(module).build/\(file).swift.o")
    }
  }

  private func renewed() throws -> LibraryFingerprint {
    try LibraryFingerprint.renewed(
      in: checkout, sources: try LibraryFingerprint.sources(of: checkout),
      known: LibraryFingerprint.known(in: checkout))
  }

  func testTextWithoutConsequences() throws {
    let before = try renewed()
    XCTAssertEqual(LibraryFingerprint.known(in: checkout), before)
    try folder.write("public let one = 1  // uno\n", to: "Sources/Tensors/Tensor.swift")
    try folder.write("better weaving", to: "Sources/Weaving/Weaver.swift")
    let after = try renewed()
    XCTAssertNotEqual(after.files, before.files)
    XCTAssertEqual(after.objects, before.objects)
  }

  func testCodeThatChanged() throws {
    let before = try renewed()
    try folder.write("public let one = 2\n", to: "Sources/Tensors/Tensor.swift")
    try folder.write("other code", to: ".build/release/Tensors.build/Tensor.swift.o")
    let after = try renewed()
    XCTAssertNotEqual(after.objects, before.objects)
    XCTAssertEqual(after.changed, ["Sources/Tensors/Tensor.swift"])
  }

  func testObjectCodeIsNotReadWhileTheSourcesAreTheSame() throws {
    let before = try renewed()
    try folder.write("other code", to: ".build/release/Tensors.build/Tensor.swift.o")
    XCTAssertEqual(try renewed(), before)
  }

  func testBundledTables() throws {
    let before = try renewed()
    try folder.write("1,3\n", to: "Sources/Tensors/Tables/iris.csv")
    XCTAssertNotEqual(try renewed().objects, before.objects)
  }

  func testANewChapterIsNoChange() throws {
    let before = try renewed()
    try folder.write("let chapters = [\n  \"ch01-a\",\n  \"ch02-b\",\n]\n", to: "Package.swift")
    XCTAssertEqual(try LibraryFingerprint.sources(of: checkout), before.files)
  }
}
