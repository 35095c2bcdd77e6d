import Building
import Foundation
import XCTest

/// Two files of object code are equal, to us, when programs linked from them do the same.
final class ObjectFileTests: XCTestCase {
  private let folder = TemporaryFolder()

  /// The parts that count of what the compiler makes of a text.
  private func parts(_ text: String) throws -> [[UInt8]] {
    try folder.write(text, to: "Code.swift")
    let flags = ["-O", "-g", "-parse-as-library", "-module-name", "Code", "-c", "Code.swift"]
    let program = Program(
      "swiftc", flags + ["-o", "Code.o"], folder: folder.path, output: folder["log"],
      errors: folder["log"])
    XCTAssertEqual(try Supervisor().run(program), .exited(0), folder.text("log") ?? "")
    return ObjectFile.loadedParts(of: try XCTUnwrap(try Disk.read(folder["Code.o"])))
  }

  func testCommentsDoNotCountAndCodeDoes() throws {
    let code = """
      public func f(_ x: Int) -> Int { x &* 3 }
      public func g(_ x: [Int]) -> Int { x.map(f).reduce(0, +) }
      """
    let before = try parts(code)
    XCTAssertGreaterThan(before.count, 3)
    #if os(Linux)
      XCTAssertTrue(
        try parts("// A comment.\n\n" + code + "\n// Another.\n") == before,
        "a comment counts as code")
    #endif
    XCTAssertFalse(try parts(code.replacingOccurrences(of: "3", with: "5")) == before)
    XCTAssertFalse(try parts(code.replacingOccurrences(of: "map(f)", with: "map(-)")) == before)
  }

  func testOtherAndDamagedFilesCountWhole() {
    for bytes in [
      [], [1, 2, 3], [0x7F, 0x45, 0x4C, 0x46, 2, 1] + [UInt8](repeating: 0xFF, count: 90),
    ] {
      XCTAssertEqual(ObjectFile.loadedParts(of: bytes), [bytes])
    }
  }
}
