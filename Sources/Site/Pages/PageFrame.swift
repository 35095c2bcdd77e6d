import Literate
import Pages

/// What stands around the text of every page: head, chapter list, contents of the page, ways on.
struct PageFrame {
  let book: Book
  /// The way from the page's folder to the site's root: empty, or `../`.
  var root = ""
  /// The title in the browser's tab.
  var title: String
  /// What search machines and previews show; plain text.
  var description = ""
  /// What is shown where somebody links to the page.
  var preview: LinkPreview?
  /// The file of the chapter or page that this is, to mark it in the chapter list.
  var file: String
  var sections: [MarkdownRenderer.Section] = []
  var previous: Way?
  var next: Way?
  /// Further scripts that the page needs, in `assets/`.
  var scripts: [String] = []
  /// Whether KaTeX is there and the page holds mathematics.
  var usesKaTeX = false

  /// A way on, with the name of the part that begins there.
  struct Way {
    var title: String
    var file: String
    var part: String?

    init(_ title: String, _ file: String) {
      self.title = title
      self.file = file
    }

    init(_ chapter: Chapter, beginning part: String? = nil) {
      self.init(chapter.numberedTitle, chapter.siteFile)
      self.part = part
    }
  }

  /// The whole page.
  func page(_ content: HTMLText) -> HTMLText {
    var html = HTMLText()
    writeHead(&html)
    html.mark("<body data-root=\"\(root)\" data-page=\"\(escaped(file))\">\n")
    html.mark("<a class=\"skip\" href=\"#content\">Skip to the text</a>\n")
    writeBar(&html)
    writeChapters(&html)
    html.mark("<main id=\"content\" tabindex=\"-1\">\n")
    html.mark(content)
    writeWays(&html)
    html.mark("</main>\n")
    writeOutline(&html)
    html.mark("</body>\n</html>\n")
    return html
  }

  private func writeHead(_ html: inout HTMLText) {
    html.mark("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.mark("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.mark("<meta name=\"color-scheme\" content=\"light dark\">\n")
    html.mark("<title>\(escaped(title))</title>\n")
    if !description.isEmpty {
      html.mark("<meta name=\"description\" content=\"\(escaped(description))\">\n")
    }
    if let preview { html.mark(preview.html) }
    html.mark("<link rel=\"icon\" href=\"\(root)assets/ladder.svg\" type=\"image/svg+xml\">\n")
    if usesKaTeX { html.mark("<link rel=\"stylesheet\" href=\"\(root)assets/katex/katex.css\">\n") }
    html.mark("<link rel=\"stylesheet\" href=\"\(root)assets/book.css\">\n")
    html.mark("<link rel=\"stylesheet\" href=\"\(root)assets/paper.css\" media=\"print\">\n")
    if let previous { html.mark("<link rel=\"prev\" href=\"\(root)\(previous.file)\">\n") }
    if let next { html.mark("<link rel=\"next\" href=\"\(root)\(next.file)\">\n") }
    // The theme must be known before the first paint, or a dark page would flash.
    html.mark("<script src=\"\(root)assets/theme.js\"></script>\n")
    if usesKaTeX {
      html.mark("<script defer src=\"\(root)assets/katex/katex.js\"></script>\n")
    }
    html.mark("<script defer src=\"\(root)assets/book.js\"></script>\n")
    for script in ["search.js"] + scripts {
      html.mark("<script defer src=\"\(root)assets/\(script)\"></script>\n")
    }
    html.mark("</head>\n")
  }

  private func writeBar(_ html: inout HTMLText) {
    html.mark(
      """
      <header class="bar">
      <a class="menu" href="#chapters" aria-label="Chapters">☰</a>
      <a class="home" href="\(root)index.html">The Ladder</a>
      <span class="tools"></span>
      </header>

      """)
  }

  /// The chapters as ladders, one a part, and the pages about the whole book. The lists have no
  /// numbers of their own, since chapters have theirs.
  private func writeChapters(_ html: inout HTMLText) {
    html.mark("<nav class=\"chapters\" id=\"chapters\" aria-label=\"Chapters\">\n")
    let isChapter = book.chapters.contains { $0.siteFile == file }
    for section in book.sections {
      // On a chapter's page its own part is open; elsewhere every part is.
      let isOpen = !isChapter || section.chapters.contains { $0.siteFile == file }
      html.mark("<details\(isOpen ? " open" : "")><summary>\(escaped(section.name))</summary>\n")
      html.mark("<ul class=\"ladder\">\n")
      for chapter in section.chapters { writeRung(chapter, &html) }
      html.mark("</ul></details>\n")
    }
    html.mark("<ul>\n")
    for (name, page) in BookPages.all {
      let current = page == file ? " aria-current=\"page\"" : ""
      html.mark("<li><a href=\"\(root)\(page)\"\(current)>\(name)</a></li>\n")
    }
    html.mark("</ul>\n</nav>\n")
  }

  private func writeRung(_ chapter: Chapter, _ html: inout HTMLText) {
    let isHere = chapter.siteFile == file
    html.mark("<li><a href=\"\(root)\(chapter.siteFile)\"")
    html.mark(isHere ? " aria-current=\"page\">" : ">")
    html.mark("<span class=\"n\">\(chapter.number)</span> \(escaped(chapter.title))</a></li>\n")
  }

  private func writeWays(_ html: inout HTMLText) {
    guard previous != nil || next != nil else { return }
    html.mark("<nav class=\"ways\" aria-label=\"Previous and next\">\n")
    if let previous {
      html.mark("<a class=\"previous\" rel=\"prev\" href=\"\(root)\(previous.file)\">")
      html.mark("<span>Previous</span> \(escaped(previous.title))</a>\n")
    }
    if let next {
      html.mark("<a class=\"next\" rel=\"next\" href=\"\(root)\(next.file)\">")
      let part = next.part.map { ": \($0)" } ?? ""
      html.mark("<span>Next\(escaped(part))</span> \(escaped(next.title))</a>\n")
    }
    html.mark("</nav>\n")
  }

  private func writeOutline(_ html: inout HTMLText) {
    let shown = sections.filter { $0.level <= 3 }
    guard shown.count > 1 else { return }
    html.mark("<nav class=\"outline\" aria-label=\"On this page\">\n<p>On this page</p>\n<ul>\n")
    for section in shown {
      let name = section.level > 2 ? "<li class=\"sub\">" : "<li>"
      html.mark("\(name)<a href=\"#\(section.anchor)\">\(section.title)</a></li>\n")
    }
    html.mark("</ul>\n</nav>\n")
  }
}

/// The pages about the whole book.
enum BookPages {
  static let all: [(name: String, file: String)] = [
    ("Contents", "index.html"), ("Map of concepts", "map.html"), ("Index of terms", "terms.html"),
    ("Claims, tested", "claims.html"), (DoneAgain.title, AgainPageHTML.file),
    (Phrasebook.title, PhrasebookPageHTML.file), ("What it costs", "costs.html"),
    ("Your exercises", "exercises.html"),
  ]
}
