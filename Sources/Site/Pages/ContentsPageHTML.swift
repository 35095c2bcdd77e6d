import Literate
import Trace
import Pages

/// The first page: every chapter with what it stands on, what it teaches and what it costs, and the
/// scoreboard.
struct ContentsPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    var html = HTMLText()
    html.mark("<article class=\"contents\">\n<header class=\"title\">")
    html.mark(
      element("h1", Survey.title) + "\n<p class=\"lead\">\(escaped(Survey.introduction))</p>")
    html.mark("</header>\n<h2 id=\"the-chapters\">The chapters</h2>\n<ul class=\"rungs\">\n")
    for state in edition.states { write(state, &html) }
    html.mark("</ul>\n")
    let scoreboard = Scoreboard(edition.book, records: edition.records)
    if let scoreboard { write(scoreboard, &html) }
    html.mark("</article>\n")
    var frame = PageFrame(book: edition.book, title: Survey.title, file: "index.html")
    frame.sections = [.init(level: 2, anchor: "the-chapters", title: "The chapters")]
    if scoreboard != nil {
      frame.sections.append(.init(level: 2, anchor: Scoreboard.anchor, title: Scoreboard.title))
    }
    frame.next = edition.book.chapters.first.map { ($0.numberedTitle, $0.siteFile) }
    frame.description = Survey.summary
    return SiteFile("index.html", frame.page(html))
  }

  private func write(_ state: ChapterState, _ html: inout HTMLText) {
    let chapter = state.chapter
    html.mark("<li><a class=\"rung\" href=\"\(escaped(chapter.siteFile))\">")
    html.mark("<span class=\"n\">\(chapter.number)</span> \(escaped(chapter.title))</a>")
    let teaches = Survey.teaches(chapter)
    if !teaches.isEmpty { html.mark("<p>\(escaped(teaches))</p>") }
    html.mark("<p class=\"cost\">\(escaped(Survey.cost(of: state.record)))</p></li>\n")
  }

  private func write(_ scoreboard: Scoreboard, _ html: inout HTMLText) {
    html.mark("<h2 id=\"\(Scoreboard.anchor)\">\(Scoreboard.title)</h2>\n")
    html.mark(element("p", Scoreboard.introduction) + "\n" + TableHTML.opening + "<thead><tr>")
    let last = Scoreboard.columns.count - 1
    func mark(_ column: Int) -> String { column == 0 || column == last ? "" : " class=\"r\"" }
    for (column, title) in Scoreboard.columns.enumerated() {
      html.mark("<th scope=\"col\"\(mark(column))>\(escaped(title))</th>")
    }
    html.mark("</tr></thead>\n<tbody>\n")
    for row in scoreboard.rows {
      html.mark("<tr>")
      for (column, cell) in row.cells.enumerated() {
        html.mark("<td\(mark(column))>\(escaped(cell))</td>")
      }
      html.mark("<td><a href=\"\(escaped(row.chapter.siteFile))\">")
      html.mark("\(escaped(row.chapter.numberedTitle))</a></td></tr>\n")
    }
    html.mark("</tbody></table></div>\n")
  }
}
