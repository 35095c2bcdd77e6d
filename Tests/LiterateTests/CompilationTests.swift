import Foundation
import Literate
import XCTest

/// Tangled Swift, given to the compiler: programs that run, and messages at places in the Markdown.
final class CompilationTests: XCTestCase {
  private static let stub = """
    public enum Notebook {
      public static func run(chapter: String, _ body: () throws -> Void) {
        do { try body() } catch { print("threw \\(error)") }
      }
      public static func enter(_ id: String) { print("# \\(id)") }
      public static func enters(_ id: String, long: Bool = false, data: [String] = []) -> Bool {
        print("# \\(id)\\(long ? " long" : "") \\(data.joined(separator: " "))")
        return !long
      }
      public static func finish() { print("# end") }
    }
    public enum Exercises {
      public static func grade(_ checks: KeyValuePairs<String, () throws -> Void>) {
        for (name, check) in checks where CommandLine.arguments.dropFirst().first == name {
          do { try check() } catch { print("threw \\(error)") }
        }
      }
    }
    """

  private var folder = URL(fileURLWithPath: "")

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tangled-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(Self.stub, "Ladder.swift")
    let (status, output) = try run(
      "swiftc", "-emit-module", "-emit-library", "-static", "-module-name", "Ladder",
      "-parse-as-library", "-swift-version", "6", "Ladder.swift")
    XCTAssertEqual(status, 0, output)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: folder)
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  /// Runs a program in the folder; what it wrote to either stream.
  private func run(_ arguments: String...) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  func testChaptersRun() throws {
    let expected = [
      "hoisting":
        "# types\n6\nnoted 3\n# block-2\none 2 point 2 true\n# block-4\n3\n# end\n",
      "containers":
        "# list\nfirst 2\n  second\n shown\n# block-2\n17\n# block-3\ntab\n# block-4\n1\na\nb\n# end\n",
      "chunks":
        "# machine\nturned 1\nturned 2\nturned 3\n2 false\nend 3\n# end\n",
      "conditions": "# data mnist cifar\n60000\n# long long \n# last\n1\n# end\n",
    ]
    for (name, output) in expected {
      let chapter = Fixture.chapter(try Fixture.text("tangling/\(name).md"))
      try write(chapter.tangled().swift, "\(name).swift")
      let (status, messages) = try run(
        "swiftc", "-swift-version", "6", "-parse-as-library", "-I", ".", "-L", ".", "-lLadder",
        "\(name).swift", "-o", name)
      XCTAssertEqual(status, 0, messages)
      XCTAssertFalse(messages.contains("warning:"), messages)
      XCTAssertEqual(try run("./\(name)").output, output, name)
    }
  }

  func testMessagesNamePlacesInTheMarkdown() throws {
    let chapter = Fixture.chapter(
      """
      # Wrong in many places

      ```swift
      func used() -> Int { missing1 }
      let hidden: Int = missing2  // hide
      ```

      - In a list, é:

        ```swift
        let é = 1; print(é, missing3)
        ```

      > ```swift
      > // <<twice>>
      > // <<twice>>
      > print(missing4)
      > ```

      ```swift chunk=twice
        _ = missing5
      ```
      """)
    try write(chapter.tangled().swift, "wrong.swift")
    let (status, output) = try run(
      "swiftc", "-typecheck", "-swift-version", "6", "-parse-as-library", "-I", ".", "wrong.swift")
    XCTAssertNotEqual(status, 0)
    let file = "Chapters/ch04-optimization/chapter.md"
    for (place, name) in [
      ("4:22", "missing1"), ("5:19", "missing2"), ("11:25", "missing3"), ("17:9", "missing4"),
      ("21:7", "missing5"),
    ] {
      XCTAssertTrue(
        output.contains("\(file):\(place): error: cannot find '\(name)' in scope"),
        "\(place) \(name) in \(output)")
    }
  }

  func testAnswersAreGradedWithTheChecks() throws {
    let chapter = Fixture.chapter(try Fixture.text("exercise.md"))
    try write(chapter.checksProgram().swift, "Checks.swift")
    for (answers, output) in [
      (chapter.answersFile { $0.solutions.first }, "right\n"),
      (chapter.answersFile { $0.wrongs.first }, "wrong\n"),
    ] {
      try write(answers.swift, "Answers.swift")
      let (status, messages) = try run(
        "swiftc", "-swift-version", "6", "-I", ".", "-L", ".", "-lLadder", "Checks.swift",
        "Answers.swift", "-o", "grade")
      XCTAssertEqual(status, 0, messages)
      XCTAssertEqual(try run("./grade", "ex-double").output, output)
      XCTAssertEqual(try run("./grade").output, "")
    }
  }
}
