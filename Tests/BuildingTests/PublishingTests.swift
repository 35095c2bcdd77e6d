import Building
import Foundation
import XCTest

/// What stands in the checkout for editors and code hosts: each file says what the book can do.
final class PublishingTests: XCTestCase {
  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(FixtureBook.project)/\(file)", encoding: .utf8)
  }

  private func object(_ file: String) throws -> [String: Any] {
    try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(text(file).utf8)) as? [String: Any], file)
  }

  /// Words that a person could give: `./build.sh` and a command or a chapter that there is.
  private func check(_ line: String, _ name: String) throws {
    let chapters = Checkout(root: FixtureBook.project).chapters.map(\.name)
    let chapter = try XCTUnwrap(chapters.first)
    let words = line.replacingOccurrences(of: "${fileDirnameBasename}", with: chapter)
      .split(separator: " ").map { $0.replacingOccurrences(of: "\"", with: "") }
    XCTAssertEqual(words.first, "./build.sh", name)
    let invocation = try Invocation(Array(words.dropFirst()), chapters: chapters)
    let takesChapters = ["build", "watch", "exercises", "check"].contains(invocation.command.name)
    for operand in takesChapters ? invocation.operands : [] {
      XCTAssertNoThrow(try Checkout(root: FixtureBook.project).chapter(named: operand), name)
    }
  }

  private func tasks() throws -> [[String: Any]] {
    try XCTUnwrap(try object(".vscode/tasks.json")["tasks"] as? [[String: Any]])
  }

  func testTheTasksOfAnEditorAreCommands() throws {
    let tasks = try tasks()
    let lines = tasks.compactMap { $0["command"] as? String }
    XCTAssertEqual(lines.count, tasks.count)
    for line in lines { try check(line, line) }
    for wanted in ["watch ", "exercises ", "serve", "test", "check "] {
      XCTAssertTrue(lines.contains { $0.hasPrefix("./build.sh \(wanted)") }, wanted)
    }
  }

  /// What the compiler and the lint find is found in the terminal, at its line.
  func testTheProblemMatcherFindsAProblem() throws {
    let book = try FixtureBook([
      "ch01-a": "# A\n\nText.\n\n```swift captoin=\"x\"\nprint(1)\n```\n"
    ])
    XCTAssertEqual(try book.build(), .failure)
    let matchers = try tasks().compactMap { $0["problemMatcher"] as? [String: Any] }
    XCTAssertEqual(matchers.count, 3)
    for matcher in matchers {
      let pattern = try XCTUnwrap(matcher["pattern"] as? [String: Any])
      let expression = try NSRegularExpression(pattern: XCTUnwrap(pattern["regexp"] as? String))
      let found = book.errors.split(separator: "\n").map(String.init).compactMap { line in
        expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)).map {
          match in
          ["file", "line", "column", "severity", "message"].compactMap { name in
            (pattern[name] as? Int).flatMap { Range(match.range(at: $0), in: line) }.map {
              String(line[$0])
            }
          }
        }
      }
      XCTAssertEqual(found.count, 1, book.errors)
      XCTAssertEqual(found.first?.prefix(2), ["Chapters/ch01-a/chapter.md", "5"], book.errors)
      XCTAssertEqual(found.first?[3], "error", book.errors)
      XCTAssertTrue(found.first?[4].contains("captoin") == true, book.errors)
    }
    // A build that watches ends with the table.
    let background = try XCTUnwrap(matchers.compactMap { $0["background"] as? [String: Any] }.first)
    let ends = try XCTUnwrap(background["endsPattern"] as? String)
    XCTAssertNotNil(book.output.range(of: "(?m)\(ends)", options: .regularExpression), book.output)
    let begins = try XCTUnwrap(background["beginsPattern"] as? String)
    XCTAssertNotNil("── chapter.md was saved".range(of: begins, options: .regularExpression))
  }

  /// A browser editor starts where the tests run, and has the book before the reader.
  func testTheContainerIsThatOfTheTests() throws {
    let container = try object(".devcontainer/devcontainer.json")
    let image = try XCTUnwrap(container["image"] as? String)
    XCTAssertTrue(try text(".github/workflows/ci.yml").contains("container: \"\(image)\""), image)
    XCTAssertTrue(try text(".github/workflows/pages.yml").contains("container: \"\(image)\""))
    for name in ["onCreateCommand", "postCreateCommand"] {
      try check(XCTUnwrap(container[name] as? String), name)
    }
    XCTAssertEqual(container["forwardPorts"] as? [Int], [8000])
    XCTAssertNoThrow(try object(".vscode/extensions.json"))
  }

  /// The workflow writes the site into the folder that it hands on.
  func testTheWorkflowPublishesWhatItBuilt() throws {
    let lines = try text(".github/workflows/pages.yml").split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let runs = lines.filter { $0.hasPrefix("- run: ") }.map { String($0.dropFirst(7)) }
    XCTAssertEqual(runs.count, 1)
    // What the code host puts in stands for one word.
    let line = runs[0].replacingOccurrences(
      of: "\\$\\{\\{.*?\\}\\}", with: "https://book.example", options: .regularExpression)
    try check(line, line)
    let folder = line.split(separator: " ")[2]
    XCTAssertTrue(lines.contains("path: \(folder)"), line)
    XCTAssertTrue(
      try text(".gitignore").split(separator: "\n").contains { $0 == "/\(folder)/" }, "ignored")
    for permission in ["contents: read", "pages: write", "id-token: write"] {
      XCTAssertTrue(lines.contains(permission), permission)
    }
    XCTAssertFalse(lines.contains { $0.contains("\t") })
  }
}
