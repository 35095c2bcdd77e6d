import Pages
import Literate

/// Cuts Swift into lines of HTML in which each kind of token has its class.
///
/// Words that have a meaning of their own are `<b>`, keywords without a class, comments are `<i>`,
/// what is called `<em>`, numbers `<u>`: short marks, since code is half of a page's weight, and a
/// browser without style sheets still tells them apart. A name is a link where it stands first:
/// whoever goes by the Tab key meets each once, and a page of code is a tenth lighter. What kind of
/// name it is the style sheet tells by where it leads.
struct Highlighter {
  /// Where a name leads, by its token and the place of the token in the code.
  var link: (Token, Int, SwiftCode) -> String? = { _, _, _ in nil }
  /// The place of a chunk, for the line that includes it.
  var chunk: (String) -> String? = { _ in nil }

  /// The lines of a text, without their line ends.
  func lines(of text: String) -> [HTMLText] {
    let code = SwiftCode(text)
    var lines = [HTMLText()]
    var linked: Set<String> = []
    var open: (opening: String, closing: String) = ("", "")
    func close() {
      lines[lines.count - 1].mark(open.closing)
      open = ("", "")
    }
    for (index, token) in code.tokens.enumerated() {
      if token.kind == .newline {
        close()
        lines.append(HTMLText())
        continue
      }
      let mark = mark(of: token, at: index, in: code, &linked)
      // A comment or a string may go over several lines; its mark is closed at each end.
      let pieces = code.bytes[token.range].split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (number, piece) in pieces.enumerated() {
        if number > 0 {
          close()
          lines.append(HTMLText())
        }
        guard !piece.isEmpty else { continue }
        // The pieces of a string share its mark.
        if open.opening != mark.opening {
          close()
          open = mark
          lines[lines.count - 1].mark(mark.opening)
        }
        lines[lines.count - 1].code(piece)
      }
    }
    close()
    if let last = lines.last, last.bytes.isEmpty { lines.removeLast() }
    return lines
  }

  private func mark(
    of token: Token, at index: Int, in code: SwiftCode, _ known: inout Set<String>
  ) -> (opening: String, closing: String) {
    // The marks are short ones, since a chapter holds thousands of them.
    func bold(_ name: String) -> (String, String) { ("<b class=\(name)>", "</b>") }
    let type = ("<var>", "</var>")
    switch token.kind {
    case .keyword: return ("<b>", "</b>")
    case .directive: return bold("d")
    case .attribute: return bold("a")
    case .number: return ("<u>", "</u>")
    case .string, .regularExpression: return ("<samp>", "</samp>")
    case .escape, .interpolation: return bold("e")
    case .comment:
      if let place = includedChunk(code.text(token)).flatMap(chunk) {
        return ("<a class=chunk href=\"\(escaped(place))\">", "</a>")
      }
      return ("<i>", "</i>")
    case .documentation: return ("<i class=doc>", "</i>")
    case .typeName: return linked(token, index, code, type, &known) ?? type
    case .identifier:
      let called = ("<em>", "</em>")
      let plain = isCalled(after: index, in: code) ? called : ("", "")
      return linked(token, index, code, called, &known) ?? plain
    case .operator, .punctuation, .space, .newline, .unknown: return ("", "")
    }
  }

  private func linked(
    _ token: Token, _ index: Int, _ code: SwiftCode, _ again: (String, String),
    _ known: inout Set<String>
  ) -> (opening: String, closing: String)? {
    guard let place = link(token, index, code) else { return nil }
    guard known.insert(place).inserted else { return again }
    return ("<a href=\"\(escaped(place))\">", "</a>")
  }

  private func isCalled(after index: Int, in code: SwiftCode) -> Bool {
    let next = index + 1
    guard next < code.tokens.count, code.tokens[next].kind == .punctuation else { return false }
    return code.bytes[code.tokens[next].range.lowerBound] == UInt8(ascii: "(")
  }
}

/// The chunk that a comment asks for: `// <<name>>`.
func includedChunk(_ comment: String) -> String? {
  guard let start = comment.firstRange(of: "<<"), comment.hasSuffix(">>"),
    comment[..<start.lowerBound].allSatisfy({ $0 == "/" || $0 == " " })
  else { return nil }
  return comment[start.upperBound...].dropLast(2).trimmingSpaces
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
