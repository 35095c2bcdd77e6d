import Pages

/// Pieces of finished HTML that stand in a Markdown text as numbered tags until it is rendered.
///
/// CommonMark carries HTML through unchanged, so that whatever the book adds to Markdown can be
/// written beside the parser and not into it. A comment stands for a piece on lines of its own. In
/// running text a pair of tags does: a comment, and a tag that is alone on its line, at the start of
/// a paragraph would make all of it HTML.
struct Fragments: Sendable {
  private var pieces: [HTMLText] = []
  private static let opening = Array("<!--@".utf8)
  private static let closing = Array("-->".utf8)

  /// Keeps a piece of running text, and returns what stands for it in the Markdown.
  mutating func keep(inline html: String) -> String {
    var piece = HTMLText()
    piece.mark(html)
    pieces.append(piece)
    return "<piece-\(pieces.count - 1)></piece-\(pieces.count - 1)>"
  }

  /// The piece that a tag in running text stands for; nothing where it is the end of a pair, nil
  /// where the tag is the author's.
  func piece(for tag: String) -> HTMLText? {
    if tag.hasPrefix("</piece-") { return HTMLText() }
    guard tag.hasPrefix("<piece-"), tag.hasSuffix(">"),
      let index = Int(tag.dropFirst(7).dropLast()),
      pieces.indices.contains(index)
    else { return nil }
    return pieces[index]
  }

  /// Keeps a piece on lines of its own, and returns what stands for it in the Markdown.
  mutating func keep(_ piece: HTMLText) -> String {
    pieces.append(piece)
    return "<!--@\(pieces.count - 1)-->"
  }

  mutating func keep(_ html: String) -> String {
    var piece = HTMLText()
    piece.mark(html)
    return keep(piece)
  }

  /// Writes raw HTML of the author's, the pieces in their places and other comments left out.
  func write(_ html: String, to output: inout HTMLText) {
    let bytes = Array(html.utf8)
    var place = 0
    while place < bytes.count {
      guard let start = Fragments.find("<!--", in: bytes, from: place) else { break }
      output.mark(bytes[place..<start])
      guard let end = Fragments.find("-->", in: bytes, from: start + 4) else { return }
      if bytes[start...].starts(with: Fragments.opening) {
        let number = String(decoding: bytes[(start + 5)..<end], as: UTF8.self)
        if let index = Int(number), pieces.indices.contains(index) { output.mark(pieces[index]) }
      }
      place = end + 3
    }
    output.mark(bytes[min(place, bytes.count)...])
  }

  private static func find(_ word: String, in bytes: [UInt8], from start: Int) -> Int? {
    let word = Array(word.utf8)
    guard start + word.count <= bytes.count else { return nil }
    return (start...(bytes.count - word.count)).first {
      bytes[$0] == word[0] && bytes[$0...].starts(with: word)
    }
  }
}
