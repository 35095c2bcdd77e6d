import Literate
import Trace
import Weaving

/// The claims ledger: every claim of the book with its evidence, grouped by what came of it.
struct ClaimsPageHTML {
  let edition: HTMLEdition

  private struct Entry {
    var chapter: Chapter
    var claim: ClaimOutput
    var anchor: String
  }

  var file: SiteFile {
    var html = HTMLText()
    html.mark(
      """
      <article class="ledger">
      <header class="title"><h1>Claims, tested</h1>
      <p class="lead">What is often said about machine learning, put to tests that could have \
      failed. Each verdict follows from an effect and the interval in which luck would let it lie; \
      the page behind each claim has the experiment.</p></header>

      """)
    var frame = PageFrame(
      book: edition.book, title: "Claims, tested · The Ladder", file: "claims.html")
    let all = entries
    if all.isEmpty { html.mark("<p>No claim has been tested yet.</p>\n") }
    for verdict in [Verdict.holds, .depends, .doesNotHold, .tooSmallToTell] {
      let group = all.filter { $0.claim.verdict == verdict }
      guard !group.isEmpty else { continue }
      let title = verdict.rawValue.prefix(1).uppercased() + verdict.rawValue.dropFirst()
      html.mark(
        "<h2 id=\"\(verdict.mark)\">\(title) <span class=\"count\">\(group.count)</span></h2>\n")
      frame.sections.append(.init(level: 2, anchor: verdict.mark, title: title))
      for entry in group { write(entry, &html) }
    }
    html.mark("</article>\n")
    return SiteFile("claims.html", frame.page(html))
  }

  private var entries: [Entry] {
    edition.states.flatMap { state in
      (state.record?.blocks ?? []).flatMap { block in
        block.claims.enumerated().map {
          Entry(chapter: state.chapter, claim: $1, anchor: claimAnchor(block.id, $0 + 1))
        }
      }
    }
  }

  private func write(_ entry: Entry, _ html: inout HTMLText) {
    let place = escaped("\(entry.chapter.siteFile)#\(identifier(entry.anchor))")
    html.mark("<section class=\"claim \(entry.claim.verdict.mark)\">\n<p class=\"kind\">")
    html.mark("<a href=\"\(escaped(entry.chapter.siteFile))\">Chapter \(entry.chapter.number), ")
    html.mark("\(escaped(entry.chapter.title))</a></p>\n")
    html.mark("<p class=\"words\"><a href=\"\(place)\">\(escaped(entry.claim.text))</a></p>\n")
    html.mark(TableHTML.table(entry.claim.evidence))
    html.mark("</section>\n")
  }
}
