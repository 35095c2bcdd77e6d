import Building
import Foundation
import XCTest

/// What a person sees while a build is at work, and what a file is spared.
final class ProgressTests: XCTestCase {
  private func chapter(_ pause: Double) -> String {
    """
    # Slow

    ```swift id=thinking
    import Foundation
    Thread.sleep(forTimeInterval: \(pause))
    print("done")
    ```
    """
  }

  func testATerminalShowsChapterBlockAndTime() throws {
    let process = try BookProcess("ch01-a", variants: [chapter(2.5)])
    let terminal = try PseudoTerminal(
      process.program(["ch01"]), variables: ["TERM": "xterm", "NO_COLOR": "1"])
    XCTAssertTrue(
      waitUntil(60) { terminal.text.contains("ch01 · thinking · 1 s") }, terminal.text)
    XCTAssertTrue(waitUntil(60) { terminal.hasEnded })
    XCTAssertEqual(terminal.exitStatus, 0, terminal.text)
    let text = terminal.text
    XCTAssertTrue(text.contains("ch01: compiling"), text)
    // What was shown on the way is taken away, and the table stays.
    let last = text.components(separatedBy: "\u{1B}[K").last ?? ""
    XCTAssertTrue(last.contains("Read the book: Book/ch01-a.md"), text)
    XCTAssertFalse(last.contains("thinking ·"), text)
  }

  func testAFileIsSparedTheProgress() throws {
    let process = try BookProcess("ch01-a", variants: [chapter(0.5)])
    XCTAssertEqual(try process.run("ch01"), .exited(0))
    let log = try XCTUnwrap(process.book.folder.text("log"))
    XCTAssertFalse(log.contains("\r") || log.contains("\u{1B}"), log)
    XCTAssertTrue(log.contains("ch01 ran in "), log)
  }

  /// Chapters run side by side, as many as asked for; one that measures time runs alone.
  func testSideBySideAndAlone() throws {
    func chapter(_ name: String, _ keys: String = "") -> String {
      """
      # \(name)

      ```swift id=a \(keys)
      import Foundation
      let start = Date().timeIntervalSince1970
      Thread.sleep(forTimeInterval: 0.7)
      print(start, Date().timeIntervalSince1970)
      ```
      """
    }
    let names = ["ch01-one", "ch02-two", "ch03-budget", "ch04-clock"]
    let book = try FixtureBook([
      names[0]: chapter("One"), names[1]: chapter("Two"), names[2]: chapter("Three", "budget=5s"),
      names[3]: chapter("Four", "tol=any"),
    ])
    func overlaps(jobs: Int) throws -> Set<String> {
      XCTAssertEqual(
        try book.build {
          $0.jobs = jobs
          $0.force = true
        }, .success, book.errors)
      var spans: [(name: String, start: Double, end: Double)] = []
      for name in names {
        let work = book.folder[".build/book/\(name.prefix(4))"]
        let run = try XCTUnwrap(Disk.names(in: work).first { $0.hasPrefix("run-") })
        let text = try XCTUnwrap(try Disk.text("\(work)/\(run)/stdout"))
        let times = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        spans.append((String(name.prefix(4)), times[0], times[1]))
      }
      var found: Set<String> = []
      for (index, span) in spans.enumerated() {
        for other in spans[..<index] where other.start < span.end && span.start < other.end {
          found.insert("\(other.name) \(span.name)")
        }
      }
      return found
    }
    XCTAssertEqual(try overlaps(jobs: 2), ["ch01 ch02"])
    XCTAssertEqual(try overlaps(jobs: 1), [])
  }

  /// `swift run ch01`: what a chapter shows is text, and its figures are files.
  func testAChapterRunByItself() throws {
    let text = """
      # Alone

      ```swift id=a alt="A line"
      var table = Results(.text("word"), .decimal("value", "%.2f"))
      table.add("half", 0.5)
      show(table)
      show(Figure("f").line([1, 2], label: "l"))
      record("n", 3)
      ```

      ```swift id=b long
      print("for hours")
      ```
      """
    let book = try FixtureBook(["ch01-alone": text])
    let compiler = DirectChapterCompiler(book.checkout)
    let compiled = try compiler.compile(book.checkout.chapters, supervisor: Supervisor()) { _ in }
    let executable = try XCTUnwrap(compiled["ch01"]?.executable)
    let program = Program(
      executable, [], folder: "/", output: book.folder["out"], errors: book.folder["err"])
    XCTAssertEqual(try Supervisor().run(program, limits: Limits(seconds: 60)), .exited(0))
    let out = try XCTUnwrap(book.folder.text("out"))
    XCTAssertTrue(out.contains("word  value\n────  ─────\nhalf   0.50\n"), out)
    XCTAssertTrue(out.contains("n: 3\n"), out)
    XCTAssertTrue(out.contains("(block b is passed over: it takes long; LADDER_LONG=1"), out)
    let picture = book.folder[".build/figures/ch01/a.png"]
    XCTAssertTrue(out.contains("Figure saved as \(picture)"), out)
    XCTAssertTrue(Disk.exists(picture))
    XCTAssertEqual(book.folder.text("err"), "")
  }
}
