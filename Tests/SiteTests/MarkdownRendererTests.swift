import Literate
import XCTest

import Site

final class MarkdownRendererTests: XCTestCase {
  private func html(_ markdown: String) -> String {
    chapterHTML("# Title\n\n" + markdown)
  }

  func testWritesMarkdownAsHTML() {
    let cases: [(String, String)] = [
      (
        "a *b* **c** ~~d~~ `e < f`",
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e &lt; f</code></p>"
      ),
      ("- one\n- two\n", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
      ("3. one\n4. two\n", "<ol start=\"3\">\n<li>one</li>\n<li>two</li>\n</ol>"),
      ("- [x] done\n- [ ] not\n", "<li class=\"task\">☑ done</li>\n<li class=\"task\">☐ not</li>"),
      ("> words\n", "<blockquote>\n<p>words</p>\n</blockquote>"),
      (
        "> [!NOTE]\n> words\n",
        "<aside class=\"alert note\"><p class=\"kind\">Note</p>\n<p>words</p>\n</aside>"
      ),
      ("```sh\nls < x\n```\n", "<pre><code>ls &lt; x</code></pre>"),
      (
        "[x](https://example.org/?a=1&b=2)",
        "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"external\">x</a>"
      ),
      ("[the ledger](claims.md)", "<a href=\"claims.html\">the ledger</a>"),
      ("[all](README.md#the-scoreboard)", "<a href=\"index.html#the-scoreboard\">all</a>"),
      ("| a | b |\n|:--|--:|\n| 1 | 2 |\n", "<tr><td>1</td><td class=\"r\">2</td></tr>"),
      ("\"It's\" -- so...", "<p>“It’s” – so…</p>"),
    ]
    for (markdown, expected) in cases {
      let found = html(markdown)
      XCTAssertTrue(found.contains(expected), "\(markdown)\n\(found)")
    }
  }

  func testHeadingsHaveTheirAnchorsAndStandInTheContents() {
    let page = html("## A `b` & c\n\nText.\n\n## A\n\n## A\n")
    XCTAssertTrue(page.contains("<h2 id=\"a-b--c\">A <code>b</code> &amp; c<a class=\"anchor\""))
    XCTAssertTrue(page.contains("<li><a href=\"#a-b--c\">A <code>b</code> &amp; c</a></li>"))
    XCTAssertTrue(page.contains("<h2 id=\"a-1\">"))
  }

  func testFootnotesAreNumberedAndLeadBack() {
    let page = html("One[^a] and two[^b] and one again[^a].\n\n[^a]: First.\n\n[^b]: Second.\n")
    XCTAssertTrue(page.contains("id=\"mark-1\" href=\"#note-1\""))
    XCTAssertTrue(page.contains("id=\"mark-1-2\" href=\"#note-1\""))
    XCTAssertTrue(page.contains("<li id=\"note-2\"><p>Second. <a class=\"back\" href=\"#mark-2\""))
    XCTAssertTrue(page.contains("<h2 id=\"notes\">Notes</h2>"))
  }

  func testTextIsNeverReadAsMarks() {
    let page = html("`<script>` and &lt;b&gt; and \"q\"\n\n## <b>&amp;\n")
    XCTAssertFalse(page.contains("<code><script>"))
    XCTAssertTrue(page.contains("<code>&lt;script&gt;</code> and &lt;b&gt;"))
  }
}
