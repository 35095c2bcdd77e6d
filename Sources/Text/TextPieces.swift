/// Cuts a text into pieces within which tokens are merged, as GPT-2 does: a word with the blank
/// before it, a number with the blank before it, a run of other signs, what is left of blanks, and
/// the English endings 's, 't, 're, 've, 'm, 'll, 'd.
///
///     TextPieces.split(Array("It's 12 o'clock.".utf8))   // It | 's |  12 |  o | ' | clock | .
///
/// It is the pattern `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
/// followed by hand. A byte that belongs to no character counts as a sign.
public enum TextPieces {
  enum Kind { case letter, number, blank, sign }

  /// The pieces, one after the other; together they are the text.
  public static func split(_ text: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    pieces.reserveCapacity(text.count / 5)
    text.withUnsafeBufferPointer { bytes in forEach(in: bytes) { pieces.append($0) } }
    return pieces
  }

  /// Calls a function with each piece in turn.
  @inline(__always)
  static func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
    var place = 0
    while place < bytes.count {
      let end = end(ofPieceAt: place, in: bytes)
      body(place..<end)
      place = end
    }
  }

  private static func end(ofPieceAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if bytes[start] == UInt8(ascii: "'"), let end = ending(at: start, in: bytes) { return end }
    let first = next(in: bytes, at: start)
    guard first.kind == .blank else { return endOfRun(of: first.kind, from: first.end, in: bytes) }
    // A single blank that letters, digits or signs follow belongs to them.
    if bytes[start] == UInt8(ascii: " "), first.end < bytes.count {
      let second = next(in: bytes, at: first.end)
      if second.kind != .blank { return endOfRun(of: second.kind, from: second.end, in: bytes) }
    }
    // Of several, the last is left for what follows.
    var (end, last) = (first.end, start)
    while end < bytes.count {
      let following = next(in: bytes, at: end)
      guard following.kind == .blank else { return last > start ? last : end }
      (last, end) = (end, following.end)
    }
    return end
  }

  private static func endOfRun(
    of kind: Kind, from start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var end = start
    while end < bytes.count {
      let following = next(in: bytes, at: end)
      guard following.kind == kind else { break }
      end = following.end
    }
    return end
  }

  /// The end of 's, 't, 'm, 'd, 're, 've or 'll, where one stands here.
  private static func ending(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    func letter(_ offset: Int) -> Character {
      start + offset < bytes.count ? Character(Unicode.Scalar(bytes[start + offset])) : "\0"
    }
    switch (letter(1), letter(2)) {
    case ("s", _), ("t", _), ("m", _), ("d", _): return start + 2
    case ("r", "e"), ("v", "e"), ("l", "l"): return start + 3
    default: return nil
    }
  }

  /// What kind of character begins here, and where the next one begins.
  private static func next(
    in bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (kind: Kind, end: Int) {
    let byte = bytes[place]
    if byte < 0x80 { return (kind(ofASCII: byte), place + 1) }
    guard let (scalar, length) = scalar(in: bytes, at: place) else { return (.sign, place + 1) }
    let kind: Kind =
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        .letter
      case .decimalNumber, .letterNumber, .otherNumber: .number
      default: scalar.properties.isWhitespace ? .blank : .sign
      }
    return (kind, place + length)
  }

  private static func kind(ofASCII byte: UInt8) -> Kind {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x30...0x39: .number
    case 0x20, 0x09...0x0D: .blank
    default: .sign
    }
  }

  /// The character whose UTF-8 stands here, or nil where these bytes are none.
  private static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (Unicode.Scalar, length: Int)? {
    let first = UInt32(bytes[place])
    let length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2)
    guard first >= 0xC2, first <= 0xF4, place + length <= bytes.count else { return nil }
    var value = first & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      let byte = UInt32(bytes[place + offset])
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | (byte & 0x3F)
    }
    guard value >= [0, 0, 0x80, 0x800, 0x10000][length], let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return (scalar, length)
  }
}
