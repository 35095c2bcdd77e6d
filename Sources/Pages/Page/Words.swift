/// A piece of a sentence that the book itself says on its pages, with the few marks it needs: each
/// sentence is written once, and either edition prints it.
package indirect enum Words: Equatable, Sendable {
  case text(String)
  /// What is typed in a terminal, or stands in code.
  case code(String)
  case strong([Words])
  /// `to` is the address from a page of Book/.
  case link(String, to: String)
}

extension [Words] {
  /// The sentence for the Markdown edition.
  package var markdown: String {
    map { piece in
      switch piece {
      case .text(let text): MarkdownText.escaped(text)
      case .code(let text): "`\(text)`"
      case .strong(let words): "**\(words.markdown)**"
      case .link(let text, let target): "[\(MarkdownText.escaped(text))](\(target))"
      }
    }.joined()
  }

  /// The sentence for the HTML edition.
  package var html: String {
    map { piece in
      switch piece {
      case .text(let text): escaped(text)
      case .code(let text): element("code", text)
      case .strong(let words): "<strong>\(words.html)</strong>"
      case .link(let text, let target):
        "<a href=\"\(escaped(siteAddress(target)))\">\(escaped(text))</a>"
      }
    }.joined()
  }
}
