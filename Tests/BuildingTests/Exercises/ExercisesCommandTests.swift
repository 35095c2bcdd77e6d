import Building
import Foundation
import XCTest

/// `./build.sh exercises` and what a build of a chapter ends with.
final class ExercisesCommandTests: XCTestCase {
  private func chapter(stub: String = "func twice(_ x: Int) -> Int {\n  todo()\n}") -> String {
    """
    # A chapter

    ```swift id=a
    print("it ran")
    ```

    **[Exercise](#ex-twice) Twice.** Double it.

    ```swift id=ex-twice role=exercise
    \(stub)
    ```
    ```swift for=ex-twice role=check
    expect(twice(3), equals: 6, "twice 3")
    ```
    ```swift for=ex-twice role=solution
    func twice(_ x: Int) -> Int { 2 * x }
    ```

    <details><summary>Hint</summary>

    Add it to itself, as [Exercise](#ex-half) does not.

    </details>

    **[Exercise](#ex-half) Half.** Halve it.

    ```swift id=ex-half role=exercise
    func half(_ x: Int) -> Int {
      todo()
    }
    ```
    ```swift for=ex-half role=check
    expect(half(6), equals: 3, "half of 6")
    ```
    ```swift for=ex-half role=solution
    func half(_ x: Int) -> Int { x / 2 }
    ```

    <details><summary>Hint</summary>

    Divide.

    </details>
    """
  }

  private let answers = "Chapters/ch04-a/Exercises.swift"

  /// A book whose library counts as built, with answers if there are any.
  private func book(_ text: String? = nil) throws -> FixtureBook {
    let book = try FixtureBook()
    try book.write("ch04-a", chapter())
    try book.useLibrary()
    if let text {
      try book.folder.write(text, to: answers)
    } else {
      unlink(book.folder[answers])
    }
    return book
  }

  func testTheFileIsBegunAndNeverWrittenOver() throws {
    let book = try book()
    XCTAssertEqual(try book.run("exercises"), .success, book.errors)
    XCTAssertTrue(book.output.contains("Wrote \(answers)"), book.output)
    XCTAssertTrue(book.output.contains("4.1   ex-twice  Twice  not tried"), book.output)
    XCTAssertTrue(book.output.contains("0 of 2 exercises solved, 0 failing, 2 to try"))
    XCTAssertTrue(book.folder.text(answers)!.contains("func half(_ x: Int) -> Int {\n  todo()"))

    try book.folder.write("// mine\n", to: answers)
    XCTAssertEqual(try book.run("exercises", "ch04"), .success, book.errors)
    XCTAssertEqual(book.folder.text(answers), "// mine\n")
    XCTAssertTrue(book.output.contains("does not declare `twice`"), book.output)
    XCTAssertTrue(book.output.contains("  func twice(_ x: Int) -> Int {"), "the stub is shown")
  }

  func testGradesAreShownAndKept() throws {
    let book = try book(
      "import Ladder\nfunc twice(_ x: Int) -> Int { x + x }\nfunc half(_ x: Int) -> Int { x }\n")
    XCTAssertEqual(try book.run("exercises", "ch04"), .failure, book.errors)
    XCTAssertTrue(book.output.contains("Twice  solved"), book.output)
    XCTAssertTrue(book.output.contains("Half   failing"), book.output)
    XCTAssertTrue(book.output.contains("half of 6\n           expected  3\n"), book.output)
    XCTAssertTrue(book.output.contains("1 of 2 exercises solved, 1 failing, 0 to try"))
    XCTAssertTrue(book.output.contains("███████████████░░░░░░░░░░░░░░░  50 %"), book.output)
    let program = book.folder[".build/book/ch04/answers/program"]
    unlink(program)
    let first = book.output
    XCTAssertEqual(try book.run("exercises", "ch04"), .failure)
    XCTAssertEqual(book.output, first)
    XCTAssertFalse(Disk.exists(program), "nothing had changed, so nothing was compiled")
    XCTAssertEqual(try book.run("exercises", "ex-4-1"), .success)
    XCTAssertTrue(book.output.contains("ex-twice"))
    XCTAssertFalse(book.output.contains("ex-half"), book.output)
  }

  func testHintsAndSolutions() throws {
    let book = try book("import Ladder\nfunc twice(_ x: Int) -> Int { x + x }\n")
    XCTAssertEqual(try book.run("exercises", "ch04"), .success, book.errors)
    XCTAssertEqual(try book.run("exercises", "ch04", "--hint"), .success)
    XCTAssertTrue(book.output.contains("ex-half\nDivide.\n"), "of the first that is not solved")
    XCTAssertEqual(try book.run("exercises", "ex-twice", "--hint"), .success)
    XCTAssertTrue(book.output.contains("Add it to itself, as Exercise does not."), book.output)

    XCTAssertEqual(try book.run("exercises", "ex-twice", "--solution"), .success)
    XCTAssertTrue(book.output.contains("func twice(_ x: Int) -> Int { 2 * x }"), book.output)
    XCTAssertEqual(try book.run("exercises", "ex-half", "--solution"), .success)
    XCTAssertFalse(book.output.contains("x / 2"), book.output)
    XCTAssertTrue(book.output.contains("Ask once more"), book.output)
    XCTAssertEqual(try book.run("exercises", "ex-half", "--solution"), .success)
    XCTAssertTrue(book.output.contains("x / 2"), book.output)
  }

  func testTheHintIsForTheOneThatFails() throws {
    let book = try book(
      "import Ladder\nfunc twice(_ x: Int) -> Int { todo() }\nfunc half(_ x: Int) -> Int { x }\n")
    XCTAssertEqual(try book.run("exercises", "ch04"), .failure, book.errors)
    XCTAssertEqual(try book.run("exercises", "ch04", "--hint"), .success)
    XCTAssertTrue(book.output.contains("ex-half\nDivide.\n"), book.output)
  }

