extension JSON {
  /// Reads one JSON value that fills `bytes[range]` up to white space.
  ///
  /// Strict: no comments, no trailing commas, no duplicate keys, no unpaired surrogates, UTF-8
  /// only, at most `depth` levels. Memory grows only with what has been read.
  package static func read(
    _ bytes: [UInt8], in range: Range<Int>? = nil, depth: Int = 16
  ) throws(Flaw) -> JSON {
    let range = range ?? 0..<bytes.count
    var reader = Reader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
    let value = try reader.value(depth: depth)
    reader.skipSpace()
    guard reader.position == reader.end else {
      throw reader.flaw("expected nothing after the value, found \(reader.found)")
    }
    return value
  }

  fileprivate struct Reader {
    let bytes: [UInt8]
    var position: Int
    let end: Int
  }
}

extension JSON.Reader {
  var next: UInt8? { position < end ? bytes[position] : nil }

  /// What stands at the current position, for a sentence.
  var found: String {
    guard let next else { return "the end" }
    return (0x21..<0x7F).contains(next)
      ? "'\(Character(UnicodeScalar(next)))'" : "byte 0x" + String(next, radix: 16)
  }

  func flaw(_ message: String, at offset: Int? = nil) -> Flaw {
    Flaw(offset: offset ?? position, message: message)
  }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) throws(Flaw) -> JSON {
    guard depth > 0 else { throw flaw("the value is nested too deeply") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return try number()
    default: throw flaw("expected a value, found \(found)")
    }
  }

  mutating func word(_ word: StaticString, _ value: JSON) throws(Flaw) -> JSON {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[index] else {
        throw flaw("expected \(word), found \(found)", at: start)
      }
      position += 1
    }
    return value
  }

  mutating func array(depth: Int) throws(Flaw) -> JSON {
    position += 1
    var values: [JSON] = []
    skipSpace()
    if take("]") { return .array(values) }
    while true {
      values.append(try value(depth: depth - 1))
      skipSpace()
      if take("]") { return .array(values) }
      guard take(",") else { throw flaw("expected ',' or ']' in a list, found \(found)") }
    }
  }

  mutating func object(depth: Int) throws(Flaw) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    var keys: Set<String> = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      let offset = position
      guard next == UInt8(ascii: "\"") else { throw flaw("expected a key, found \(found)") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw flaw("the key \"\(key)\" stands here a second time", at: offset)
      }
      skipSpace()
      guard take(":") else { throw flaw("expected ':' after a key, found \(found)") }
      members.append(JSON.Member(key, try value(depth: depth - 1), offset: offset))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw flaw("expected ',' or '}' in an object, found \(found)") }
    }
  }

  mutating func digits() -> Int {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return position - start
  }

  mutating func number() throws(Flaw) -> JSON {
    let start = position
    var isWhole = true
    _ = take("-")
    let leadsWithZero = next == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || whole > 1 && !leadsWithZero else {
      throw flaw("a number is written wrongly", at: start)
    }
    if take(".") {
      isWhole = false
      guard digits() > 0 else { throw flaw("expected digits after the point, found \(found)") }
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw flaw("expected digits in the exponent, found \(found)") }
    }
    // 400 digits say more than any double holds; more is an attempt on our time.
    guard position - start <= 400 else { throw flaw("a number has too many digits", at: start) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole {
      guard let integer = Int(text) else {
        throw flaw("the integer \(text.prefix(24)) is too large", at: start)
      }
      return .integer(integer)
    }
    guard let double = Double(text), double.isFinite else {
      throw flaw("the number \(text.prefix(24)) is too large", at: start)
    }
    return .number(double)
  }
}

extension JSON.Reader {
  mutating func string() throws(Flaw) -> String {
    let start = position
    position += 1
    let textStart = position
    // Most strings have no escape: take them in one piece.
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if next == UInt8(ascii: "\"") {
      let text = String(validating: bytes[textStart..<position], as: UTF8.self)
      position += 1
      guard let text else { throw flaw("a string is not UTF-8", at: start) }
      return text
    }
    var text = Array(bytes[textStart..<position])
    while true {
      guard let byte = next else { throw flaw("a string has no end", at: start) }
      if byte < 0x20 { throw flaw("a string holds a control character, \(found)") }
      position += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: try escape())
      } else {
        text.append(byte)
      }
    }
    guard let text = String(validating: text, as: UTF8.self) else {
      throw flaw("a string is not UTF-8", at: start)
    }
    return text
  }

  mutating func escape() throws(Flaw) -> [UInt8] {
    let start = position - 1
    guard let byte = next else { throw flaw("a string has no end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"): break
    default: throw flaw("an unknown escape in a string", at: start)
    }
    var code = UInt32(try unit())
    if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
      let low = UInt32(try unit())
      guard (0xDC00..<0xE000).contains(low) else { throw flaw("half a surrogate", at: start) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw flaw("half a surrogate", at: start) }
    return Array(String(Character(scalar)).utf8)
  }

  mutating func unit() throws(Flaw) -> UInt16 {
    guard end - position >= 4 else { throw flaw("a string has no end") }
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(UnicodeScalar(bytes[position])).hexDigitValue else {
        throw flaw("expected four hexadecimal digits, found \(found)")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
