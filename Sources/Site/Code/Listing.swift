import Pages
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

  /// The lines that are folded: the hidden ones, and the blank ones that would otherwise stand alone
  /// at the block's top or end, or two together.
  private static func folded(_ block: Block) -> Set<Int> {
    let lines = block.lines
    var hidden = Set(block.hiddenLines)
    guard hidden.count < lines.count else { return hidden }
    func isBlank(_ index: Int) -> Bool { lines[index].allSatisfy { $0 == " " || $0 == "\t" } }
    for index in block.hiddenLines {
      var start = index
      while start > 0, hidden.contains(start - 1) { start -= 1 }
      let isAfterGap = start == 0 || isBlank(start - 1)
      var next = index + 1
      while isAfterGap, next < lines.count, isBlank(next) {
        hidden.insert(next)
        next += 1
      }
    }
    var last = lines.count - 1
    guard hidden.contains(last) else { return hidden }
    while last >= 0, hidden.contains(last) || isBlank(last) {
      hidden.insert(last)
      last -= 1
    }
    return hidden
  }

  /// Swift, coloured, with its hidden lines folded where they stand.
  static func swift(_ block: Block, by highlighter: Highlighter) -> HTMLText {
    let lines = highlighter.lines(of: block.literal)
    let hidden = folded(block)
    var html = HTMLText()
    var start = 0
    while start < lines.count {
      let isHidden = hidden.contains(start)
      var end = start + 1
      while end < lines.count, hidden.contains(end) == isHidden { end += 1 }
      let count = block.lines[start..<end].count { !$0.allSatisfy(\.isWhitespace) }
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
