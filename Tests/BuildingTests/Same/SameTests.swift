import Building
import Foundation
import Trace
import XCTest

/// `./build.sh same` on a chapter, with a Python whose programs are the results themselves: what
/// stands in a block is what it leaves.
final class SameTests: XCTestCase {
  private let folder = "ch01-a"

  private func chapter(_ blocks: String = "", code: String = "") -> String {
    """
    # A

    ```swift id=numbers
    handOver("digits", Tensor(shape: [2], scalars: [1, 2]))  // hide
    record("Test accuracy", 0.973)
    record("wrong", 4)
    \(code)
    ```

    \(blocks)
    """
  }

  private func block(_ name: String, _ result: String, _ keys: String = "") -> String {
    "```python same=\(name) \(keys)\n\(result)\n```\n"
  }

  private func result(_ numbers: String, findings: String = "") -> String {
    #"{"libraries": {"PyTorch": "2.13.0"}, "numbers": [\#(numbers)], "findings": [\#(findings)]}"#
  }

  private let accuracy = #"{"name": "test-accuracy", "float": 0.9731}"#
  private let wrong = #"{"name": "wrong", "integer": 4}"#

  /// A book with that Python, which also keeps what it found handed over.
  private func book(_ text: String, again: String? = nil) throws -> FixtureBook {
    let book = try FixtureBook([folder: text])
    try book.folder.write(
      """
      #!/bin/sh
      [ "$1" = -c ] && exit 0
      ls "$LADDER_GIVEN" > "\(book.folder["given"])"
      case $(head -n 1 "$2") in
      fail*) printf 'Traceback\\n  File "%s", line %s, in x\\nValueError: no\\n' "$3" 12 >&2; exit 1 ;;
      esac
      cp "$2" "$5"
      """, to: "peers/bin/python")
    chmod(book.folder["peers/bin/python"], 0o755)
    if let again { try book.folder.write(again, to: "Chapters/\(folder)/again.py") }
    return book
  }

  private func same(
    _ book: FixtureBook, _ change: (inout SameOptions) -> Void = { _ in }
  ) throws -> ExitStatus {
    var options = SameOptions()
    change(&options)
    return try book.same(options)
  }

  private func record(_ book: FixtureBook) throws -> SameRecord? {
    try book.folder.text("Book/records/ch01.same.json").map {
      try SameRecord(Array($0.utf8), path: "ch01.same.json")
    }
  }

  func testWhatAgreesIsKept() throws {
    let book = try book(chapter(block("net", result("\(accuracy), \(wrong)"))))
    XCTAssertEqual(try same(book), .success, book.errors)
    XCTAssertEqual(book.folder.text("given"), "digits.npy\n")
    XCTAssertTrue(
      book.output.contains("ch01 net agrees with PyTorch 2.13.0: test-accuracy 0.973 = 0.9731"),
      book.output)
    let entry = try XCTUnwrap(record(book)?["net"])
    XCTAssertEqual(
      entry.numbers,
      [
        .init(name: "test-accuracy", ours: .float(0.973), theirs: .float(0.9731)),
        .init(name: "wrong", ours: .integer(4), theirs: .integer(4)),
      ])
    XCTAssertEqual(entry.run.words, "PyTorch 2.13.0")
    XCTAssertFalse(entry.run.machine.isEmpty)
  }

