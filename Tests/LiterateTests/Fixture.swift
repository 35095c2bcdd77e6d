import Foundation
import Literate
import XCTest

/// Files that tests read, and short ways to make chapters.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// A chapter of the given text.
  static func chapter(_ text: String, folder: String = "ch04-optimization") -> Chapter {
    Chapter(folder: folder, source: SourceText(text))
  }
}

/// Compares a text with a file of Fixtures. `LADDER_RECORD=1` writes the file, and fails, so that
/// nobody records and passes at once.
func assertSnapshot(
  _ text: String, _ name: String, file: StaticString = #filePath, line: UInt = #line
) throws {
  let url = Fixture.folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["LADDER_RECORD"] != nil {
    try text.write(to: url, atomically: true, encoding: .utf8)
    return XCTFail("recorded \(name)", file: file, line: line)
  }
  XCTAssertEqual(text, try Fixture.text(name), name, file: file, line: line)
}
