import Pages
import Trace

/// Headlines of chapters, done again by other code.
struct AgainPageHTML {
  static let file = "\(DoneAgain.page).html"

  let book: Book

  var file: SiteFile {
    var html = HTMLText()
    html.mark("<article class=\"again\">\n<header class=\"title\">")
    html.mark(element("h1", DoneAgain.title) + "\n<p class=\"lead\">")
    html.mark("\(escaped(DoneAgain.introduction))</p></header>\n")
    var frame = PageFrame(book: book, title: "\(DoneAgain.title) · The Ladder", file: Self.file)
    let sections = DoneAgain(book).sections
    if sections.isEmpty { html.mark(element("p", DoneAgain.empty) + "\n") }
    for section in sections {
      let chapter = section.chapter
      html.mark("<h2 id=\"\(chapter.id)\"><a href=\"\(escaped(chapter.siteFile))\">")
      html.mark("\(escaped(chapter.numberedTitle))</a></h2>\n")
      frame.sections.append(
        .init(level: 2, anchor: chapter.id, title: escaped(chapter.numberedTitle)))
      html.mark(table(section.findings))
      html.mark("<p class=\"aside\">\(section.origin.html)</p>\n")
    }
    html.mark("</article>\n")
    return SiteFile(Self.file, frame.page(html))
  }

  private func table(_ findings: [AgainRecord.Finding]) -> String {
    var lines = ["<div class=\"table\"><table>", "<thead><tr>"]
    lines += DoneAgain.columns.map { "<th scope=\"col\">\(escaped($0))</th>" }
    lines.append("</tr></thead>\n<tbody>")
    for finding in findings {
      let cells = [finding.sentence, finding.verdict, finding.measured]
      lines.append("<tr>" + cells.map { element("td", $0) }.joined() + "</tr>")
    }
    return (lines + ["</tbody></table></div>\n"]).joined(separator: "\n")
  }
}
