/// HTML while it is being written. Text goes in escaped; marks go in as they are.
///
/// Bytes and not characters: a site is megabytes, and is made again after every edit.
struct HTMLText: Sendable {
  private(set) var bytes: [UInt8] = []

  init() {}

  /// Adds marks, or text that is HTML already.
  mutating func mark(_ html: String) { bytes += html.utf8 }

  /// Adds what another writer wrote.
  mutating func mark(_ html: HTMLText) { bytes += html.bytes }

  /// Adds HTML in bytes.
  mutating func mark(_ html: some Collection<UInt8>) { bytes += html }

  /// Adds text, escaped.
  mutating func text(_ text: String) { escape(text.utf8) }

  /// Adds text in UTF-8, escaped.
  mutating func text(_ text: ArraySlice<UInt8>) { escape(text) }

  /// Takes back what was written after the first bytes.
  mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }

  /// Takes back an ending, where the text ends so.
  mutating func dropLast(_ ending: String) {
    if bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      bytes.removeLast(ending.utf8.count)
    }
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func escape(_ text: some Collection<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
  }
}

/// Text with the characters replaced that HTML reads as marks; fit for attributes in double quotes.
func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else {
    return text
  }
  var html = HTMLText()
  html.text(text)
  return html.string
}

/// Text between two tags of an element: `element("em", "a < b")`.
func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

/// A name that can be an `id`: no spaces, quotes or angle brackets.
func identifier(_ name: String) -> String {
  name.filter { !"<>\"'&".contains($0) && !$0.isWhitespace }
}

/// Text without its tags, entities kept: for a title made of a heading's HTML.
func withoutTags(_ html: String) -> String {
  var isInTag = false
  return html.filter { character in
    if character == "<" { isInTag = true }
    defer { if character == ">" { isInTag = false } }
    return !isInTag
  }
}
