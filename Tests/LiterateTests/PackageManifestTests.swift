import Foundation
import Literate
import XCTest

/// The lists of Package.swift, and this project's own.
final class PackageManifestTests: XCTestCase {
  private let text = """
    import PackageDescription
    // let parts: [:] = nothing
    let parts: KeyValuePairs<String, [String]> = [
      "Before you start": [
        "ch00-how"
      ],
      "The ladder": ["ch01-a", "ch02-b"],  // "ch99-not-this"
      "Not fooling yourself": [
        // To come.
      ],
    ]
    let library = [
      Module("Tensors", needs: ["COpenBLAS"]),
      Module(
        "Datasets", needs: ["Files"], resources: [.copy("Tables")]),
    ]

    """

  func testLists() {
    let manifest = PackageManifest(text)
    XCTAssertEqual(
      manifest.parts,
      [
        Part(name: "Before you start", chapters: ["ch00-how"]),
        Part(name: "The ladder", chapters: ["ch01-a", "ch02-b"]),
      ])
    XCTAssertEqual(manifest.parts[1].ids, ["ch01", "ch02"])
    XCTAssertEqual(manifest.chapters, ["ch00-how", "ch01-a", "ch02-b"])
    XCTAssertEqual(manifest.library, ["Tensors", "Datasets"])
    for nothing in ["", "let parts = 1", "let parts = [", "let library: [Module] = []"] {
      XCTAssertEqual(PackageManifest(nothing).parts, [], nothing)
      XCTAssertEqual(PackageManifest(nothing).library, [], nothing)
    }
  }

  func testAChapterMore() throws {
    func added(_ chapter: String, to part: String?) throws -> [String] {
      let manifest = PackageManifest(try XCTUnwrap(PackageManifest(text).adding(chapter, to: part)))
      XCTAssertEqual(manifest.library, ["Tensors", "Datasets"])
      return manifest.parts.map { "\($0.name): \($0.chapters.joined(separator: " "))" }
    }
    XCTAssertEqual(
      try added("ch03-c", to: "The ladder"),
      ["Before you start: ch00-how", "The ladder: ch01-a ch02-b ch03-c"])
    XCTAssertEqual(
      try added("ch03-c", to: nil).last, "Not fooling yourself: ch03-c", "the last part there is")
    XCTAssertEqual(try added("ch03-c", to: "Systems").last, "Systems: ch03-c")
    XCTAssertEqual(
      try added("ch00-x", to: "Before you start").first, "Before you start: ch00-how ch00-x")
  }

  func testHowItIsWritten() {
    XCTAssertEqual(
      PackageManifest("let parts: P = [\n  \"A\": [\n    \"ch00-a\"\n  ]\n]\n").adding("ch01-b"),
      "let parts: P = [\n  \"A\": [\n    \"ch00-a\",\n    \"ch01-b\",\n  ]\n]\n")
    XCTAssertEqual(
      PackageManifest("let parts: P = [\n  \"A\": []\n]\n").adding("ch01-b"),
      "let parts: P = [\n  \"A\": [\n    \"ch01-b\",\n  ]\n]\n")
    XCTAssertEqual(
      PackageManifest("let parts: P = [:]\n").adding("ch01-b", to: "A"),
      "let parts: P = [\n  \"A\": [\n    \"ch01-b\",\n  ],\n]\n")
    XCTAssertEqual(
      PackageManifest("let parts: P = [\n  \"A\": [\n    \"ch00-a\"\n  ]\n]\n")
        .adding("ch01-b", to: "B"),
      """
      let parts: P = [
        "A": [
          "ch00-a"
        ],
        "B": [
          "ch01-b",
        ],
      ]

      """)
    XCTAssertNil(PackageManifest("let others = []\n").adding("ch00-a"))
  }

  // MARK: - This project's

  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func project(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Ladder brings what the list names, and the folders of the chapters are those it names.
  func testTheProjectsLists() throws {
    let manifest = PackageManifest(try project("Package.swift"))
    let brought = try project("Sources/Ladder/Ladder.swift").split(separator: "\n").compactMap {
      $0.hasPrefix("@_exported import ") ? String($0.dropFirst("@_exported import ".count)) : nil
    }
    XCTAssertEqual(brought.sorted(), manifest.library.sorted())
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Chapters").path
    ).filter { $0.hasPrefix("ch") }
    XCTAssertEqual(folders.sorted(), manifest.chapters, "in the order of their numbers")
    for folder in folders {
      XCTAssertNoThrow(try project("Chapters/\(folder)/Program.swift"), "SwiftPM asks for a file")
    }
  }
}
