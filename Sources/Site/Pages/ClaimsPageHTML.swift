import Literate
import Pages
import Trace

/// The claims ledger: what people say, chapter by chapter, with the answer, the verdict and the way
/// to the evidence.
struct ClaimsPageHTML {
  let edition: HTMLEdition

  var file: SiteFile {
    let ledger = Ledger(edition.book, records: edition.records)
    var html = HTMLText()
    html.mark("<article class=\"ledger\">\n<header class=\"title\">")
    html.mark(element("h1", Ledger.title) + "\n<p class=\"lead\">")
    html.mark("\(escaped(Ledger.introduction))</p></header>\n")
    html.mark(element("p", ledger.sections.isEmpty ? Ledger.empty : ledger.summary) + "\n")
    var frame = PageFrame(
      book: edition.book, title: "\(Ledger.title) · The Ladder", file: "claims.html")
    var known: Set<String> = []
    for (index, section) in ledger.sections.enumerated() {
      if let part = section.part {
        html.mark("<h2 id=\"part-\(index)\">\(escaped(part))</h2>\n")
        frame.sections.append(.init(level: 2, anchor: "part-\(index)", title: part))
      }
      let chapter = section.chapter
      html.mark("<h3 id=\"\(chapter.id)\"><a href=\"\(escaped(chapter.siteFile))\">")
      html.mark("\(escaped(chapter.numberedTitle))</a></h3>\n")
      frame.sections.append(.init(level: 3, anchor: chapter.id, title: chapter.numberedTitle))
      for row in section.rows {
        // A saying that several chapters test is found where it stands first.
        let isNew = row.saying.map { known.insert($0.id).inserted } ?? false
        write(row, in: chapter, isNew, &html)
      }
    }
    html.mark("</article>\n")
    return SiteFile("claims.html", frame.page(html))
  }

  /// The name of the place where a saying stands.
  static func anchor(_ saying: Sayings.Entry) -> String { "saying-\(identifier(saying.id))" }

  private func write(
    _ row: Ledger.Row, in chapter: Chapter, _ isNew: Bool, _ html: inout HTMLText
  ) {
    let finding = row.finding
    let mark = finding.map { $0.claim.counted($0.standing).mark } ?? "open"
    let name = row.saying.flatMap { isNew ? " id=\"\(escaped(Self.anchor($0)))\"" : nil } ?? ""
    html.mark("<section class=\"claim \(mark)\"\(name)>\n")
    html.mark("<p class=\"kind\">\(row.saying?.id ?? Ledger.ownWords)</p>\n")
    if let saying = row.saying {
      html.mark("<p class=\"words\">\(MarkdownRenderer.line(saying.text))</p>\n")
    }
    guard let finding else {
      return html.mark("<p class=\"verdict\">\(Ledger.unanswered)</p>\n</section>\n")
    }
    if !finding.claim.answer.isEmpty {
      html.mark("<p class=\"answer\">\(escaped(finding.claim.answer))</p>\n")
    }
    let (verdict, note) = finding.claim.conclusion(finding.standing)
    html.mark("<p class=\"verdict\">Verdict: <strong>\(verdict)</strong>")
    html.mark(note.isEmpty ? "</p>\n" : ", \(escaped(note))</p>\n")
    let place = identifier(claimAnchor(finding.block, finding.ordinal))
    html.mark("<p class=\"evidence\">\(Ledger.columns[4]): ")
    html.mark("<a href=\"\(escaped("\(chapter.siteFile)#\(place)"))\">")
    html.mark("\(escaped(finding.claim.text))</a></p>\n</section>\n")
  }
}
