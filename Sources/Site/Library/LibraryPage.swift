import Literate
import Pages

/// The page of a name of the library: what its documentation says, its source, and the chapters that
/// use it.
struct LibraryPage {
  let name: String
  let library: LibraryIndex
  let book: Book

  var file: SiteFile? {
    guard let path = library.page(name), let found = library.declarations[name] else { return nil }
    let root = String(repeating: "../", count: path.split(separator: "/").count - 1)
    let highlighter = Highlighter(link: { token, index, code in
      let other = code.text(token)
      guard other != name, library.declares(other, token, at: index, in: code) else { return nil }
      return library.page(other).map { root + $0 }
    })
    var html = HTMLText()
    html.mark(
      "<article class=\"library\">\n<header class=\"title\"><p class=\"kind\">The library</p>")
    html.mark("<h1><code>\(escaped(name))</code></h1></header>\n")
    for declaration in found.sorted(by: { $0.isType && !$1.isType }) {
      write(declaration, highlighter, &html)
    }
    html.mark("<h2 id=\"used\">Where the book uses it</h2>\n<ul>\n")
    for use in library.uses[name] ?? [] {
      html.mark("<li><a href=\"\(root)\(escaped(use.chapter.siteFile))#block-")
      html.mark("\(escaped(identifier(use.block)))\">\(use.chapter.number) ")
      html.mark("\(escaped(use.chapter.title))</a></li>\n")
    }
    html.mark("</ul>\n</article>\n")
    let frame = PageFrame(
      book: book, root: root, title: "\(name) · The Ladder", file: path)
    return SiteFile(path, frame.page(html))
  }

  private func write(
    _ declaration: Declaration, _ highlighter: Highlighter, _ html: inout HTMLText
  ) {
    let place = declaration.container.map { " in <code>\(escaped($0))</code>" } ?? ""
    html.mark("<section class=\"declaration\">\n<p class=\"kind\">")
    html.mark("\(escaped(declaration.module))\(place)</p>\n<div class=\"listing\"><pre><code>")
    html.mark(joined(highlighter.lines(of: declaration.signature)))
    html.mark("</code></pre></div>\n")
    if !declaration.documentation.isEmpty {
      var renderer = MarkdownRenderer(fragments: Fragments(), anchors: []) { $0 }
      renderer.render(declaration.documentation.documentationAsMarkdown)
      html.mark(renderer.output)
    }
    if declaration.source.utf8.count > declaration.signature.utf8.count + 4 {
      html.mark("<details class=\"fold\"><summary>Source, \(escaped(declaration.file)) line ")
      html.mark("\(declaration.line)</summary><div class=\"listing\"><pre><code>")
      html.mark(joined(highlighter.lines(of: declaration.source)))
      html.mark("</code></pre></div></details>\n")
    }
    html.mark("</section>\n")
  }

  private func joined(_ lines: [HTMLText]) -> HTMLText {
    var html = HTMLText()
    for line in lines {
      html.mark(line)
      html.mark("\n")
    }
    html.dropLast("\n")
    return html
  }
}

extension String {
  /// A documentation comment with its list of parameters as readers know it.
  fileprivate var documentationAsMarkdown: String {
    replacingWords([
      ("- Parameters:", "- **Parameters**"), ("- Parameter ", "- **Parameter** "),
      ("- Returns:", "- **Returns**"), ("- Throws:", "- **Throws**"),
      ("- Complexity:", "- **Complexity**"),
    ])
  }

  private func replacingWords(_ pairs: [(String, String)]) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for (word, marked) in pairs where line.hasPrefix(word) {
        return marked + line.dropFirst(word.count)
      }
      return String(line)
    }.joined(separator: "\n")
  }
}
