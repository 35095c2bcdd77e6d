extension Lexer {
  /// Begins a string at its quote, the `#` before it already counted and passed.
  mutating func openString(pounds: Int) {
    let start = place - pounds
    let isMultiline = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
    // `""` is an empty string; `"""` opens a long one, and so does `#"""`, except that `#"""#` is
    // a string of one quote.
    if isMultiline, !(pounds > 0 && isClosing(at: place + 2, pounds: pounds, isMultiline: false)) {
      place += 3
      contexts.append(.string(pounds: pounds, isMultiline: true, start: start))
    } else {
      place += 1
      contexts.append(.string(pounds: pounds, isMultiline: false, start: start))
    }
    emit(.string, from: start)
  }

  /// Reads on in a string: up to and including its end, an escape, or an interpolation's opening.
  mutating func continueString(pounds: Int, isMultiline: Bool) {
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      if isClosing(at: place, pounds: pounds, isMultiline: isMultiline) {
        place += (isMultiline ? 3 : 1) + pounds
        contexts.removeLast()
        return emit(.string, from: start)
      }
      if byte == 0x0A, !isMultiline {
        if case .string(_, _, let opened) = contexts.removeLast() {
          unclosed.append(.init(what: "string", offset: opened))
        }
        if place > start { emit(.string, from: start) }
        return
      }
      if byte == UInt8(ascii: "\\"), isEscape(pounds: pounds) {
        if place > start { emit(.string, from: start) }
        return readEscape(pounds: pounds)
      }
      place += 1
    }
    if place > start { emit(.string, from: start) }
  }

  private func isClosing(at index: Int, pounds: Int, isMultiline: Bool) -> Bool {
    let quotes = isMultiline ? 3 : 1
    guard index + quotes + pounds <= bytes.count else { return false }
    for offset in 0..<quotes where bytes[index + offset] != UInt8(ascii: "\"") { return false }
    for offset in 0..<pounds where bytes[index + quotes + offset] != UInt8(ascii: "#") {
      return false
    }
    return true
  }

  /// Whether the backslash at the place has as many `#` after it as the string has around it.
  private func isEscape(pounds: Int) -> Bool {
    (0..<pounds).allSatisfy { peek(1 + $0) == UInt8(ascii: "#") }
  }

  private mutating func readEscape(pounds: Int) {
    let start = place
    place += 1 + pounds
    switch peek() {
    case UInt8(ascii: "("):
      place += 1
      contexts.append(.interpolation(depth: 0, start: start))
      emit(.interpolation, from: start)
    case UInt8(ascii: "u") where peek(1) == UInt8(ascii: "{"):
      while place < bytes.count, ![0x0A, UInt8(ascii: "}"), UInt8(ascii: "\"")].contains(peek()) {
        place += 1
      }
      if peek() == UInt8(ascii: "}") { place += 1 }
      emit(.escape, from: start)
    case 0x0A: emit(.escape, from: start)
    default:
      // Step over one character, not one byte.
      if place < bytes.count { place += 1 }
      while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
      emit(.escape, from: start)
    }
  }

  /// Reads what begins with `#`: a raw string, a regular expression, or a directive.
  mutating func readPound() {
    let start = place
    var pounds = 0
    while peek(pounds) == UInt8(ascii: "#") { pounds += 1 }
    switch peek(pounds) {
    case UInt8(ascii: "\""):
      place += pounds
      openString(pounds: pounds)
    case UInt8(ascii: "/"): readExtendedExpression(pounds: pounds)
    default:
      place += 1
      skipIdentifier()
      emit(.directive, from: start)
    }
  }

  private mutating func readExtendedExpression(pounds: Int) {
    let start = place
    place += pounds + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\") {
        place = min(place + 2, bytes.count)
      } else if bytes[place] == UInt8(ascii: "/"),
        (0..<pounds).allSatisfy({ peek(1 + $0) == UInt8(ascii: "#") })
      {
        place += 1 + pounds
        return emit(.regularExpression, from: start)
      } else {
        place += 1
      }
    }
    unclosed.append(.init(what: "regular expression", offset: start))
    emit(.regularExpression, from: start)
  }

  /// Reads `/…/` where an operand is expected and the line holds its end; says whether it did.
  mutating func readRegularExpression() -> Bool {
    guard expectsOperand, ![0x20, 0x09, 0x0A, 0].contains(peek(1)) else { return false }
    var end = place + 1
    var depth = 0
    while end < bytes.count, bytes[end] != 0x0A {
      switch bytes[end] {
      case UInt8(ascii: "\\"): end += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        // `(/)` passes the operator; the parenthesis was opened outside.
        if depth < 0 { return false }
      case UInt8(ascii: "/"):
        guard !isBlank(bytes[end - 1]) else { return false }
        let start = place
        place = end + 1
        emit(.regularExpression, from: start)
        return true
      default: break
      }
      end += 1
    }
    return false
  }

  /// Whether an operand, not an operator between two, can stand at the place.
  private var expectsOperand: Bool {
    guard let previous else { return true }
    switch previous.kind {
    case .operator:
      // After `x!` or `x?` a slash divides.
      return ![UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[previous.range.lowerBound])
        || previous.range.count > 1
    case .keyword:
      let text = String(decoding: bytes[previous.range], as: UTF8.self)
      // `func /` and `operator /` name the operator.
      return !["self", "Self", "super", "nil", "true", "false", "func", "operator", "any"]
        .contains(text)
    case .punctuation:
      return [
        UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: ";"),
      ].contains(bytes[previous.range.lowerBound])
    case .interpolation: return bytes[previous.range.lowerBound] == UInt8(ascii: "\\")
    default: return startsLine
    }
  }

  private var startsLine: Bool { tokens.last?.kind == .newline }
}
