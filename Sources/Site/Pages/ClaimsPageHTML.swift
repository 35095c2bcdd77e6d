import Literate
import Trace
import Pages

/// The claims ledger: every claim of the book with its evidence, grouped by what came of it.
struct ClaimsPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    var html = HTMLText()
    html.mark("<article class=\"ledger\">\n<header class=\"title\">")
    html.mark(element("h1", Ledger.title) + "\n<p class=\"lead\">")
    html.mark("\(escaped(Ledger.introduction))</p></header>\n")
    var frame = PageFrame(
      book: edition.book, title: "\(Ledger.title) · The Ladder", file: "claims.html")
    let groups = Ledger(edition.book, records: edition.records).groups
    if groups.isEmpty { html.mark(element("p", Ledger.empty) + "\n") }
    for group in groups {
      let mark = group.verdict.mark
      html.mark("<h2 id=\"\(mark)\">\(escaped(group.title)) ")
      html.mark("<span class=\"count\">\(group.entries.count)</span></h2>\n")
      frame.sections.append(.init(level: 2, anchor: mark, title: group.title))
      for entry in group.entries { write(entry, &html) }
    }
    html.mark("</article>\n")
    return SiteFile("claims.html", frame.page(html))
  }

  private func write(_ entry: Ledger.Entry, _ html: inout HTMLText) {
    let place = escaped("\(entry.chapter.siteFile)#\(identifier(entry.anchor))")
    html.mark("<section class=\"claim \(entry.claim.verdict.mark)\">\n<p class=\"kind\">")
    html.mark("<a href=\"\(escaped(entry.chapter.siteFile))\">Chapter \(entry.chapter.number), ")
    html.mark("\(escaped(entry.chapter.title))</a></p>\n")
    html.mark("<p class=\"words\"><a href=\"\(place)\">\(escaped(entry.claim.text))</a></p>\n")
    html.mark(TableHTML.table(entry.claim.evidence))
    html.mark("</section>\n")
  }
}
