import Building
import Foundation
import XCTest

/// Blocks that must fail do, in the way they say, and what was said stands on the page.
final class ExpectedFailureTests: XCTestCase {
  func testBlocksThatFailAsTheySay() throws {
    let book = try FixtureBook([
      "ch01-fails": """
      # Fails

      ```swift id=setup
      struct Oops: Error { var reason = "on purpose" }
      func opaque(_ x: Int) -> Int { x }
      ```

      ```swift id=refused fails=compile match="cannot convert value"
      let x: Int = "text"
      ```

      ```swift id=early fails=compile match="before being initialized"
      let y: Int
      print(y)
      ```

      ```swift id=trapped fails=trap match="overflow"
      print(Int8(opaque(100)) * 2)
      ```

      ```swift id=stopped fails=trap match="the shapes do not match"
      fatalError("the shapes do not match")
      ```

      ```swift id=thrown fails=throw match="on purpose"
      throw Oops()
      ```
      """
    ])
    XCTAssertEqual(try book.build(), .success, book.errors)
    let page = book.folder.text("Book/ch01-fails.md")!
    XCTAssertTrue(page.contains("error: cannot convert value of type 'String'"), page)
    XCTAssertTrue(page.contains("before being initialized"), page)
    XCTAssertTrue(page.contains("arithmetic overflow"), page)
    XCTAssertTrue(page.contains("the shapes do not match"), page)
    XCTAssertTrue(page.contains("Oops(reason: \"on purpose\")"), page)

    let start = ContinuousClock.now
    XCTAssertEqual(try book.build { $0.named = [] }, .success)
    XCTAssertLessThan(ContinuousClock.now - start, .seconds(2), "what was proved is kept")
  }

  func testBlocksThatDoNot() throws {
    let book = try FixtureBook([
      "ch01-wrong": """
      # Wrong

      ```swift id=compiles fails=compile
      let x = 1
      print(x)
      ```

      ```swift id=other fails=compile match="some other words"
      let x: Int = "text"
      ```

      ```swift id=runs fails=trap
      print("all is well")
      ```

      ```swift id=throws fails=trap
      struct Oops: Error {}
      throw Oops()
      ```

      ```swift id=refused fails=throw
      print(undefined)
      ```

      ```swift id=fine
      print("fine")
      ```
      """
    ])
    XCTAssertEqual(try book.build(), .failure)
    book.expect("ch01-wrong", line: 3, "`compiles` must not compile, but it compiled")
    book.expect("ch01-wrong", line: 8, "another message than `match=\"some other words\"`")
    book.expect("ch01-wrong", line: 12, "`runs` must trap, but it ran to its end")
    book.expect("ch01-wrong", line: 16, "`throws` must trap, but it threw an error: Oops()")
    book.expect("ch01-wrong", line: 21, "`refused` must throw, but it did not compile")
  }
}
