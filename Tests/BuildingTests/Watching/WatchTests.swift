import Building
import Foundation
import XCTest

/// `./build.sh watch` at a terminal, with files saved and keys pressed as a person would.
final class WatchTests: XCTestCase {
  private func chapter(_ word: String) -> String {
    """
    # Watched

    ```swift id=a
    print("the word is \(word)")
    ```

    **[Exercise](#ex-a) Twice.** Double it.

    ```swift id=ex-a role=exercise
    func twice(_ x: Int) -> Int {
      todo()
    }
    ```
    ```swift for=ex-a role=check
    expect(twice(3), equals: 6, "twice 3")
    ```
    ```swift for=ex-a role=wrong reason="that adds three and one"
    func twice(_ x: Int) -> Int { x + 1 }
    ```

    <details><summary>Hint</summary>

    Add it to itself.

    </details>

    <details><summary>Solution</summary>

    ```swift for=ex-a role=solution
    func twice(_ x: Int) -> Int { 2 * x }
    ```

    </details>
    """
  }

  private func start(_ process: BookProcess) throws -> PseudoTerminal {
    try PseudoTerminal(
      process.program(["watch", "ch01"]), variables: ["TERM": "xterm", "NO_COLOR": "1"])
  }

  /// Waits for words that come after what was shown before.
  private func expect(
    _ words: String, on terminal: PseudoTerminal, after seen: inout Int,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let isShown = waitUntil(60) { terminal.text.dropFirst(seen).contains(words) }
    let text = terminal.text
    XCTAssertTrue(isShown, "no \"\(words)\" in:\n\(text.dropFirst(seen))", file: file, line: line)
    // What is asked for next may be told in the same breath.
    if let range = text.dropFirst(seen).range(of: words) {
      seen = text.distance(from: text.startIndex, to: range.upperBound)
    }
  }

  func testSavesAndKeys() throws {
    let process = try BookProcess(
      "ch01-a", variants: [chapter("one"), chapter("two")], keepsLibrary: true)
    let answers = "Chapters/ch01-a/Exercises.swift"
    let terminal = try start(process)
    var seen = 0
    expect("Exercises of ch01", on: terminal, after: &seen)
    expect("missing", on: terminal, after: &seen)
    expect("h hint   r run all   q quit", on: terminal, after: &seen)
    XCTAssertFalse(terminal.isOrdinary)

    try process.book.folder.write(
      "import Ladder\nfunc twice(_ x: Int) -> Int { x + 1 }\n", to: answers)
    expect("Exercises.swift was saved", on: terminal, after: &seen)
    expect("that adds three and one", on: terminal, after: &seen)

    try process.book.folder.write("import Ladder\nfunc twice(_ x: Int) -> Int { y }\n", to: answers)
    expect("\(answers):2:31: error: cannot find 'y' in scope", on: terminal, after: &seen)
    XCTAssertFalse(terminal.text.contains("chapter.md was saved"))

    terminal.press("h")
    expect("Add it to itself.", on: terminal, after: &seen)

    try process.book.folder.write(
      "import Ladder\nfunc twice(_ x: Int) -> Int { x + x }\n", to: answers)
    expect("Twice  solved", on: terminal, after: &seen)
    expect("1 of 1 exercise solved", on: terminal, after: &seen)

    try process.use("ch01-a", 1, chapter("two"))
    expect("chapter.md was saved", on: terminal, after: &seen)
    expect("ran", on: terminal, after: &seen)
    expect("Twice  solved", on: terminal, after: &seen)
    XCTAssertTrue(process.book.folder.text("Book/ch01-a.md")?.contains("the word is two") ?? false)

    try process.book.write("ch01-a", chapter("two") + "\n\n```swift nonsense\n```\n")
    expect("unknown key 'nonsense'", on: terminal, after: &seen)
    try process.book.write("ch01-a", chapter("two"))
    expect("chapter.md was saved", on: terminal, after: &seen)

    terminal.press("r")
    expect("ran", on: terminal, after: &seen)
    terminal.press("q")
    XCTAssertTrue(waitUntil(20) { terminal.hasEnded })
    XCTAssertEqual(terminal.exitStatus, 0)
    XCTAssertTrue(terminal.isOrdinary, "the terminal is given back as it was")
  }

  func testAnInterruptGivesTheTerminalBack() throws {
    let process = try BookProcess("ch01-a", variants: [chapter("one")], keepsLibrary: true)
    let terminal = try start(process)
    var seen = 0
    expect("q quit", on: terminal, after: &seen)
    terminal.send(SIGINT)
    XCTAssertTrue(waitUntil(20) { terminal.hasEnded })
    XCTAssertNil(terminal.exitStatus, "it ends by the signal")
    XCTAssertTrue(terminal.isOrdinary)
  }
}
