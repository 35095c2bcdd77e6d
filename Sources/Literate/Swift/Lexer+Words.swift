extension Lexer {
  /// Reads a name or a keyword.
  mutating func readWord() {
    let start = place
    skipIdentifier()
    emit(kindOfWord(start..<place), from: start)
  }

  /// Reads `` `class` ``.
  mutating func readQuotedIdentifier() {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "`"), bytes[place] != 0x0A {
      place += 1
    }
    if peek() == UInt8(ascii: "`") { place += 1 }
    emit(.identifier, from: start)
  }

  mutating func skipIdentifier() {
    while place < bytes.count, isIdentifierByte(at: place) || (0x30...0x39).contains(bytes[place]) {
      place += 1
      while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
    }
  }

  private func kindOfWord(_ range: Range<Int>) -> Token.Kind {
    let first = bytes[range.lowerBound]
    if (0x41...0x5A).contains(first) {
      let text = String(decoding: bytes[range], as: UTF8.self)
      return text == "Self" || text == "Any" ? .keyword : .typeName
    }
    guard range.count <= 15, (0x61...0x7A).contains(first) else { return .identifier }
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard keywords.contains(text) else { return .identifier }
    if let previous, previous.kind == .punctuation {
      switch bytes[previous.range.lowerBound] {
      case UInt8(ascii: "."):
        // A member may have any name; only these two keep their meaning.
        return text == "self" || text == "init" ? .keyword : .identifier
      case UInt8(ascii: "("), UInt8(ascii: ","):
        if labels.contains(text) { return .identifier }
      default: break
      }
    }
    return .keyword
  }

  mutating func readNumber() {
    let start = place
    let isHexadecimal = peek() == UInt8(ascii: "0") && peek(1) == UInt8(ascii: "x")
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    while place < bytes.count {
      let byte = bytes[place]
      let isExponent =
        isHexadecimal
        ? byte == UInt8(ascii: "p") || byte == UInt8(ascii: "P")
        : byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
      if isExponent, peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+"), isDigit(peek(2))
      {
        place += 2
      } else if byte == UInt8(ascii: ".") {
        guard isDigit(peek(1)) else { break }
        place += 1
      } else if byte == UInt8(ascii: "_") || isDigit(byte)
        || byte < 0x80 && isIdentifierByte(at: place)
      {
        place += 1
      } else {
        break
      }
    }
    emit(.number, from: start)
  }

  /// Whether the byte begins a character that names may contain (digits apart).
  func isIdentifierByte(at index: Int) -> Bool {
    let byte = bytes[index]
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): return true
    case 0x80...: return operatorLength(at: index) == 0
    default: return false
    }
  }

  /// The length of the operator character at an index, or zero where there is none.
  func operatorLength(at index: Int) -> Int {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"),
      UInt8(ascii: "~"), UInt8(ascii: "?"), UInt8(ascii: "."):
      return 1
    case 0xC2, 0xC3:
      guard index + 1 < bytes.count else { return 0 }
      let scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
      return latinOperators.contains(scalar) ? 2 : 0
    case 0xE2, 0xE3:
      guard index + 2 < bytes.count else { return 0 }
      let scalar =
        UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F)
      return operatorBlocks.contains { $0.contains(scalar) } ? 3 : 0
    default: return 0
    }
  }
}

private let latinOperators: Set<UInt32> = [
  0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0, 0xB1, 0xB6, 0xBB, 0xBF,
  0xD7, 0xF7,
]

private let operatorBlocks: [ClosedRange<UInt32>] = [
  0x2016...0x2017, 0x2020...0x2027, 0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E,
  0x2190...0x23FF, 0x2500...0x2775, 0x2794...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3003,
  0x3008...0x3020, 0x3030...0x3030,
]

/// Words that mean nothing special after `(` or a comma: there they label an argument.
private let labels: Set<String> = [
  "for", "in", "if", "while", "where", "return", "switch", "guard", "do", "catch", "defer", "else",
  "default", "func", "struct", "class", "enum", "protocol", "extension", "import", "operator",
  "repeat", "throw", "throws", "as", "is", "break", "continue", "subscript", "init", "static",
  "private", "public", "internal", "typealias",
]

private let keywords: Set<String> = [
  "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch",
  "class", "consuming", "continue", "convenience", "default", "defer", "deinit", "do", "each",
  "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "get",
  "guard", "if", "import", "in", "indirect", "infix", "init", "inout", "internal", "is", "isolated",
  "lazy", "let", "macro", "mutating", "nil", "nonisolated", "nonmutating", "open", "operator",
  "optional", "override", "package", "postfix", "precedencegroup", "prefix", "private", "protocol",
  "public", "repeat", "required", "rethrows", "return", "self", "sending", "set", "some", "static",
  "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias",
  "unowned", "var", "weak", "where", "while",
]
