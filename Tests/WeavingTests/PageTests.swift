import Literate
import PageFixture
import Pages
import Trace
import Weaving
import XCTest

final class PageTests: XCTestCase {
  func testAPageWithOneOfEverything() throws {
    let woven = try Fixture.everything().woven()
    try assertGolden(woven.markdown, "page.md")
    XCTAssertEqual(
      woven.unrecorded.map { "\($0.line): \($0.message)" },
      ["100: block `never` has no recorded result yet"])
    XCTAssertEqual(woven.stale, [])
    XCTAssertEqual(woven.problems, [])
  }

  func testTheContentsPageAndTheClaims() throws {
    let fixture = try Fixture.everything()
    var other = fixture.record()
    other.blocks = []
    other.cost = .init(seconds: 0.4, peakMemory: 24_000_000)
    let records = ["ch04": fixture.record(), "ch01": other]
    try assertGolden(fixture.book.contents(records: records), "contents.md")
    try assertGolden(fixture.book.claims(records: records), "claims.md")
    XCTAssertTrue(fixture.book.claims(records: [:]).contains("No claim has been tested yet."))
  }

  func testTheSameInputGivesTheSameBytes() throws {
    let fixture = try Fixture.everything()
    XCTAssertEqual(fixture.woven().markdown, fixture.woven().markdown)
    XCTAssertEqual(fixture.record().document, fixture.record().document)
  }

  /// A page is valid Markdown of which no part swallows another: what is read from it again has the
  /// same blocks.
  func testFencesOfAPageStayClosed() throws {
    let page = try Fixture.everything().woven().markdown
    let again = Chapter(folder: "ch04-ceiling", source: SourceText(page))
    XCTAssertTrue(again.blocks.allSatisfy(\.isClosed))
    XCTAssertFalse(page.contains("hide"), "hidden lines and directives are gone")
    XCTAssertFalse(page.contains("<!--"))
    XCTAssertFalse(page.contains("expect("))
    XCTAssertFalse(page.contains("secret"))
    XCTAssertTrue(again.blocks.contains { $0.literal == "loss 0.25\na ``` fence\n" })
  }

  func testCodeIsFoldedUnderWhatItDoes() {
    let fixture = Fixture(
      markdown: """
        # T

        ```swift id=a fold="draws a < b"
        print(1)
        ```

        ```swift id=b fold
        print(2)
        ```

        ```python same=a
        print(1)
        ```
        """)
    let page = fixture.woven().markdown
    for expected in [
      "<details><summary>draws a &lt; b</summary>\n\n```swift\nprint(1)\n```\n\n</details>",
      "<details><summary>Code</summary>\n\n```swift\nprint(2)",
      "```python same=a\nprint(1)\n```\n",
    ] { XCTAssertTrue(page.contains(expected), "\(expected) is not in\n\(page)") }
  }

  func testBrokenReferencesAndNumbersAreErrorsAtTheirPlace() {
    var fixture = Fixture(
      markdown: """
        # Title

        [Figure](#fig-a), [Table](#tab-a), [Figure](#fig-no), [Equation](#eq-no), [Chapter](#ch77),
        [1](#=losss "%d")

        ```swift id=a
        print(1)
        ```
        """)
    fixture.ran("a", .output(Output(NumberOutput(name: "loss", value: .integer(1)))))
    XCTAssertEqual(
      fixture.woven().problems.map { "\($0.line):\($0.column): \($0.message); \($0.help ?? "")" },
      [
        "3:1: block `a` shows no figure; refer to something that is shown, or show it",
        "3:19: block `a` shows no table; refer to something that is shown, or show it",
        "3:36: there is no figure 'fig-no'; refer to something that is shown, or show it",
        "3:55: there is no equation 'eq-no'; refer to something that is shown, or show it",
        "3:75: there is no chapter 'ch77'; ",
        "4:1: no block records the number 'losss'; did you mean 'loss'?",
      ])
  }

  func testAFigureNeedsWordsAndANumberOneName() {
    let blocks = ["a", "b alt=\"x\"", "c", "d alt=\"x\""].map { "```swift id=\($0)\n1\n```\n" }
    var fixture = Fixture(markdown: "# T\n\n" + blocks.joined(separator: "\n"))
    var mute = Fixture.figure
    mute.alternativeText = ""
    let number = Output(NumberOutput(name: "loss", value: .integer(1)))
    fixture.ran("a", .output(Output(mute)), .output(number))
    fixture.ran("b", .output(Output(mute)), .output(number), .output(Output(Fixture.figure)))
    fixture.ran("c", .output(Output(Fixture.figure)))
    fixture.ran("d", .output(Output(mute)), .output(Output(mute)))
    XCTAssertEqual(
      fixture.woven().problems.map { "\($0.line): \($0.severity): \($0.message)" },
      [
        "3: error: block `a` shows a figure without alternative text",
        "11: warning: block `c` shows a figure without alternative text of its own",
        "15: error: block `d` shows another figure without alternative text",
        "7: error: the number `loss` is recorded a second time",
      ])
  }

  func testSeveralFiguresOfABlockShareNumberAndCaption() {
    var fixture = Fixture(
      markdown:
        "# T\n\n[Figure](#fig-b)\n\n```swift id=a\n1\n```\n\n```swift id=b cap=\"Two\"\n1\n```\n")
    var second = Fixture.figure
    second.file = "b-2.png"
    fixture.ran("a", .output(Output(second)))
    fixture.ran("b", .output(Output(Fixture.figure)), .output(Output(second)))
    let page = fixture.woven().markdown
    XCTAssertTrue(page.contains("[Figure 4.2](#fig-b)"))
    XCTAssertEqual(page.ranges(of: "**Figure 4.2.** Two").count, 1)
    XCTAssertEqual(page.ranges(of: "<a id=\"fig-b\">").count, 1)
    XCTAssertTrue(page.contains("**Figure 4.1.**\n"))
  }

  func testLongOutputIsFoldedAndTerminalTricksAreNotShown() {
    var fixture = Fixture(markdown: "# T\n\n```swift id=a\n1\n```\n")
    fixture.ran("a", .text((1...50).map { "line \($0)  \n" }.joined()))
    XCTAssertTrue(fixture.woven().markdown.contains("<details><summary>Output, 50 lines</summary>"))
    fixture = Fixture(markdown: "# T\n\n```swift id=a\n1\n```\n")
    fixture.ran("a", .text("\n\n10%\r50%\r100%\n\u{1B}[1mbold\u{7}\n\n"))
    XCTAssertTrue(fixture.woven().markdown.contains("```text\n100%\n[1mbold\n```"))
  }

  func testAChapterWithoutAHeadingStillHasAHead() {
    let fixture = Fixture(markdown: "Only text.\n")
    XCTAssertTrue(fixture.woven().markdown.hasPrefix("# Chapter 4: ch04-ceiling\n\n[Contents]"))
  }
}