  func testWhatDoesNotAgreeIsToldAtItsBlock() throws {
    for (numbers, keys, sentence) in [
      (#"{"name": "test-accuracy", "float": 0.98}"#, "", "`test-accuracy` is 0.973 in the chapter"),
      (#"{"name": "wrong", "integer": 5}"#, "tol=1", "`wrong` is 4 in the chapter and 5"),
      (#"{"name": "wrongs", "integer": 4}"#, "", "no number of that name"),
      (#"{"name": "test-accuracy", "float": "nan"}"#, "tol=1", "nan"),
      ("", "", "block `net` records nothing"),
    ] {
      let book = try book(chapter(block("net", result(numbers), keys)))
      XCTAssertEqual(try same(book), .failure, numbers)
      XCTAssertTrue(book.errors.contains("Chapters/ch01-a/chapter.md:10:1: error: "), book.errors)
      XCTAssertTrue(book.errors.contains(sentence), book.errors)
      XCTAssertNil(try record(book))
    }
    let book = try book(
      chapter(block("net", result(#"{"name": "test-accuracy", "float": 0.98}"#), "tol=0.01")))
    XCTAssertEqual(try same(book), .success, book.errors)
  }

  func testAnErrorIsToldAtItsLineAndKeepsNoOtherBack() throws {
    let both = block("net", "fail\nhere") + "\n" + block("other", result(wrong))
    let book = try book(chapter(both))
    XCTAssertEqual(try same(book), .failure)
    XCTAssertTrue(
      book.errors.contains("Chapters/ch01-a/chapter.md:12:1: error: block `net`: ValueError: no"),
      book.errors)
    XCTAssertEqual(try record(book)?.entries.map(\.name), ["other"])
  }

  /// What was agreed upon is of the code it was made with, and says so when that changes.
  func testAResultKnowsItsCode() throws {
    let book = try book(chapter(block("net", result(wrong))))
    XCTAssertEqual(try same(book), .success, book.errors)
    let before = try XCTUnwrap(record(book)?["net"])
    try book.write(folder, chapter(block("net", "fail"), code: "print(1)"))
    XCTAssertEqual(try same(book), .failure)
    XCTAssertEqual(try record(book)?["net"], before, "the last agreement stays")
    try book.write(folder, chapter(block("net", result(wrong)), code: "print(1)"))
    XCTAssertEqual(try same(book), .success, book.errors)
    let after = try XCTUnwrap(record(book)?["net"])
    XCTAssertNotEqual(after.run.chapter, before.run.chapter)
    XCTAssertEqual(after.run.code, before.run.code)
    try book.write(folder, chapter(block("none", "fail")))
    XCTAssertEqual(try same(book), .failure)
    XCTAssertNil(try record(book), "a block that is gone has no result")
  }

  func testAgainIsKeptBesideTheChapter() throws {
    let law = #"{"id": "law", "sentence": "It holds.", "holds": true, "numbers": []}"#
    let ten = #"{"id": "ten", "sentence": "It does not.", "holds": false, "numbers": []}"#
    let book = try book(
      chapter(block("net", "fail")), again: result("", findings: "\(law), \(ten)"))
    XCTAssertEqual(try same(book) { $0.parts = [.again] }, .success, book.errors)
    XCTAssertTrue(book.output.contains("1 of 2 headlines hold"), book.output)
    let text = try XCTUnwrap(book.folder.text("Chapters/ch01-a/again.json"))
    let record = try AgainRecord(Array(text.utf8), path: "again.json")
    XCTAssertEqual(record.findings.map(\.holds), [true, false])
    XCTAssertNil(try self.record(book), "blocks were not asked for")
    try book.folder.write(result(""), to: "Chapters/ch01-a/again.py")
    XCTAssertEqual(try same(book) { $0.parts = [.again] }, .failure)
    XCTAssertTrue(book.errors.contains("again.py:1:1: error: again.py found nothing"), book.errors)
    XCTAssertEqual(book.folder.text("Chapters/ch01-a/again.json"), text)
  }

  func testAChapterThatStopsIsNotCompared() throws {
    let book = try book(
      chapter(block("net", result(wrong)), code: #"fatalError("too early")"#))
    XCTAssertEqual(try same(book), .failure)
    XCTAssertTrue(book.errors.contains("too early"), book.errors)
    XCTAssertNil(try record(book))
  }

  func testWithoutAnythingInPythonNoPythonIsNeeded() throws {
    let book = try FixtureBook([folder: chapter()])
    XCTAssertEqual(try same(book), .success, book.errors)
    XCTAssertTrue(book.output.contains("There is nothing to compare"), book.output)
    XCTAssertFalse(Disk.exists(book.folder["peers"]))
  }

  func testAPythonThatDoesNotRunIsSaid() throws {
    let book = try book(chapter(block("net", result(wrong))))
    try book.folder.write(
      "#!/bin/sh\necho no module named encodings; exit 1\n", to: "peers/bin/python")
    chmod(book.folder["peers/bin/python"], 0o755)
    XCTAssertThrowsError(try same(book)) {
      XCTAssertTrue("\($0)".contains("no module named encodings"), "\($0)")
      XCTAssertTrue("\($0)".contains("it is made again"), "\($0)")
    }
  }

  func testTheCommandsWords() throws {
    let book = try FixtureBook([folder: chapter()])
    XCTAssertEqual(try book.run("same", "ch01", "--only", "all"), .usage)
    XCTAssertTrue(book.errors.contains("`blocks` or `again`"), book.errors)
    XCTAssertEqual(try book.run("same", "--only", "blocks"), .success, book.errors)
  }
}

extension FixtureBook {
  /// Gives the command `same` with the compiler called directly, and the Python of this book.
  fileprivate func same(_ options: SameOptions) throws -> ExitStatus {
    let compiler = DirectChapterCompiler(checkout, width: 2)
    let variables = ["LADDER_PEERS": folder["peers"], "PATH": "/bin:/usr/bin"]
    return try workshop().runSame(options, compiler: compiler, variables: variables)
  }
}
