/// Pieces of finished HTML that stand in a Markdown text as numbered comments until it is rendered.
///
/// CommonMark carries a comment through unchanged, in running text and on a line of its own, so that
/// whatever the book adds to Markdown can be written beside the parser and not into it.
struct Fragments: Sendable {
  private var pieces: [HTMLText] = []
  private static let opening = Array("<!--@".utf8)
  private static let closing = Array("-->".utf8)

  /// Keeps a piece, and returns what stands for it in the Markdown.
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
