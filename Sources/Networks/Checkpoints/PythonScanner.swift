import Files

/// Reads the words of Python that the header of an `.npy` file is written in: strings without
/// escapes, whole numbers, tuples, brackets. An error names the byte of the file and what was
/// expected there.
struct PythonScanner {
  private let bytes: [UInt8]
  private let end: Int
  private let path: String
  private var position: Int

  /// A scanner of the bytes in `range`.
  init(_ bytes: [UInt8], _ range: Range<Int>, path: String) {
    self.bytes = bytes
    self.path = path
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether nothing but white space is left.
  mutating func isAtEnd() -> Bool { place() == end }

  /// Where the next word begins.
  mutating func place() -> Int {
    while position < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    return position
  }

  /// Whether `character` comes next.
  mutating func isNext(_ character: Unicode.Scalar) -> Bool {
    place() < end && bytes[position] == UInt8(ascii: character)
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
    guard end - place() >= word.utf8.count,
      bytes[position..<(position + word.utf8.count)].elementsEqual(word.utf8)
    else { return false }
    position += word.utf8.count
    return true
  }

  /// A tuple of whole numbers that are not negative, `(2, 3)`. With one number it needs a comma:
  /// `(3)` is a number to Python.
  mutating func tuple() throws(FileError) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while !takes(")") {
      numbers.append(try number())
      if takes(",") { continue }
      guard numbers.count > 1 else { throw error("expected a comma after the only length") }
      try expect(")")
      break
    }
    return numbers
  }

  private mutating func number() throws(FileError) -> Int {
    let start = place()
    var value = 0
    while position < end, (48...57).contains(bytes[position]) {
      let (shifted, tooLong) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = shifted.addingReportingOverflow(Int(bytes[position] - 48))
      guard !tooLong, !tooLarge else { throw error("the number is too large", at: start) }
      value = sum
      position += 1
    }
    guard position > start else { throw error("expected a number") }
    guard bytes[start] != 48 || position == start + 1 else {
      throw error("a number begins with zero", at: start)
    }
    return value
  }

  /// A string between single quotation marks.
  mutating func string() throws(FileError) -> String {
    try expect("'")
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "'") {
      guard (0x20..<0x7F).contains(bytes[position]), bytes[position] != UInt8(ascii: "\\") else {
        throw error("expected printable characters of ASCII without a backslash")
      }
      position += 1
    }
    guard position < end else { throw error("the string is never closed", at: start) }
    position += 1
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  /// An error at the place the scanner stands at, or at another.
  func error(_ problem: String, at place: Int? = nil, hint: String? = nil) -> FileError {
    FileError(path, at: .byte(place ?? position), "reading the header: \(problem)", hint: hint)
  }
}
