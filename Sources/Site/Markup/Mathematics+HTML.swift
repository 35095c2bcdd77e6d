import Pages
import Literate

/// TeX on its way to KaTeX: without scripts, and without KaTeX, it stands as source in code style.
extension Mathematics {
  /// Mathematics in a line.
  static func inline(_ tex: String) -> String { "<code class=\"tex\">\(escaped(tex))</code>" }

  /// An equation on lines of its own, with its number and anchor where it has a name.
  static func displayed(_ tex: String, name: String?, number: String?) -> String {
    let body = tex.hasSuffix("\n") ? String(tex.dropLast()) : tex
    let code = "<code class=\"tex display\">\(escaped(body))</code>"
    guard let name else { return "<div class=\"equation\">\(code)</div>\n" }
    let id = escaped(identifier(name))
    let mark =
      number.map { "<a class=\"number\" href=\"#\(id)\" aria-label=\"Equation \($0)\">(\($0))</a>" }
    return "<div class=\"equation\" id=\"\(id)\">\(code)\(mark ?? "")</div>\n"
  }
}
