import Pages

/// The book's words beside those of other libraries.
struct PhrasebookPageHTML {
  static let file = "\(Phrasebook.page).html"

  let book: Book

  var file: SiteFile {
    var html = HTMLText()
    html.mark("<article class=\"phrasebook\">\n<header class=\"title\">")
    html.mark(element("h1", Phrasebook.title) + "\n<p class=\"lead\">")
    html.mark("\(escaped(Phrasebook.introduction))</p></header>\n")
    var frame = PageFrame(book: book, title: "\(Phrasebook.title) · The Ladder", file: Self.file)
    let entries = Phrasebook(book).entries
    if entries.isEmpty { html.mark(element("p", Phrasebook.empty) + "\n") }
    for entry in entries {
      let anchor = identifier(entry.anchor)
      html.mark("<section class=\"phrase\">\n<h2 id=\"\(anchor)\">\(escaped(entry.title))</h2>\n")
      html.mark("<p class=\"kind\"><a href=\"\(escaped(entry.chapter.siteFile))\">Chapter ")
      html.mark("\(escaped(entry.chapter.numberedTitle))</a></p>\n<div class=\"beside\">\n")
      if let swift = entry.swift {
        html.mark(Listing.plain(swift.displayedText, language: "Swift"))
      }
      html.mark(Listing.plain(entry.block.literal, language: "Python"))
      html.mark("</div>\n<p class=\"aside\">\(entry.note.html)</p>\n</section>\n")
      frame.sections.append(.init(level: 2, anchor: anchor, title: escaped(entry.title)))
    }
    html.mark("</article>\n")
    return SiteFile(Self.file, frame.page(html))
  }
}
