import Literate

/// A block of code as a page shows it.
enum Listing {
  /// Code of another language than Swift, or printed text: no colours, and a name for its language.
  static func plain(_ text: String, language: String) -> String {
    var body = text
    if body.hasSuffix("\n") { body.removeLast() }
    let label =
      language.isEmpty || language == "text" ? "" : " data-language=\"\(escaped(language))\""
    return "<div class=\"listing\"\(label)><pre><code>\(escaped(body))</code></pre></div>\n"
  }

  /// Swift, coloured, with its hidden lines folded where they stand.
  static func swift(_ block: Block, by highlighter: Highlighter) -> HTMLText {
    let lines = highlighter.lines(of: block.literal)
    let hidden = Set(block.hiddenLines)
    var html = HTMLText()
    var start = 0
    while start < lines.count {
      let isHidden = hidden.contains(start)
      var end = start + 1
      while end < lines.count, hidden.contains(end) == isHidden { end += 1 }
      let count = end - start
      if isHidden {
        html.mark("<details class=\"hidden\"><summary>\(count) more line\(count == 1 ? "" : "s")")
        html.mark("</summary>")
      }
      html.mark("<pre><code class=\"swift\">")
      for line in lines[start..<end] {
        html.mark(line)
        html.mark("\n")
      }
      html.dropLast("\n")
      html.mark("</code></pre>")
      if isHidden { html.mark("</details>") }
      start = end
    }
    return html
  }
}
