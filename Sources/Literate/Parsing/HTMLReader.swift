/// Takes raw HTML apart: the opening tags, and the text between tags. Comments are passed over.
struct HTMLReader {
  private(set) var tags: [HTMLTag] = []
  /// The text between tags, where there is any.
  private(set) var texts: [Range<Int>] = []
  private let source: SourceText
  private var place: Int
  private let end: Int

  /// Reads what stands at these offsets of the file, once from one end to the other.
  init(_ offsets: Range<Int>, in source: SourceText) {
    self.source = source
    place = offsets.lowerBound
    end = offsets.upperBound
    var text = place
    while place < end {
      guard source.bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      let start = place
      guard skipTag() else {
        place = start + 1
        continue
      }
      keepText(text..<start)
      text = place
    }
    keepText(text..<end)
  }

  private mutating func keepText(_ offsets: Range<Int>) {
    let text = source.trimmedLines(offsets)
    if !text.isEmpty { texts.append(text) }
  }

  /// Steps over a comment or a tag, and keeps a tag that opens an element; false where neither
  /// stands here.
  private mutating func skipTag() -> Bool {
    let start = place
    if source.bytes[start..<end].starts(with: "<!--".utf8) {
      place = source.firstOffset(of: "-->", in: min(start + 4, end)..<end).map { $0 + 3 } ?? end
      return true
    }
    place += 1
    let isClosing = current == UInt8(ascii: "/")
    if isClosing { place += 1 }
    let name = word()
    guard name.first?.isLetter == true else { return false }
    var attributes: [HTMLTag.Attribute] = []
    while let byte = current, byte != UInt8(ascii: ">") {
      if let attribute = attribute() { attributes.append(attribute) } else { place += 1 }
    }
    if place < end { place += 1 }
    if !isClosing {
      tags.append(
        HTMLTag(name: name, attributes: attributes, range: source.range(start..<place)))
    }
    return true
  }

  private var current: UInt8? { place < end ? source.bytes[place] : nil }

  /// The letters, digits and hyphens at the place, in lower case.
  private mutating func word() -> String {
    let start = place
    while let byte = current, isPlain(byte) { place += 1 }
    return source.text(in: start..<place).lowercased()
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }

  private mutating func attribute() -> HTMLTag.Attribute? {
    let name = word()
    guard !name.isEmpty else { return nil }
    guard current == UInt8(ascii: "=") else {
      return HTMLTag.Attribute(name: name, value: "", range: source.range(place..<place))
    }
    place += 1
    var start = place
    let value: Range<Int>
    if let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start += 1
      place += 1
      while let byte = current, byte != quote { place += 1 }
      value = start..<place
      if place < end { place += 1 }
    } else {
      while let byte = current, !isSpace(byte), byte != UInt8(ascii: ">") { place += 1 }
      value = start..<place
    }
    return HTMLTag.Attribute(
      name: name, value: source.text(in: value), range: source.range(value))
  }

  private func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: "\n") }
}
