import Literate
import Pages

/// The index of terms: every concept that a chapter teaches, with the place where it is defined and
/// the chapters that build on it.
struct TermsPageHTML {
  let edition: HTMLEdition

  private struct Term {
    var words: String
    var place: String
    var chapter: Chapter
    var users: [Chapter]
  }

  var file: SiteFile {
    var html = HTMLText()
    html.mark(
      """
      <article class="terms">
      <header class="title"><h1>Index of terms</h1>
      <p class="lead">Each term leads to the sentence that defines it.</p></header>

      """)
    var frame = PageFrame(
      book: edition.book, title: "Index of terms · The Ladder", file: "terms.html")
    var letter = ""
    for term in terms {
      let initial = String(term.words.prefix(1)).uppercased()
      if initial != letter {
        if !letter.isEmpty { html.mark("</dl>\n") }
        letter = initial
        html.mark("<h2 id=\"\(escaped(letter.lowercased()))\">\(escaped(letter))</h2>\n<dl>\n")
        frame.sections.append(.init(level: 2, anchor: letter.lowercased(), title: escaped(letter)))
      }
      html.mark("<dt><a href=\"\(escaped(term.place))\">\(escaped(term.words))</a></dt>\n<dd>")
      html.mark("\(term.chapter.number) \(escaped(term.chapter.title))")
      if !term.users.isEmpty {
        let users = term.users.map { user in
          "<a href=\"\(escaped(user.siteFile))\" title=\"\(escaped(user.title))\">\(user.number)</a>"
        }
        let isOne = users.count == 1
        html.mark("; needed in chapter\(isOne ? "" : "s") \(users.joined(separator: ", "))")
      }
      html.mark("</dd>\n")
    }
    html.mark(letter.isEmpty ? "<p>No chapter names what it teaches yet.</p>\n" : "</dl>\n")
    html.mark("</article>\n")
    return SiteFile("terms.html", frame.page(html))
  }

  private var terms: [Term] {
    let chapters = edition.book.chapters
    var all: [Term] = []
    for chapter in chapters {
      var seen: Set<String> = []
      for concept in chapter.teaches where seen.insert(concept.name).inserted {
        all.append(
          Term(
            words: concept.words, place: "\(chapter.siteFile)#\(Terms.anchor(concept.name))",
            chapter: chapter,
            users: chapters.filter { $0.needs.contains { $0.name == concept.name } }))
      }
    }
    return all.sorted {
      ($0.words.lowercased(), $0.chapter.id) < ($1.words.lowercased(), $1.chapter.id)
    }
  }
}
