/// Numbers with decimals that somebody typed into a text.
struct TypedNumbers {
  private let bytes: [UInt8]
  private let offsets: Range<Int>

  init(_ source: SourceText, in offsets: Range<Int>) {
    bytes = source.bytes
    self.offsets = offsets
  }

  /// Where they stand: `0.97`, `.97`, `0,97`, `1e-3`, also with a unit right behind; not `1.2.3`,
  /// `v1.2`, `x0.5`, `10,000`, a list such as `1,2,3`, or a part of an address.
  var decimals: [Range<Int>] {
    var found: [Range<Int>] = []
    var place = offsets.lowerBound
    while place < offsets.upperBound {
      guard isDigit(bytes[place]) || isPoint(place) else {
        place += 1
        continue
      }
      let start = place
      place += 1
      while place < offsets.upperBound, isWord(at: place) || isInnerSign(at: place) { place += 1 }
      let before = start > offsets.lowerBound ? bytes[start - 1] : 0x20
      let isInside = start > offsets.lowerBound && isWord(at: start - 1)
      if !isInside, !glued.contains(before), isDecimal(bytes[start..<place]) {
        found.append(start..<place)
      }
    }
    return found
  }

  /// A point with a digit behind it.
  private func isPoint(_ place: Int) -> Bool {
    bytes[place] == UInt8(ascii: ".") && place + 1 < offsets.upperBound && isDigit(bytes[place + 1])
  }

  /// A point or comma between digits, or a sign in an exponent.
  private func isInnerSign(at place: Int) -> Bool {
    guard place + 1 < offsets.upperBound, isDigit(bytes[place + 1]) else { return false }
    switch bytes[place] {
    case UInt8(ascii: "."): return true
    case UInt8(ascii: ","): return isDigit(bytes[place - 1])
    case UInt8(ascii: "-"), UInt8(ascii: "+"): return bytes[place - 1] | 0x20 == UInt8(ascii: "e")
    default: return false
    }
  }

  /// Whether the byte belongs to a letter, a digit or an underscore: a dash, a typographic quote or
  /// a sign such as ≈ ends a word, though it takes several bytes.
  private func isWord(at place: Int) -> Bool {
    let byte = bytes[place]
    guard byte >= 0x80 else {
      return isDigit(byte) || byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte | 0x20)
    }
    var first = place
    while first > 0, place - first < 4, bytes[first] & 0xC0 == 0x80 { first -= 1 }
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

/// Whether a word of digits and signs holds a decimal.
private func isDecimal(_ word: ArraySlice<UInt8>) -> Bool {
  let groups = word.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  return groups.contains(where: hasPointOrExponent) || isParted(groups)
}

/// Whether two groups of digits are the two sides of a decimal comma, and not thousands: those come
/// in threes, and do not begin with a zero.
private func isParted(_ groups: [ArraySlice<UInt8>]) -> Bool {
  guard groups.count == 2 else { return false }
  let (whole, part) = (groups[0], groups[1].prefix(while: isDigit))
  guard whole.allSatisfy(isDigit), !part.isEmpty else { return false }
  return part.count != 3 || whole.count > 3 || whole.first == UInt8(ascii: "0")
}

/// Whether a word is `12.5`, `.5`, `1e-3`, `2.5e6` or one of them with a unit right behind it.
private func hasPointOrExponent(_ word: ArraySlice<UInt8>) -> Bool {
  var rest = word.drop(while: isDigit)
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst().drop(while: isDigit)
    return !rest.contains(UInt8(ascii: "."))
  }
  guard rest.count < word.count, let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") else {
    return false
  }
  rest = rest.dropFirst()
  if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    rest = rest.dropFirst()
  }
  return !rest.isEmpty && rest.allSatisfy(isDigit)
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
