import Pages
import Foundation
import Literate

extension MarkdownRenderer {
  /// A line of Markdown, such as a caption, as HTML without a paragraph around it.
  static func line(_ markdown: String) -> String {
    let special = "\\`*_<>[]~&\"'$"
    guard markdown.contains(where: { special.contains($0) }) else { return escaped(markdown) }
    var fragments = Fragments()
    let text = replacingMathematics(in: markdown, &fragments)
    var renderer = MarkdownRenderer(fragments: fragments, anchors: []) { $0 }
    renderer.render(text)
    var html = renderer.output.string
    if html.hasPrefix("<p>"), html.hasSuffix("</p>\n") {
      html = String(html.dropFirst(3).dropLast(5))
    }
    return html
  }

  /// Puts fragments in place of inline mathematics.
  private static func replacingMathematics(
    in markdown: String, _ fragments: inout Fragments
  ) -> String {
    var parts = markdown.components(separatedBy: "$`")
    let first = parts.removeFirst()
    return parts.reduce(into: first) { result, part in
      guard let end = part.range(of: "`$") else { return result += "$`" + part }
      result += fragments.keep(inline: Mathematics.inline(String(part[..<end.lowerBound])))
      result += part[end.upperBound...]
    }
  }
}
