import Literate
import Pages
import Site
import Trace
import XCTest

final class ChapterPageTests: XCTestCase {
  private let markdown = """
    # The ceiling

    <!-- chapter: needs tensors; teaches learning-rate -->

    Error [0.9](#=error "%.2f"), see [Figure](#fig-curve) and [Equation](#eq-law) and[^kingma2015].

    ```swift id=curve cap="A *curve*" alt="It falls"
    let a = Figure("x") // hide
    show(a)
    // <<a piece>>
    ```

    <!-- #eq-law -->

    ```math
    a < b
    ```

    ```swift chunk="a piece"
    let piece = 1
    ```

    ```swift id=broken fails=trap match="no"
    fatalError("no")
    ```

    ```swift role=setup id=secret
    let hidden = 1
    ```

    **[Exercise](#ex-one) One.** Do it.

    ```swift id=ex-one role=exercise
    func one() { todo() }
    ```

    ```swift for=ex-one role=solution
    func one() {}
    ```

    ## After

    [Figure](#fig-curve) begins a paragraph, and *this* is still Markdown.
    [Equation](#eq-law) begins a line of it.

    [0.9](#=error "%.2f")

    $`x`$

    """

  private func page(
    answers: [String: ReadersAnswer] = [:], differences: [Difference] = []
  ) -> String {
    let chapter = chapter(markdown)
    let hashes = CodeHashes(chapter)
    func entry(_ id: String) -> BlockEntry {
      BlockEntry(id: id, code: chapter.block(id).map { hashes.hash(of: $0) } ?? "")
    }
    var curve = entry("curve")
    curve.parts = [
      .printed("a < b\n"),
      .output(Output(NumberOutput(name: "error", value: .float(0.912)))),
      .output(
        Output(FigureOutput(file: "curve.png", alternativeText: "", digest: "", series: []))),
      .output(
        Output(
          ClaimOutput(
            text: "It is <so>", answer: "It is.",
            conditions: [
              .init(
                name: "here", effect: 1, interval: 0...2, format: NumberFormat("%.1f")!,
                threshold: "more than 0", verdict: .holds)
            ], verdict: .holds))),
    ]
    var broken = entry("broken")
    broken.failure = "Fatal error: no"
    let record = ChapterRecord(
      chapter: "ch04-ceiling", machine: "Test", cost: .init(seconds: 2, peakMemory: 1_000_000),
      blocks: [curve, broken])
    var draft = Draft(chapter, record: record)
    draft.differences = differences
    draft.answers = answers
    draft.pictures = ["curve.png": SitePicture(file: "curve.png", width: 936, height: 500)]
    return text(of: edition([draft]), "ch04-ceiling.html")
  }

  func testReferencesAndNumbersComeFromTheRecord() {
    let page = page()
    for expected in [
      "<a class=\"bound\" href=\"#block-curve\" title=\"Recorded by the code as ‘error’\">0.91</a>",
      "<a class=\"ref\" href=\"#fig-curve\">Figure 4.1</a>",
      "<a class=\"ref\" href=\"#eq-law\">Equation 4.1</a>",
      "<div class=\"equation\" id=\"eq-law\"><code class=\"tex display\">a &lt; b</code>",
      "<img src=\"figures/ch04-ceiling/curve.png\" alt=\"It falls\" width=\"936\" height=\"500\"",
      "<strong>Figure 4.1.</strong> A <em>curve</em>",
      "<samp>a &lt; b</samp>", "<p class=\"words\">It is &lt;so&gt;</p>",
      "<code>./build.sh ch04</code>", "Kingma and Ba. <em>Adam</em>. 2015.",
    ] { XCTAssertTrue(page.contains(expected), expected) }
  }

  func testCodeIsFoldedUnderWhatItDoes() {
    let page = chapterHTML(
      """
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
    for expected in [
      "<summary>draws a &lt; b</summary>", "<summary>Code</summary>",
      "<div class=\"listing\" data-language=\"python\"><pre><code>print(1)</code></pre></div>",
    ] { XCTAssertTrue(page.contains(expected), expected) }
  }

  /// What the book adds to running text may stand where a line, or all of it, could be taken for HTML.
  func testParagraphsMayBeginWithAReferenceANumberOrMathematics() {
    let page = page()
    for expected in [
      "<p><a class=\"ref\" href=\"#fig-curve\">Figure 4.1</a> begins a paragraph, and <em>this</em> is",
      "still Markdown.\n<a class=\"ref\" href=\"#eq-law\">Equation 4.1</a> begins a line of it.</p>",
      "<p><a class=\"bound\" href=\"#block-curve\" title=\"Recorded by the code as ‘error’\">0.91</a></p>",
      "<p><code class=\"tex\">x</code></p>",
    ] { XCTAssertTrue(page.contains(expected), expected) }
  }

  func testCodeIsShownAsReadersShallSeeIt() {
    let page = page()
    XCTAssertTrue(page.contains("<details class=\"hidden\"><summary>1 more line</summary>"))
    XCTAssertTrue(page.contains("<a class=chunk href=\"#block-"))
    XCTAssertTrue(page.contains("used in <a href=\"#block-curve\">curve</a>"))
    XCTAssertTrue(page.contains("This stops the program: <a href=\"#block-broken\">"))
    XCTAssertFalse(page.contains("hidden = "))
    XCTAssertTrue(page.contains("<details class=\"fold\"><summary>Solution</summary>"))
  }

  func testAnExerciseIsFramedAndShowsHowTheReaderDid() {
    XCTAssertTrue(page().contains("<p class=\"state untried\">not tried</p>"))
    let shown = page(answers: ["ex-one": ReadersAnswer(.failing, failure: "a < b; for [1]")])
    XCTAssertTrue(shown.contains("Your answer fails: a &lt; b; for [1]"), shown)
    XCTAssertTrue(shown.contains("<p class=\"state failing\">failing</p>"), shown)
    let known = page(
      answers: ["ex-one": ReadersAnswer(.failing, failure: "is 2", reason: "b <was> forgotten")])
    XCTAssertTrue(known.contains("Why: b &lt;was&gt; forgotten"), known)
    let refused = page(answers: ["ex-one": ReadersAnswer(.refused, failure: "no `x` (line 3)")])
    XCTAssertTrue(refused.contains("The compiler refuses your answer: no `x` (line 3)"), refused)
    var best = ReadersAnswer(.solved)
    best.scores = ["error: 1 < 2"]
    let scored = page(answers: ["ex-one": best])
    XCTAssertTrue(scored.contains("<p class=\"score\">error: 1 &lt; 2</p>"), scored)
    let solved = page(answers: ["ex-one": ReadersAnswer(.solved)])
    XCTAssertTrue(solved.contains("<p class=\"state solved\">solved</p>"))
    let opened = page().components(separatedBy: "<section class=\"exercise\"").count
    XCTAssertEqual(opened, 2)
    XCTAssertLessThan(
      page().range(of: "</section>\n\n<h2 id=\"after\"")?.lowerBound ?? page().endIndex,
      page().endIndex)
  }
}
