import Literate
import XCTest

final class ChapterSizeTests: XCTestCase {
  private func size(_ text: String) -> ChapterSize { ChapterSize(Fixture.chapter(text)) }

  private let text = """
    # The title, here

    <!-- chapter: teaches loss -->

    Four words and [0.97](#=accuracy "%.2f") — and `one` [link](#there).

    ```swift id=a alt="It falls"
    let a = 1
    let b = 2  // hide

    claim("It is so") { reclaim(1) }
    ```

    ```swift fold="does more"
    func claim(_ a: Int) {}
    // claim(2)
    claim(3)
    ```

    ```swift hide alt="Another"
    let c = 1
    ```

    > - quoted words

    | a | b |
    |---|---|
    | c | d |

    ```swift role=show
    let d = 1
    ```

    ```sh
    ./build.sh
    ```

    ## Exercises

    **[Exercise](#ex-a) More.** Words that do not count.

    ```swift id=ex-a role=exercise
    func f() { todo() }
    ```

    ```swift
    claim(4)
    ```

    ### Deeper, and still of the exercises

    ## Also tested

    Not this.

    ```swift alt="Not this"
    claim(5)
    ```

    ## The end

    Last words.
    """

  func testWhatIsReadInOneSitting() {
    let size = size(text)
    // Title 3, paragraph 7, quotation 2, table 4, end 2, last 2: a dash is no word.
    XCTAssertEqual(size[.words], 20)
    XCTAssertEqual(size[.lines], 3 + 1)
    XCTAssertEqual(size[.folded], 3)
    XCTAssertEqual(size[.figures], 2)
    XCTAssertEqual(size[.claims], 2)
    XCTAssertEqual(size[.exercises], 1)
    XCTAssertEqual(size.readingMinutes, 5)
  }

  func testExercisesAnywhere() {
    let size = size(
      """
      One two.

      **[Exercise](#ex-a) Three.** Not this.

      ```swift id=ex-a role=exercise
      ```

      Nor this.

      ## Four

      Five.
      """)
    XCTAssertEqual(size[.words], 4)
  }

  func testListingsWithoutProseBetween() {
    let lines = String(repeating: "f()\n", count: 20)
    let block = "```swift\n\(lines)```\n\n"
    XCTAssertEqual(size(block + "<!-- a remark -->\n\n" + block)[.listing], 40)
    XCTAssertEqual(size(block + "```swift hide\n\(lines)```\n\n" + block)[.listing], 40)
    let parted = size("Words.\n\n" + block + "Words.\n\n" + block + "`code`\n\n" + block)
    XCTAssertEqual(parted[.listing], 20)
    XCTAssertEqual(parted.longestListingLine, 3)
    XCTAssertEqual(parted[.lines], 60)
  }

  func testReadingTime() {
    let words = String(repeating: "word ", count: 4_000)
    let code = "```swift\n" + String(repeating: "f()\n", count: 240) + "```\n"
    // 20 minutes of prose and 20 of code.
    XCTAssertEqual(size("\(words)\n\n\(code)").readingMinutes, 40)
  }

  func testMoreThanOneSittingIsAdvice() {
    let long = "# A\n\n\(String(repeating: "word ", count: 5_001))\n\n```swift\nf()\n```\n"
    let chapter = Fixture.chapter(long)
    let findings = Linter(chapters: [chapter], bibliography: Bibliography()).findings(in: chapter)
    XCTAssertEqual(
      findings.map(\.headline),
      [
        "Chapters/ch04-optimization/chapter.md:1:1: advice: the chapter is more than one sitting: "
          + "5002 words of prose (5000)"
      ])
    XCTAssertTrue(ChapterSize(chapter).isOver(.words))
    XCTAssertFalse(ChapterSize(chapter).isOver(.folded))
    let short = Fixture.chapter("# A\n\n```swift\nf()\n```\n")
    XCTAssertEqual(
      Linter(chapters: [short], bibliography: Bibliography()).findings(in: short), [])
    let lines = String(repeating: "f()\n", count: 31)
    let listing = Fixture.chapter("# A\n\n```swift\n\(lines)```\n")
    XCTAssertEqual(
      Linter(chapters: [listing], bibliography: Bibliography()).findings(in: listing).map(
        \.message),
      ["the chapter is more than one sitting: a listing of 31 lines at line 3 (30)"])
  }
}