  /// Two chapters may give an exercise the same id; by it alone neither is meant.
  func testAnIdThatTwoChaptersUse() throws {
    let book = try book()
    try book.write("ch05-b", chapter())
    XCTAssertEqual(try book.give(["exercises", "ex-half"]), .usage)
    XCTAssertTrue(
      book.errors.contains("Several chapters have an exercise ex-half: say `ex-4-2` or `ex-5-2`."),
      book.errors)
    XCTAssertEqual(try book.run("exercises", "ex-5-2", "--hint"), .success)
    XCTAssertTrue(book.output.contains("Divide."), book.output)
  }

  func testWordsThatMeanNothing() throws {
    let book = try book("import Ladder\n")
    for (words, hint) in [
      (["exercises", "ex-twise"], "Did you mean `ex-twice`?"),
      (["exercises", "ch05"], "There is no chapter ch05"),
      (["exercises", "--hint"], "A hint to which exercise?"),
      (["exercises", "ch04", "--solution"], "The solution of which exercise?"),
      (["exercises", "--hints"], "Did you mean --hint?"),
    ] {
      XCTAssertEqual(try book.give(words), .usage, "\(words)")
      XCTAssertTrue(book.errors.contains(hint), book.errors)
    }
  }

  func testAChangedExerciseIsSaidPlainly() throws {
    let mine = "import Ladder\nfunc twice(_ x: Int) -> Int { x + x }\n"
    let book = try book(mine)
    try book.run("exercises", "ch04")
    XCTAssertTrue(book.output.contains("Twice  solved"), book.output)
    // The same in other words: still right, and said once.
    try book.write(
      "ch04-a", chapter(stub: "/// Twice.\nfunc twice(_ x: Int) -> Int {\n  todo()\n}"))
    try book.run("exercises", "ch04")
    XCTAssertTrue(book.output.contains("has changed this exercise since you solved it"))
    XCTAssertTrue(book.output.contains("it is still right"), book.output)
    try book.run("exercises", "ch04")
    XCTAssertFalse(book.output.contains("has changed this exercise"), book.output)
    // With another heading the answer no longer fits.
    let text = chapter(stub: "func twice(the x: Int) -> Int {\n  todo()\n}")
      .replacingOccurrences(of: "twice(3)", with: "twice(the: 3)")
    try book.write("ch04-a", text)
    XCTAssertEqual(try book.run("exercises", "ch04"), .failure)
    XCTAssertTrue(book.output.contains("The stub is now:\n           func twice(the x: Int)"))
    XCTAssertTrue(
      book.output.contains("the exercise asks for `func twice(the x: Int) -> Int`"), book.output)
    XCTAssertEqual(book.folder.text(answers), mine)
  }

  func testTheProofOfOneChapter() throws {
    let book = try book("// mine\n")
    XCTAssertEqual(try book.run("exercises", "--prove", "ch04"), .success, book.errors)
    XCTAssertTrue(
      book.output.contains("ch04: 2 exercises; 2 solutions pass, 2 stubs and 0 wrong answers fail"),
      book.output)
    XCTAssertTrue(book.output.contains("does not hold the chapter's stubs"), book.output)
    try book.write("ch04-a", chapter().replacingOccurrences(of: "{ x / 2 }", with: "{ x }"))
    XCTAssertEqual(try book.run("exercises", "--prove"), .failure)
    XCTAssertTrue(
      book.errors.contains(
        "chapter.md:37:1: error: this solution of 'ex-half' does not pass: half of 6; expected 3; "
          + "actual 6"), book.errors)
    XCTAssertEqual(book.folder.text(answers), "// mine\n")
  }

  func testABuildEndsWithTheExercises() throws {
    let process = try BookProcess("ch04-a", variants: [chapter()], keepsLibrary: true)
    let folder = process.book.folder
    // The library is built first where it is not.
    XCTAssertEqual(try process.run("exercises", "ch04"), .exited(0), folder.text("log") ?? "")
    XCTAssertEqual(folder.text("calls"), nil, "nothing is compiled for stubs")
    try folder.write("import Ladder\nfunc twice(_ x: Int) -> Int { 2 }\n", to: answers)
    XCTAssertEqual(try process.run("exercises", "ch04"), .exited(1), folder.text("log") ?? "")
    XCTAssertEqual(folder.text("calls"), "build -c release --target Ladder\n")

    try folder.write("import Ladder\nfunc twice(_ x: Int) -> Int { x + x\n", to: answers)
    XCTAssertEqual(try process.run("ch04"), .exited(0), folder.text("log") ?? "")
    var log = try XCTUnwrap(folder.text("log"))
    XCTAssertTrue(log.contains("ch04 ran in"), log)
    XCTAssertTrue(log.contains("Twice  does not compile"), log)
    XCTAssertTrue(log.contains("\(answers):2:29: error: this '{' is never closed"), log)
    let end = log.split(separator: "\n").last ?? ""
    XCTAssertTrue(end.hasPrefix("The book: 0 of 2 exercises solved, 1 failing"), log)
    XCTAssertTrue(folder.text("Book/ch04-a.md")!.contains("it ran"))

    try folder.write("import Ladder\nfunc twice(_ x: Int) -> Int { x + x }\n", to: answers)
    XCTAssertEqual(try process.run("ch04"), .exited(0))
    log = try XCTUnwrap(folder.text("log"))
    XCTAssertTrue(log.contains("Twice  solved"), log)
    XCTAssertEqual(try process.run("check", "ch04"), .exited(0))
    XCTAssertFalse(folder.text("log")!.contains("The book:"), "a check is of the book's own")
  }
}
