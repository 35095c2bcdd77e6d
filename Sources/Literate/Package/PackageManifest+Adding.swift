extension PackageManifest {
  /// The manifest's text with one more chapter, at the end of a part; nil where it has no list of
  /// parts.
  ///
  /// - Parameter part: The part's name. One that there is not yet becomes the last; without a name,
  ///   it is the last there is.
  public func adding(_ chapter: String, to part: String? = nil) -> String? {
    let list = list("parts")
    guard let end = list.last else { return nil }
    let line = quoted(chapter) + ","
    if let bracket = closing(ofPart: part, in: list) {
      return inserting(line, indent: "    ", before: bracket, in: list)
    }
    let new = "\(quoted(part ?? "The book")): [\n    \(line)\n  ],"
    return inserting(new, indent: "  ", before: end, in: list)
  }

  /// The bracket that ends a part's list; of the last part where none is named.
  private func closing(ofPart part: String?, in list: ArraySlice<Int>) -> Int? {
    var name: String?
    var depth = 0
    var found: Int?
    for index in list {
      let text = code.text(code.tokens[index])
      if text == "[" { depth += 1 }
      if text == "]" { depth -= 1 }
      if depth == 1, let literal = code.literal(at: index) { name = literal }
      if depth == 1, text == "]", part == nil || part == name { found = index }
    }
    return found
  }

  /// Puts lines before a closing bracket, on lines of their own.
  private func inserting(
    _ lines: String, indent: String, before bracket: Int, in list: ArraySlice<Int>
  ) -> String {
    let previous = list[list.firstIndex(of: bracket)! - 1]
    let last = code.tokens[previous].range
    var place = code.tokens[bracket].range.lowerBound
    var inserted = "\n\(indent)\(lines)\n\(indent.dropLast(2))"
    let lineStart = code.bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    if code.bytes[lineStart..<place].allSatisfy({ $0 == 0x20 }) {
      place = lineStart
      inserted = "\(indent)\(lines)\n"
    }
    // What stood last gets its comma, and an empty dictionary is written `[:]`.
    let word = code.text(code.tokens[previous])
    let head = code.bytes[..<(word == ":" ? last.lowerBound : last.upperBound)]
    let comma = ["[", ",", ":"].contains(word) ? "" : ","
    return String(decoding: head, as: UTF8.self) + comma
      + String(decoding: code.bytes[last.upperBound..<place], as: UTF8.self) + inserted
      + String(decoding: code.bytes[place...], as: UTF8.self)
  }
}
