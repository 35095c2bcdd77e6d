import Files

/// Reads the small languages that headers of array files are written in: strings, whole numbers,
/// brackets. An error names the byte of the file and what was expected there.
struct HeaderScanner {
  private let bytes: [UInt8]
  private let end: Int
  private let path: String
  private(set) var position: Int

  /// A scanner of the bytes in `range`.
  init(_ bytes: [UInt8], _ range: Range<Int>, path: String) {
    self.bytes = bytes
    self.path = path
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether nothing but white space is left.
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return position == end
  }

  /// Where the next word begins.
  mutating func place() -> Int {
    skipSpace()
    return position
  }

  /// Whether `character` comes next.
  mutating func isNext(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    return position < end && bytes[position] == UInt8(ascii: character)
  }

  /// Steps over `character` when it comes next.
  mutating func takes(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    position += 1
    return true
  }

  /// Steps over `character`, which has to come next.
  mutating func expect(_ character: Unicode.Scalar) throws(FileError) {
    guard takes(character) else { throw error("expected \(character)") }
  }

  /// Steps over `word` when it comes next.
  mutating func takes(word: String) -> Bool {
    skipSpace()
    guard end - position >= word.utf8.count,
      bytes[position..<(position + word.utf8.count)].elementsEqual(word.utf8)
    else { return false }
    position += word.utf8.count
    return true
  }

  /// A whole number that is not negative.
  mutating func number() throws(FileError) -> Int {
    skipSpace()
    let start = position
    var value = 0
    while position < end, (48...57).contains(bytes[position]) {
      let (shifted, tooLong) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = shifted.addingReportingOverflow(Int(bytes[position] - 48))
      guard !tooLong, !tooLarge else { throw error("the number is too large", at: start) }
      value = sum
      position += 1
    }
    guard position > start else { throw error("expected a number") }
    return value
  }

  /// Numbers between two brackets, separated by commas, with one more comma allowed at the end.
  mutating func numbers(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar
  ) throws(FileError) -> [Int] {
    try expect(opening)
    var numbers: [Int] = []
    while !takes(closing) {
      numbers.append(try number())
      if !takes(",") {
        try expect(closing)
        break
      }
    }
    return numbers
  }

  /// A string between quotation marks, with the escapes of JSON.
  mutating func string(quotedBy quote: Unicode.Scalar = "\"") throws(FileError) -> String {
    try expect(quote)
    let start = position
    var text: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: quote) {
        guard let string = String(validating: text, as: UTF8.self) else {
          throw error("the string is not UTF-8", at: start)
        }
        return string
      }
      if byte == UInt8(ascii: "\\") {
        text += try escaped()
      } else {
        guard byte >= 0x20 else { throw error("the string holds a control character") }
        text.append(byte)
      }
    }
    throw error("the string is never closed", at: start)
  }

  private mutating func escaped() throws(FileError) -> [UInt8] {
    guard position < end else { throw error("the string is never closed") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"):
      return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
    default: throw error("the escape is not one of JSON", at: position - 1)
    }
  }

  /// A character written as four hexadecimal digits, or as a pair of surrogates.
  private mutating func escapedScalar() throws(FileError) -> Character {
    let start = position
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard (0xD800...0xDBFF).contains(first), takesEscape() else {
      throw error("half of a character is missing", at: start)
    }
    let second = try fourDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error("half of a character is missing", at: start) }
    return Character(scalar)
  }

  private mutating func takesEscape() -> Bool {
    guard end - position >= 2, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return false }
    position += 2
    return true
  }

  private mutating func fourDigits() throws(FileError) -> UInt32 {
    guard end - position >= 4 else { throw error("expected four hexadecimal digits") }
    var value: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  private mutating func skipSpace() {
    while position < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// An error at the place the scanner stands at, or at another.
  func error(_ problem: String, at place: Int? = nil, hint: String? = nil) -> FileError {
    FileError(path, at: .byte(place ?? position), "reading the header: \(problem)", hint: hint)
  }
}
