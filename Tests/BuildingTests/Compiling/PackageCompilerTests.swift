import Building
import Foundation
import XCTest

/// Chapters through SwiftPM, in a package of four that needs no library: one that does not compile
/// keeps nobody back, and a warning is told for as long as its code stands.
final class PackageCompilerTests: XCTestCase {
  private let folder = TemporaryFolder()
  private var checkout: Checkout { Checkout(root: folder.path) }

  override func setUpWithError() throws {
    let names = ["ch01-good", "ch02-broken", "ch03-warns", "ch04-good"]
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    try folder.write(
      """
      // swift-tools-version: 6.1
      import PackageDescription

      let package = Package(
        name: "Chapters",
        targets: [\(list)].map {
          .executableTarget(
            name: String($0.prefix(4)), path: "Chapters/\\($0)", exclude: ["chapter.md"])
        })
      """, to: "Package.swift")
    for name in names { try write(name, "print(\"\(name)\")") }
    try write("ch02-broken", "print(undefined)")
    try write("ch03-warns", "var x = 1; print(x)")
  }

  /// A chapter whose program is written by hand as the tangler would.
  private func write(_ name: String, _ statement: String) throws {
    try folder.write(
      "# \(name)\n\n```swift\n\(statement)\n```\n", to: "Chapters/\(name)/chapter.md")
    try folder.write("", to: "Chapters/\(name)/Exercises.swift")
    try folder.write(
      """
      @main enum Program { static func main() { chapter() } }
      func chapter() {
      #sourceLocation(file: "Chapters/\(name)/chapter.md", line: 4)
      \(statement)
      #sourceLocation()
      }
      """, to: "Chapters/\(name)/Chapter.swift")
  }

  private func compile(_ ids: String...) throws -> [String: Compilation] {
    let chapters = checkout.chapters.filter { ids.isEmpty || ids.contains($0.id) }
    return try PackageCompiler(checkout).compile(chapters, supervisor: Supervisor()) { _ in }
  }

  func testWarningsErrorsAndGoodChapters() throws {
    let first = try compile()
    XCTAssertNil(try XCTUnwrap(first["ch02"]).executable)
    XCTAssertTrue(Disk.exists(folder["Chapters/ch04-good/Program.swift"]), "SwiftPM asks for it")
    XCTAssertEqual(
      first["ch02"]?.findings.map(\.headline),
      ["Chapters/ch02-broken/chapter.md:4:7: error: cannot find 'undefined' in scope"])
    for id in ["ch01", "ch03", "ch04"] {
      let executable = try XCTUnwrap(first[id]?.executable, id)
      XCTAssertTrue(Disk.exists(executable), id)
    }
    let warning = first["ch03"]?.findings.map(\.headline) ?? []
    XCTAssertEqual(warning.count, 1)
    XCTAssertTrue(
      warning.first?.hasPrefix("Chapters/ch03-warns/chapter.md:4:5: warning: ") ?? false)

    // There is nothing to compile now, and the warning is told all the same …
    XCTAssertEqual(try compile("ch03")["ch03"]?.findings.map(\.headline), warning)
    // … also when somebody else had compiled the chapter before.
    try Disk.remove(folder[".build/book/ch03"])
    XCTAssertEqual(try compile("ch03")["ch03"]?.findings.map(\.headline), warning)

    try write("ch02-broken", "print(\"mended\")")
    XCTAssertNotNil(try compile("ch02")["ch02"]?.executable)
    try folder.write("// swift-tools-version: 6.1\nlet package = Pakage()\n", to: "Package.swift")
    XCTAssertThrowsError(try compile("ch01")) { XCTAssertTrue("\($0)".contains("Package.swift")) }
  }
}
