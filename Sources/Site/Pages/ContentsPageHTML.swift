import Literate
import Trace
import Pages

/// The first page: what the book is, a figure of it that moves, the scoreboard, and the chapters by
/// part, each with its question.
struct ContentsPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    let survey = Survey(edition.book, records: edition.records)
    var html = HTMLText()
    html.mark("<article class=\"contents\">\n<header class=\"title\">")
    html.mark(element("h1", Survey.title) + "\n")
    for (index, paragraph) in Survey.introduction.enumerated() {
      html.mark("<p\(index == 0 ? " class=\"lead\"" : "")>\(escaped(paragraph))</p>\n")
    }
    html.mark("</header>\n")
    if let showpiece = survey.showpiece { write(showpiece, &html) }
    let scoreboard = Scoreboard(edition.book, records: edition.records)
    if let scoreboard { html.mark(ScoreboardHTML(scoreboard).html) }
    for part in survey.parts { write(part, &html) }
    if edition.gallery != nil {
      html.mark("<p>What else the library draws: <a href=\"\(GalleryPageHTML.place)\">")
      html.mark("one figure of every kind</a>.</p>\n")
    }
    html.mark("</article>\n")
    var frame = PageFrame(book: edition.book, title: Survey.title, file: "index.html")
    if scoreboard != nil {
      frame.sections.append(.init(level: 2, anchor: Scoreboard.anchor, title: Scoreboard.title))
    }
    frame.sections += survey.parts.map {
      .init(level: 2, anchor: $0.section.anchor, title: escaped($0.section.name))
    }
    frame.next = edition.book.chapters.first.map { PageFrame.Way($0) }
    frame.scripts = survey.showpiece == nil ? [] : [FramesOutput.script].compactMap { $0 }
    frame.description = Survey.summary
    frame.preview = edition.preview(survey.showpiece)
    return SiteFile("index.html", frame.page(html))
  }

  private func write(_ showpiece: Survey.Showpiece, _ html: inout HTMLText) {
    let chapter = showpiece.chapter
    let setting = HTMLSetting(pictures: sizes(of: chapter)) { MarkdownRenderer.line($0) }
    html.mark("<figure>\n")
    html.mark(showpiece.film.html(at: showpiece.place, in: setting))
    html.mark("<figcaption>\(setting.line(showpiece.caption)) From ")
    html.mark("<a href=\"\(escaped(chapter.siteFile))\">\(escaped(chapter.numberedTitle))</a>.")
    html.mark("</figcaption>\n</figure>\n")
  }

  private func write(_ part: Survey.Part, _ html: inout HTMLText) {
    html.mark("<h2 id=\"\(escaped(part.section.anchor))\">")
    html.mark("\(escaped(part.section.name))</h2>\n")
    html.mark("<ul class=\"rungs\">\n")
    for entry in part.entries { write(entry, &html) }
    html.mark("</ul>\n")
  }

  private func write(_ entry: Survey.Entry, _ html: inout HTMLText) {
    let chapter = entry.chapter
    html.mark("<li>")
    if let picture = entry.picture {
      let size = HTMLSetting(pictures: sizes(of: chapter)) { $0 }.size(of: picture.file)
      let address = siteAddress("../Figures/\(chapter.folder)/\(picture.file)")
      html.mark("<img src=\"\(escaped(address))\" alt=\"\(escaped(picture.words))\"")
      html.mark("\(size) loading=\"lazy\">\n")
    }
    html.mark("<div><a class=\"rung\" href=\"\(escaped(chapter.siteFile))\">")
    html.mark("<span class=\"n\">\(chapter.number)</span> \(escaped(chapter.title))</a>")
    if let question = entry.question {
      html.mark("<p class=\"question\">\(escaped(question))</p>")
    }
    html.mark("<p class=\"cost\">\(escaped(entry.effort))\(progress(in: chapter))</p>")
    html.mark("</div></li>\n")
  }

  /// "2 of 4 exercises solved", once the reader has begun one.
  private func progress(in chapter: Chapter) -> String {
    guard let state = edition.states.first(where: { $0.chapter.folder == chapter.folder }),
      state.answers.values.contains(where: { $0.state != .notTried })
    else { return "" }
    let solved = state.answers.values.filter { $0.state == .solved }.count
    return " · \(solved) of \(chapter.exercises.count) exercises solved"
  }

  private func sizes(of chapter: Chapter) -> [String: (width: Int, height: Int)] {
    let state = edition.states.first { $0.chapter.folder == chapter.folder }
    return (state?.pictures ?? [:]).mapValues { ($0.width, $0.height) }
  }
}
