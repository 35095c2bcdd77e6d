import Building
import Foundation
import XCTest

/// The examples in the documentation of the library come to what they say.
final class DocumentationTests: XCTestCase {
  private let folder = TemporaryFolder()
  /// What a reader of the book calls.
  private let modules = [
    "Tensors", "Autograd", "Networks", "Metrics", "Classical", "Text", "Sound", "Environments",
  ]

  private func run(_ examples: [DocumentationExample]) throws -> (lines: [String], errors: String) {
    let checkout = Checkout(root: FixtureBook.project)
    try folder.write(DocumentationExample.program(examples), to: "examples.swift")
    let supervisor = Supervisor()
    var said = ""
    var compiled = false
    let job = try DirectCompiler(checkout, supervisor: supervisor).link(
      [folder["examples.swift"]], to: folder["examples"], log: folder["log"]
    ) { output, isCompiled in
      said = output.findings.map { "\($0.path):\($0.line): \($0.message)" }.joined(separator: "\n")
      compiled = isCompiled
    }
    try supervisor.run([job])
    guard compiled else { return ([], "\(said)\n\(folder.text("log")?.prefix(3000) ?? "")") }
    let program = Program(
      folder["examples"], [], folder: folder.path, output: folder["out"], errors: folder["errors"])
    let ending = try supervisor.run(program, limits: Limits(seconds: 120))
    let lines = (folder.text("out") ?? "").split(separator: "\n").map(String.init)
    return (lines, ending.isSuccess ? "" : folder.text("errors") ?? "it did not end well")
  }

  func testExamplesComeToWhatTheySay() throws {
    var examples: [DocumentationExample] = []
    for module in modules {
      let root = "\(FixtureBook.project)/Sources/\(module)"
      for file in Disk.all(in: root) where file.hasSuffix(".swift") {
        examples += DocumentationExample.all(
          in: try Disk.text("\(root)/\(file)") ?? "", file: "Sources/\(module)/\(file)")
      }
    }
    let (lines, errors) = try run(examples)
    XCTAssertEqual(errors, "")
    XCTAssertEqual(lines.dropLast(), [], "a result in a comment is not what the code comes to")
    let count = lines.last?.split(separator: " ").last.flatMap { Int($0) } ?? 0
    XCTAssertGreaterThan(count, 20, "results were found")
  }

  /// A wrong result, in whatever form, does not pass.
  func testWrongResultsAreFound() throws {
    let text = """
      /// Sums.
      ///
      ///     let x = Tensor([[1, 2], [3, 4]])   // [[1, 2], [3, 4]]
      ///     x.sum(axes: [0])   // [4, 7]
      ///     x.sum(axes: [0])   // [4, 6]
      ///     x.sum(axes: [0])   // of all rows: a remark
      ///     x.mean()           // 2.5
      ///     (x / 3)[1, 1]      // 1.34
      ///     (x / 3)[1, 1]      // 1.33
      ///     "a" + "b"          // "ac"
      ///     x.shape            // [2]
      ///     -x.sum()           // -10
      ///     print(x.sum())     // 11
      ///
      /// ```swift
      /// 1 + 1 == 2   // true
      /// ```
      ///
      ///     x == x   // a remark is no result
      @discardableResult
      public func sum() {}

      /// Not for readers.
      ///
      ///     1 + 1   // 3
      package func add() {}
      """
    let examples = DocumentationExample.all(in: text, file: "a.swift")
    XCTAssertEqual(examples.map(\.line), [3, 16])
    let (lines, errors) = try run(examples)
    XCTAssertEqual(errors, "")
    XCTAssertEqual(
      lines,
      [
        "a.swift:4: [4, 7] is [4, 6]", "a.swift:8: 1.34 is 1.3333334",
        "a.swift:10: \"ac\" is \"ab\"",
        "a.swift:11: [2] is [2, 2]", "a.swift:13: 11 is 10", "checked 11",
      ])
  }
}
