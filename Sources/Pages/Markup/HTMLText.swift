/// HTML while it is being written. Text goes in escaped; marks go in as they are.
///
/// Bytes and not characters: a site is megabytes, and is made again after every edit.
package struct HTMLText: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Begins with marks.
  package init(_ html: String) { mark(html) }

  /// Adds marks, or text that is HTML already.
  package mutating func mark(_ html: String) { bytes += html.utf8 }

  /// Adds what another writer wrote.
  package mutating func mark(_ html: HTMLText) { bytes += html.bytes }

  /// Adds HTML in bytes.
  package mutating func mark(_ html: some Collection<UInt8>) { bytes += html }

  /// Adds text, escaped.
  package mutating func text(_ text: String) { escape(text.utf8) }

  /// Adds text in UTF-8, escaped.
  package mutating func text(_ text: ArraySlice<UInt8>) { escape(text) }

  /// Adds code, in which quotation marks are many and may stay: it stands in no attribute.
  package mutating func code(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      default: bytes.append(byte)
      }
    }
  }

  /// Takes back what was written after the first bytes.
  package mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }

  /// Takes back an ending, where the text ends so.
  package mutating func dropLast(_ ending: String) {
    if bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      bytes.removeLast(ending.utf8.count)
    }
  }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

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
package func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else {
    return text
  }
  var html = HTMLText()
  html.text(text)
  return html.string
}

/// Text between two tags of an element: `element("em", "a < b")`.
package func element(_ name: String, _ text: String) -> String {
  "<\(name)>\(escaped(text))</\(name)>"
}

/// A name that can be an `id`: no spaces, quotes or angle brackets.
package func identifier(_ name: String) -> String {
  name.filter { !"<>\"'&".contains($0) && !$0.isWhitespace }
}

/// A link to the place itself, shown beside it.
package func anchorLink(_ anchor: String, _ what: String) -> String {
  "<a class=\"anchor\" href=\"#\(escaped(anchor))\" aria-label=\"Link to \(escaped(what))\">#</a>"
}
