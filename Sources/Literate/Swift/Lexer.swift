/// Blanks as Swift has them: space, tab, vertical tab, form feed, carriage return.
private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || (0x0B...0x0D).contains(byte)
}

/// Cuts Swift code into tokens, byte by byte, in one pass.
///
/// Strings and code nest through interpolation, so the lexer keeps a stack of what it is inside of;
/// nothing recurses.
struct Lexer {
  let bytes: [UInt8]
  var place = 0
  var tokens: [Token] = []
  var unclosed: [SwiftCode.Unclosed] = []
  /// What encloses the place, outermost first; empty in plain code.
  var contexts: [Context] = []
  /// The last token that was neither blank nor a comment.
  var previous: Token?

  enum Context {
    /// Inside a string with so many `#` around it, from where it starts.
    case string(pounds: Int, isMultiline: Bool, start: Int)
    /// Inside `\( … )`, with so many parentheses open since.
    case interpolation(depth: Int, start: Int)
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 3)
  }

  mutating func run() {
    while place < bytes.count {
      if case .string(let pounds, let isMultiline, _) = contexts.last {
        continueString(pounds: pounds, isMultiline: isMultiline)
      } else {
        readCode()
      }
    }
    for context in contexts {
      switch context {
      case .string(_, _, let start): unclosed.append(.init(what: "string", offset: start))
      case .interpolation(_, let start):
        unclosed.append(.init(what: "interpolation", offset: start))
      }
    }
  }

  /// The byte so far ahead of the place, or zero past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    place + distance < bytes.count ? bytes[place + distance] : 0
  }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    let token = Token(kind: kind, range: start..<place)
    tokens.append(token)
    if token.isSignificant { previous = token }
  }

  private mutating func readCode() {
    let start = place
    let byte = bytes[place]
    switch byte {
    case 0x0A:
      place += 1
      emit(.newline, from: start)
    case 0x20, 0x09, 0x0B, 0x0C, 0x0D:
      while isSpace(peek()) { place += 1 }
      emit(.space, from: start)
    case UInt8(ascii: "\""): openString(pounds: 0)
    case UInt8(ascii: "#"): readPound()
    case UInt8(ascii: "@"):
      place += 1
      skipIdentifier()
      emit(.attribute, from: start)
    case UInt8(ascii: "`"): readQuotedIdentifier()
    case 0x30...0x39: readNumber()
    case UInt8(ascii: "("), UInt8(ascii: ")"): readParenthesis(byte)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"):
      place += 1
      emit(.punctuation, from: start)
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): readLineComment()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): readBlockComment()
    case UInt8(ascii: "/") where readRegularExpression(): break
    default:
      if isIdentifierByte(at: place) { return readWord() }
      if operatorLength(at: place) > 0 { return readOperator() }
      place += 1
      while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
      emit(.unknown, from: start)
    }
  }

  private mutating func readParenthesis(_ byte: UInt8) {
    let start = place
    place += 1
    if case .interpolation(let depth, let opened) = contexts.last {
      if byte == UInt8(ascii: ")"), depth == 0 {
        contexts.removeLast()
        return emit(.interpolation, from: start)
      }
      let change = byte == UInt8(ascii: "(") ? 1 : -1
      contexts[contexts.count - 1] = .interpolation(depth: depth + change, start: opened)
    }
    emit(.punctuation, from: start)
  }

  private mutating func readLineComment() {
    let start = place
    // `////` is a ruler, not documentation.
    let isDocumentation = peek(2) == UInt8(ascii: "/") && peek(3) != UInt8(ascii: "/")
    while place < bytes.count, bytes[place] != 0x0A { place += 1 }
    emit(isDocumentation ? .documentation : .comment, from: start)
  }

  private mutating func readBlockComment() {
    let start = place
    let isDocumentation = peek(2) == UInt8(ascii: "*") && peek(3) != UInt8(ascii: "/")
    place += 2
    var depth = 1
    while depth > 0, place < bytes.count {
      switch (bytes[place], peek(1)) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        place += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        place += 2
      default: place += 1
      }
    }
    if depth > 0 { unclosed.append(.init(what: "comment", offset: start)) }
    emit(isDocumentation ? .documentation : .comment, from: start)
  }

  private mutating func readOperator() {
    let start = place
    if peek() == UInt8(ascii: "."), place + 1 == bytes.count || operatorLength(at: place + 1) == 0 {
      place += 1
      return emit(.punctuation, from: start)
    }
    let startsWithDot = peek() == UInt8(ascii: ".")
    while place < bytes.count {
      let byte = bytes[place]
      // A dot joins an operator only where the operator begins with one; a comment ends it.
      if byte == UInt8(ascii: "."), !startsWithDot { break }
      if byte == UInt8(ascii: "/"), place > start,
        peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*")
      {
        break
      }
      let length = byte == UInt8(ascii: ".") ? 1 : operatorLength(at: place)
      guard length > 0 else { break }
      place += length
    }
    emit(.operator, from: start)
  }
}
