import Literate
import Trace
import Weaving

/// The first page: every chapter with what it stands on, what it teaches and what it costs, and the
/// scoreboard.
struct ContentsPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    var html = HTMLText()
    html.mark(
      """
      <article class="contents">
      <header class="title"><h1>The Ladder</h1>
      <p class="lead">A book about machine learning that runs. Every number, table and figure on \
      these pages was produced by the code beside it.</p></header>
      <h2 id="the-chapters">The chapters</h2>
      <ul class="rungs">

      """)
    for state in edition.states { write(state, &html) }
    html.mark("</ul>\n")
    let hasScores = writeScoreboard(&html)
    html.mark("</article>\n")
    var frame = PageFrame(book: edition.book, title: "The Ladder", file: "index.html")
    frame.sections = [.init(level: 2, anchor: "the-chapters", title: "The chapters")]
    if hasScores {
      frame.sections.append(.init(level: 2, anchor: "the-scoreboard", title: "The scoreboard"))
    }
    frame.next = edition.book.chapters.first.map { ("\($0.number) \($0.title)", $0.siteFile) }
    frame.description = "A book about machine learning that runs."
    return SiteFile("index.html", frame.page(html))
  }

  private func write(_ state: ChapterState, _ html: inout HTMLText) {
    let chapter = state.chapter
    html.mark("<li><a class=\"rung\" href=\"\(escaped(chapter.siteFile))\">")
    html.mark(
      "<span class=\"n\">\(chapter.number)</span> \(MarkdownRenderer.line(chapter.title))</a>")
    let teaches = chapter.teaches.map(\.words).joined(separator: ", ")
    if !teaches.isEmpty { html.mark("<p>\(escaped(teaches))</p>") }
    let cost = state.record.map {
      "\(Costs.time($0.cost.seconds)), \(Costs.memory($0.cost.peakMemory))"
    }
    html.mark("<p class=\"cost\">\(cost ?? "not yet run")</p></li>\n")
  }

  /// Every model that a chapter brought to the digits. Returns whether there is one.
  private func writeScoreboard(_ html: inout HTMLText) -> Bool {
    let rows = edition.states.flatMap { state in
      (state.record?.blocks ?? []).flatMap(\.scores).map { (state.chapter, $0) }
    }
    guard !rows.isEmpty else { return false }
    html.mark("<h2 id=\"the-scoreboard\">The scoreboard</h2>\n")
    html.mark(
      "<p>Every model of the book reads the same small digits, and is judged on the same rows, "
        + "which it has not seen. Beside its error stands what that error could have been with "
        + "other rows, and what the model costs.</p>\n")
    html.mark(TableHTML.opening)
    html.mark("<thead><tr><th scope=\"col\">Model</th><th scope=\"col\" class=\"r\">Error</th>")
    html.mark("<th scope=\"col\" class=\"r\">95 % interval</th>")
    html.mark("<th scope=\"col\" class=\"r\">Training</th><th scope=\"col\" class=\"r\">Size</th>")
    html.mark("<th scope=\"col\">Chapter</th></tr></thead>\n<tbody>\n")
    for (chapter, score) in rows {
      html.mark("<tr><td>\(escaped(score.model))</td><td class=\"r\">\(score.percent)</td>")
      html.mark("<td class=\"r\">\(score.span)</td>")
      html.mark("<td class=\"r\">\(Costs.measured(score.seconds))</td>")
      html.mark("<td class=\"r\">\(Costs.size(score.bytes))</td>")
      html.mark("<td><a href=\"\(escaped(chapter.siteFile))\">\(chapter.number) ")
      html.mark("\(escaped(chapter.title))</a></td></tr>\n")
    }
    html.mark("</tbody></table></div>\n")
    return true
  }
}
