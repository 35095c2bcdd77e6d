import XCTest

/// What the compiler refuses or warns of is told at its place in chapter.md, and stops no other
/// chapter.
final class CompileErrorTests: XCTestCase {
  func testEachAtItsPlace() throws {
    let book = try FixtureBook([
      "ch01-plain": """
      # Plain

      ```swift id=a
      let x = 1
      print(x + "a")
      ```
      """,
      "ch02-hidden": """
      # Hidden line

      ```swift id=a
      let shown = 1
      let secret: Int = "no"  // hide
      print(shown, secret)
      ```
      """,
      "ch03-list": """
      # In a list item

      - An item

        ```swift id=a
        print(missing)
        ```
      """,
      "ch04-chunk": """
      # A chunk used twice

      ```swift chunk="twice"
      print(undefined)
      ```

      ```swift id=a
      do {
        // <<twice>>
      }
      ```

      ```swift id=b
      // <<twice>>
      ```
      """,
      "ch05-warning": """
      # A warning

      ```swift id=a
      let unused = 1
      var constant = 2
      print(constant)
      ```
      """,
      "ch07-private": """
      # A note without a place

      ```swift id=a
      struct Box { private var inside = 1 }
      print(Box().inside)
      ```
      """,
      "ch06-good": """
      # Good

      ```swift id=a
      print("well")
      ```
      """,
    ])
    try book.putLastGoodPages()
    XCTAssertEqual(try book.build(), .failure)
    book.expect("ch01-plain", line: 5, column: 9, "cannot convert value")
    book.expect("ch02-hidden", line: 5, "cannot convert value of type 'String'")
    book.expect("ch03-list", line: 6, column: 9, "cannot find 'missing' in scope")
    book.expect("ch04-chunk", line: 4, column: 7, "cannot find 'undefined' in scope")
    book.expect("ch05-warning", line: 5, "never mutated", severity: "warning")
    XCTAssertEqual(book.status("ch05-warning"), "ran")
    XCTAssertEqual(book.status("ch06-good"), "ran")
    book.expect("ch07-private", line: 5, "inaccessible")
    XCTAssertFalse(book.errors.contains("declared here"), book.errors)
    XCTAssertFalse(book.errors.contains("Chapter.swift"), "the generated file is no one's business")
  }

  /// Neither an answer that does not compile nor one that takes the chapter's names for itself
  /// changes what the chapter says.
  func testTheReadersFileIsNoPartOfTheChapter() throws {
    let chapter = """
      # A

      ```swift id=a
      func halved<Number: BinaryFloatingPoint>(_ x: Number) -> Number { x / 2 }
      print("half of 3 is", halved(3.0), Tensor([1, 2]).shape)
      ```
      """
    let book = try FixtureBook(["ch01-a": chapter])
    let answers = "Chapters/ch01-a/Exercises.swift"
    for text in [
      "import Ladder\n\nfunc answer() -> Int { \"x\" }\n",
      "func halved(_ x: Double) -> Double { 99 }\n",
      "struct Tensor { var shape = \"mine\"; init(_ x: [Int]) {} }\nfunc print(_ x: Any...) {}\n",
      "@main enum Program { static func main() {} }\n",
    ] {
      try book.folder.write(text, to: answers)
      XCTAssertEqual(try book.build { $0.force = true }, .success, book.errors)
      XCTAssertEqual(book.status("ch01-a"), "ran", text)
      XCTAssertEqual(book.errors, "", text)
      let page = try XCTUnwrap(book.folder.text("Book/ch01-a.md"))
      XCTAssertTrue(page.contains("half of 3 is 1.5 [2]"), page)
    }
  }
}
