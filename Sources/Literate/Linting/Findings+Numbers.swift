extension Findings {
  /// Numbers in the prose: what the code found must come from the code.
  mutating func checkNumbers() {
    for number in chapter.numbers {
      if !isName(number.name) {
        error(
          number.range.lower, "'\(number.name)' is no name of a recorded number",
          "record(\"test accuracy\", …) is reached as #=test-accuracy")
      }
      if let format = number.format {
        if !isFormat(format) {
          error(
            number.range.lower, "'\(format)' does not say how to write one number",
            "use %d, %.3f, %.2e, %g or the like, with text around it if you wish")
        }
      } else {
        error(
          number.range.lower, "the number does not say how it is written",
          "add a format after the name: (#=\(number.name) \"%.3f\")")
      }
    }
    for prose in chapter.prose where !prose.isLiteral {
      for offsets in decimals(in: prose) {
        let typed = chapter.source.text(in: offsets)
        warning(
          chapter.source.position(at: offsets.lowerBound), "'\(typed)' is typed into the prose",
          "a result is bound to the code, [\(typed)](#=name \"%.3f\"); put <!-- literal --> into "
            + "the paragraph where it is no result")
      }
    }
  }

  /// Numbers with a decimal point or an exponent that stand alone: `0.97` and `1e-3`, not `1.2.3`,
  /// `v1.2`, `x0.5` or a part of an address.
  private func decimals(in prose: Prose) -> [Range<Int>] {
    let bytes = chapter.source.bytes
    let end = prose.range.upper.offset
    var found: [Range<Int>] = []
    var place = prose.range.lower.offset
    while place < end {
      guard isDigit(bytes[place]) else {
        place += 1
        continue
      }
      let start = place
      while place < end, isWord(at: place) || isInnerSign(at: place, end: end) { place += 1 }
      let isInside = start > prose.range.lower.offset && isWord(at: start - 1)
      let before = start > prose.range.lower.offset ? bytes[start - 1] : 0x20
      if !isInside, !glued.contains(before), isDecimal(bytes[start..<place]) {
        found.append(start..<place)
      }
    }
    return found
  }

  /// A point between digits, or a sign in an exponent.
  private func isInnerSign(at place: Int, end: Int) -> Bool {
    let bytes = chapter.source.bytes
    guard place + 1 < end, isDigit(bytes[place + 1]) else { return false }
    if bytes[place] == UInt8(ascii: ".") { return true }
    let isSign = bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+")
    return isSign && (bytes[place - 1] | 0x20) == UInt8(ascii: "e")
  }

  /// Whether the byte belongs to a letter, a digit or an underscore: a dash, a typographic quote or
  /// a sign such as ≈ ends a word, though it takes several bytes.
  private func isWord(at place: Int) -> Bool {
    let bytes = chapter.source.bytes
    guard bytes[place] >= 0x80 else { return isWordByte(bytes[place]) }
    var first = place
    while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    let scalar = String(decoding: bytes[first..<min(first + 4, bytes.count)], as: UTF8.self)
      .unicodeScalars.first
    return scalar?.properties.isAlphabetic ?? false
  }
}

/// Marks that make a number part of something else: an address, a name, a path, an escape.
private let glued: Set<UInt8> = [
  UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "="),
  UInt8(ascii: "\\"), UInt8(ascii: "&"),
]

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte == UInt8(ascii: "_") || isPlainLetter(byte)
}

private func isPlainLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// Whether a word is `12.5`, `1e-3`, `2.5e6` or one of them with a unit right behind it.
private func isDecimal(_ word: ArraySlice<UInt8>) -> Bool {
  var rest = word.drop(while: isDigit)
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst().drop(while: isDigit)
    return !rest.contains(UInt8(ascii: "."))
  }
  guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return false }
  rest = rest.dropFirst()
  if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    rest = rest.dropFirst()
  }
  return !rest.isEmpty && rest.allSatisfy(isDigit)
}

/// Whether a format holds exactly one conversion of a number, as C's printf writes them.
private func isFormat(_ format: String) -> Bool {
  var bytes = Array(format.utf8)[...]
  var conversions = 0
  while let percent = bytes.firstIndex(of: UInt8(ascii: "%")) {
    bytes = bytes[(percent + 1)...]
    if bytes.first == UInt8(ascii: "%") {
      bytes = bytes.dropFirst()
      continue
    }
    bytes = bytes.drop { "-+ 0#'".utf8.contains($0) }.drop(while: isDigit)
    if bytes.first == UInt8(ascii: ".") { bytes = bytes.dropFirst().drop(while: isDigit) }
    guard let conversion = bytes.first, "dfeEgGs".utf8.contains(conversion) else { return false }
    bytes = bytes.dropFirst()
    conversions += 1
  }
  return conversions == 1
}
