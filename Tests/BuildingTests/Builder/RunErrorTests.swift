import Building
import Foundation
import XCTest

/// A chapter that does not run to its end is told at the line where it stopped, and stops no other.
final class RunErrorTests: XCTestCase {
  func testTraps() throws {
    func chapter(_ statement: String) -> String {
      """
      # A trap

      ```swift id=fine
      let numbers = Array(0..<3)
      print("before", numbers)
      ```

      ```swift id=trap
      @inline(never) func opaque(_ x: Int) -> Int { x }

      \(statement)
      ```

      ```swift id=after
      print("never")
      ```
      """
    }
    let book = try FixtureBook([
      "ch01-index": chapter("print(numbers[opaque(7)])"),
      "ch02-overflow": chapter("print(Int8(opaque(100)) + Int8(opaque(100)))"),
      "ch03-nil": chapter("let none = Int(\"x\\(opaque(1))\"); print(none!)"),
      "ch04-precondition": chapter("precondition(opaque(1) > 2, \"too small\")"),
      "ch05-fatal": chapter("fatalError(\"the sentence of a person\")"),
      "ch06-exclusive": chapter(
        "final class Box { var v = 1 }; let box = Box(); "
          + "@inline(never) func f(_ a: inout Int, _ g: () -> Void) { g(); a += 1 }; "
          + "f(&box.v) { box.v += 1 }"),
      "ch07-good": "# Good\n\n```swift id=a\nprint(1)\n```\n",
      "ch08-deep": chapter(
        "func r(_ n: Int) -> Int { n < 0 ? 0 : 1 + r(n + 1) &* 3 }; print(r(0))"),
    ])
    try book.putLastGoodPages()
    XCTAssertEqual(try book.build(), .failure)
    book.expect("ch01-index", line: 11, column: 14, "in block `trap`")
    book.expect("ch02-overflow", line: 11, "in block `trap`: arithmetic overflow")
    book.expect("ch03-nil", line: 11, "in block `trap`: Unexpectedly found nil")
    book.expect("ch04-precondition", line: 11, "in block `trap`: precondition failure")
    book.expect("ch05-fatal", line: 11, "in block `trap`: the sentence of a person")
    book.expect("ch06-exclusive", line: 11, "in block `trap`: Simultaneous accesses")
    book.expect("ch08-deep", line: 11, "calls itself without end")
    XCTAssertEqual(book.status("ch07-good"), "ran")
  }

  func testEndsThatAreNone() throws {
    func chapter(_ statement: String) -> String {
      """
      # An end

      ```swift id=fine
      import Foundation
      struct Oops: Error {}
      @inline(never) func refuse(_ x: Int) throws -> Int { throw Oops() }
      @inline(never) func opaque(_ x: Int) -> Int { x }
      print("before")
      ```

      ```swift id=middle
      \(statement)
      ```

      ```swift id=after
      print("after")
      ```
      """
    }
    let book = try FixtureBook([
      "ch01-throw": chapter("if opaque(1) == 1 { throw Oops() }"),
      "ch02-exit": chapter("if opaque(1) == 1 { exit(0) }"),
      "ch03-status": chapter("if opaque(1) == 1 { exit(3) }"),
      "ch04-killed": chapter("kill(getpid(), SIGKILL); sleep(5)"),
      "ch05-endless": chapter("while opaque(1) == 1 { usleep(1000) }"),
      "ch06-output": chapter("while opaque(1) == 1 { print(\"and on\") }"),
      "ch07-memory": chapter(
        "var all: [[UInt8]] = []; "
          + "while opaque(1) == 1 { all.append(.init(repeating: 7, count: 1 << 24)); usleep(1000) }"
      ),
      "ch08-return": chapter("if opaque(1) == 1 { return }"),
      "ch10-thrown": chapter("print(opaque(1))\n_ = try? refuse(1)\nprint(try refuse(2))"),
      "ch11-foundation": chapter(
        "print(opaque(1))\n_ = try? refuse(1)\n"
          + "print(try String(contentsOfFile: \"/none\", encoding: .utf8))"),
      "ch12-cast": chapter(
        "let list: [Any] = [opaque(1), \"two\"]\nprint(list.count)\nprint(list[0] as! String)"),
      "ch09-good": "# Good\n\n```swift id=a\nprint(1)\n```\n",
    ])
    try book.putLastGoodPages()
    XCTAssertEqual(
      try book.build {
        $0.limits = Limits(seconds: 5, outputBytes: 1 << 20, memoryBytes: 400 << 20)
      }, .failure)
    book.expect("ch01-throw", line: 12, "an error was thrown in block `middle`: Oops()")
    book.expect("ch02-exit", line: 12, "ended before its last block", "`exit`")
    book.expect("ch03-status", line: 12, "ended with status 3 in block `middle`")
    book.expect("ch04-killed", line: 12, "killed", "signal 9")
    book.expect("ch05-endless", line: 12, "did not end within 5 s", "`budget=300s`")
    book.expect("ch06-output", line: 12, "printed more than 1 MB", "It begins \"before / and on")
    book.expect("ch07-memory", line: 12, "more than 400 MB")
    book.expect("ch08-return", line: 12, column: 21, "leaves the chapter before its last block")
    // At the line where it was thrown, in the chapter or by what the line calls.
    book.expect("ch10-thrown", line: 6, "an error was thrown in block `middle`: Oops()")
    book.expect("ch11-foundation", line: 14, "an error was thrown in block `middle`")
    book.expect("ch12-cast", line: 14, "Could not cast value of type 'Swift.Int' to 'Swift.String'")
    XCTAssertFalse(book.errors.contains("unavailable"), book.errors)
    XCTAssertEqual(book.status("ch09-good"), "ran")
  }
}
