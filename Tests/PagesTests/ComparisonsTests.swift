import Literate
import Pages
import Site
import Trace
import Weaving
import XCTest

/// What pages say of the same in other libraries, and of headlines done again.
final class ComparisonsTests: XCTestCase {
  private let text = """
    # Steps

    ```swift id=one
    let secret = 3  // hide
    print(1)
    ```

    ```python same=one-step beside=one
    record("loss", 1)
    ```

    The end.
    """

  private var chapter: Chapter { Chapter(folder: "ch04-steps", source: SourceText(text)) }

  private func run(chapter: String? = nil, code: String? = nil) -> ForeignRun {
    ForeignRun(
      chapter: chapter ?? self.chapter.codeDigest,
      code: code ?? digest(of: "record(\"loss\", 1)\n"), date: "2026-11-29", machine: "M",
      seconds: 2, libraries: [.init("PyTorch", "2.13.0"), .init("NumPy", "2.4.6")])
  }

  private func same(_ run: ForeignRun) -> Comparisons {
    Comparisons(
      same: SameRecord(entries: [
        .init(
          name: "one-step", run: run,
          numbers: [.init(name: "test-loss", ours: .float(0.97312), theirs: .float(0.97309))])
      ]))
  }

  private func again(_ run: ForeignRun) -> Comparisons {
    let law = AgainRecord.Finding(
      id: "law", sentence: "Half | as far.", holds: true,
      numbers: [.init(name: "slope", value: .float(-0.49426))])
    let ten = AgainRecord.Finding(id: "ten", sentence: "Ten.", holds: false, numbers: [])
    return Comparisons(again: AgainRecord(run: run, findings: [law, ten]))
  }

  private func book(_ comparisons: Comparisons?) -> Book {
    Book(
      chapters: [chapter], comparisons: comparisons.map { ["ch04": $0] } ?? [:])
  }

  private func page(_ comparisons: Comparisons?) -> String {
    ChapterPage(chapter, nil, in: book(comparisons)).markdown
  }

  private func site(_ comparisons: Comparisons?, _ file: String) throws -> String {
    let book = book(comparisons)
    let edition = HTMLEdition(
      book, states: [ChapterState(ChapterPage(chapter, nil, in: book))])
    let found = try XCTUnwrap(edition.files().first { $0.path == file }, file)
    guard case .bytes(let bytes) = found.contents else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  func testUnderABlockStandsWithWhatItAgreed() throws {
    let note =
      "Agreed with PyTorch 2.13.0 and NumPy 2.4.6 on 2026-11-29: test loss 0.9731 = 0.9731."
    let page = page(same(run()))
    XCTAssertTrue(page.contains("```\n\n*\(note)"), page)
    XCTAssertTrue(try site(same(run()), "ch04-steps.html").contains(note))
    XCTAssertFalse(page.contains("earlier code"))
  }

  func testAResultOfEarlierCodeIsMarked() {
    for old in [run(chapter: "x"), run(code: "x")] {
      let page = page(same(old))
      XCTAssertTrue(page.contains("**As of earlier code:** agreed with PyTorch"), page)
    }
    XCTAssertTrue(page(again(run(chapter: "x"))).contains("**As of earlier code:** done again"))
  }

  func testABlockThatWasNotComparedSaysHow() {
    XCTAssertTrue(page(nil).contains("Not yet compared: `./build.sh same ch04`"), page(nil))
    var other = same(run())
    other.same?.entries[0].name = "another"
    XCTAssertTrue(page(other).contains("Not yet compared"))
  }

  func testThePageLinksToWhatWasDoneAgain() throws {
    let page = page(again(run()))
    XCTAssertTrue(page.contains("The end.\n\n*Done again by other code"), page)
    XCTAssertTrue(page.contains("[1 of 2 headlines hold](again.md#ch04)"), page)
    XCTAssertTrue(
      try site(again(run()), "ch04-steps.html").contains("<a href=\"again.html#ch04\">1 of 2"))

    let all = book(again(run())).againPage
    XCTAssertTrue(all.contains("<a id=\"ch04\"></a>") || all.contains("name=\"ch04\""), all)
    XCTAssertTrue(all.contains("| Half \\| as far. | holds | slope -0.4943 |"), all)
    XCTAssertTrue(all.contains("| Ten. | does not hold |  |"), all)
    XCTAssertTrue(all.contains("[again.json](../Chapters/ch04-steps/again.json)"), all)
    let html = try site(again(run()), "again.html")
    XCTAssertTrue(html.contains("<td>Half | as far.</td><td>holds</td>"), html)
    XCTAssertTrue(html.contains("<h2 id=\"ch04\">"), html)
  }

  func testThePhrasebookShowsBothSides() throws {
    let page = book(same(run())).phrasebookPage
    XCTAssertTrue(page.contains("### One step\n\n```swift\nprint(1)\n```"), page)
    XCTAssertTrue(page.contains("```python\nrecord(\"loss\", 1)\n```\n\n*Agreed with"), page)
    XCTAssertFalse(page.contains("secret"), "hidden lines stay hidden")
    let html = try site(same(run()), "phrasebook.html")
    XCTAssertTrue(html.contains("id=\"ch04-one-step\""), html)
    XCTAssertTrue(html.contains("<code>print(1)</code>"), html)
  }
}
