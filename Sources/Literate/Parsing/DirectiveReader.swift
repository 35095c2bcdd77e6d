/// Reads directives from HTML comments.
struct DirectiveReader {
  let source: SourceText
  let file: String
  private(set) var directives: [Directive] = []
  private(set) var problems: [Diagnostic] = []

  init(source: SourceText, file: String) {
    self.source = source
    self.file = file
  }

  /// Reads all comments between two offsets of the file; returns what they say.
  @discardableResult
  mutating func read(_ offsets: Range<Int>, isInline: Bool) -> [Directive] {
    var found: [Directive] = []
    var place = offsets.lowerBound
    while let opening = source.firstOffset(of: "<!--", in: place..<offsets.upperBound) {
      let inside = opening + 4
      guard let closing = source.firstOffset(of: "-->", in: inside..<offsets.upperBound) else {
        break
      }
      place = closing + 3
      if let kind = kind(of: source.trimmedLines(inside..<closing)) {
        found.append(
          Directive(kind: kind, range: source.range(opening..<place), isInline: isInline))
      }
    }
    directives += found
    return found
  }

  /// What a comment says to the build; nil for an ordinary comment.
  private mutating func kind(of offsets: Range<Int>) -> Directive.Kind? {
    let text = source.text(in: offsets)
    if text == "literal" { return .literal }
    if text.hasPrefix("#") {
      let name = String(text.dropFirst())
      // A name has no spaces: `<!-- # a remark -->` is a remark.
      return name.isEmpty || name.contains(where: \.isWhitespace) ? nil : .name(name)
    }
    guard let colon = source.bytes[offsets].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let keyword = source.text(in: source.trimmed(offsets.lowerBound..<colon))
    let rest = source.trimmedLines(colon + 1..<offsets.upperBound)
    switch keyword {
    case "chapter": return .chapter(synopsis(rest))
    case "out": return .out(block: source.text(in: rest))
    default:
      if let meant = nearest(to: keyword, in: ["chapter", "out"]), !keyword.contains(" ") {
        report(
          offsets.lowerBound, "unknown directive '\(keyword)'", "did you mean '\(meant)'?")
      }
      return nil
    }
  }

  mutating func concepts(_ offsets: Range<Int>) -> [Concept] {
    source.split(offsets, at: UInt8(ascii: ",")).compactMap { part in
      let name = source.text(in: part)
      guard !name.isEmpty else { return nil }
      if !isName(name) {
        report(
          part.lowerBound, "'\(name)' is no name of a concept",
          "write it in lower case with hyphens, such as learning-rate; commas part concepts")
      }
      return Concept(name: name, range: source.range(part))
    }
  }

  mutating func report(_ offset: Int, _ message: String, _ help: String?) {
    let place = source.position(at: offset)
    problems.append(
      Diagnostic(.error, file: file, line: place.line, column: place.column, message, help: help))
  }
}

/// Whether a word is formed like the names of the book: lower case, digits and hyphens.
func isName(_ word: String) -> Bool {
  guard let first = word.utf8.first, isLowerOrDigit(first) else { return false }
  return word.utf8.allSatisfy { isLowerOrDigit($0) || $0 == UInt8(ascii: "-") }
}

private func isLowerOrDigit(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
}

extension SourceText {
  /// The first place of a short ASCII word between two offsets.
  func firstOffset(of word: StaticString, in offsets: Range<Int>) -> Int? {
    word.withUTF8Buffer { word in
      guard offsets.count >= word.count else { return nil }
      for start in offsets.lowerBound...offsets.upperBound - word.count
      where bytes[start] == word[0] {
        if (1..<word.count).allSatisfy({ bytes[start + $0] == word[$0] }) { return start }
      }
      return nil
    }
  }

  /// Offsets without blanks and line ends on either side.
  func trimmedLines(_ offsets: Range<Int>) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: "\n") }
    var (low, high) = (offsets.lowerBound, offsets.upperBound)
    while low < high, isSpace(bytes[low]) { low += 1 }
    while high > low, isSpace(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  /// The stretches between separators, trimmed; empty ones too.
  func split(_ offsets: Range<Int>, at separator: UInt8) -> [Range<Int>] {
    bytes[offsets].split(separator: separator, omittingEmptySubsequences: false)
      .map { trimmedLines($0.startIndex..<$0.endIndex) }
  }
}
