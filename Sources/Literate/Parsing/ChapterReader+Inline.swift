extension ChapterReader {
  /// Takes one inline element into the chapter.
  mutating func read(_ element: InlineReader.Element, of leaf: LeafText, isLiteral: Bool) {
    func range(_ inside: Range<Int>) -> SourceRange { source.range(leaf.offsets(inside)) }
    switch element {
    case .text(let inside):
      for part in splittingCitations(inside, of: leaf) {
        prose.append(Prose(range: range(part), isLiteral: isLiteral))
      }
    case .code(let literal, let whole, let isMathematics):
      guard isMathematics else { return }
      mathematics.append(
        Mathematics(tex: literal, isBlock: false, name: nil, range: range(whole)))
    case .html(_, let whole):
      directives.read(leaf.offsets(whole), isInline: true)
      readTags(leaf.offsets(whole), isBlock: false, isLiteral: isLiteral)
    case .link(let url, let title, let plain, let whole, let visible):
      readLink(
        url, title: title, plain: plain, whole: range(whole), visible: range(visible), of: leaf)
    case .image(let url, let plain, let whole):
      links.append(Link(destination: url, text: plain, isImage: true, range: range(whole)))
    case .footnote(let whole):
      let name = String(decoding: leaf.bytes[whole].dropFirst(2).dropLast(), as: UTF8.self)
      footnotes.append(Footnote(name: name, range: range(whole)))
    }
  }

  private mutating func readLink(
    _ url: String, title: String, plain: String, whole: SourceRange, visible: SourceRange,
    of leaf: LeafText
  ) {
    if url.hasPrefix("#=") {
      numbers.append(
        BoundNumber(
          name: String(url.dropFirst(2)), text: plain, format: title.isEmpty ? nil : title,
          range: whole, textRange: visible))
    } else if url.hasPrefix("#"), url.utf8.count > 1 {
      let target = String(url.dropFirst())
      let kind = Reference.Kind(target: target)
      references.append(Reference(kind: kind, target: target, range: whole, textRange: visible))
      if kind == .exercise { promptStarts.append((target, leaf.whole.lowerBound)) }
    } else {
      links.append(Link(destination: url, text: plain, isImage: false, range: whole))
    }
  }

  /// Takes `[^kingma2015]` out of running text. Marks that have their text in the chapter are
  /// elements of their own; what is left in the text names an entry of the bibliography.
  private mutating func splittingCitations(_ text: Range<Int>, of leaf: LeafText) -> [Range<Int>] {
    let bytes = leaf.bytes
    var parts: [Range<Int>] = []
    var start = text.lowerBound
    var place = start
    while place + 2 < text.upperBound {
      let opens = bytes[place] == UInt8(ascii: "[") && bytes[place + 1] == UInt8(ascii: "^")
      let isEscaped = place > 0 && bytes[place - 1] == UInt8(ascii: "\\")
      guard opens, !isEscaped,
        let end = bytes[place + 2..<text.upperBound].firstIndex(of: UInt8(ascii: "]")),
        end > place + 2,
        !bytes[place + 2..<end].contains(where: { isBlank($0) || $0 == UInt8(ascii: "[") })
      else {
        place += 1
        continue
      }
      let key = String(decoding: bytes[place + 2..<end], as: UTF8.self)
      citations.append(Citation(key: key, range: source.range(leaf.offsets(place..<end + 1))))
      if place > start { parts.append(start..<place) }
      start = end + 1
      place = start
    }
    if start < text.upperBound { parts.append(start..<text.upperBound) }
    return parts
  }
}

extension Reference.Kind {
  /// The kind of reference that a target asks for.
  init(target: String) {
    if target.hasPrefix("fig-") {
      self = .figure
    } else if target.hasPrefix("tab-") {
      self = .table
    } else if target.hasPrefix("eq-") {
      self = .equation
    } else if target.hasPrefix("ex-") {
      self = .exercise
    } else if target.hasPrefix("ch"), target.utf8.count == 4,
      target.utf8.dropFirst(2).allSatisfy({ (0x30...0x39).contains($0) })
    {
      self = .chapter
    } else {
      self = .section
    }
  }
}
