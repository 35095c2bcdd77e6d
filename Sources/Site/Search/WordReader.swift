/// Takes the words out of a text as search knows them: lower case, letters and digits.
///
/// A name such as `crossEntropy` is one word and its parts are words too, so that who remembers
/// either finds it.
struct WordReader {
  /// The words of a text, as often as they stand there.
  static func words(of bytes: ArraySlice<UInt8>, _ body: (String) -> Void) {
    var start: Int?
    for place in bytes.startIndex...bytes.endIndex {
      if place < bytes.endIndex, isWord(bytes[place]) {
        start = start ?? place
      } else if let begun = start {
        write(bytes[begun..<place], body)
        start = nil
      }
    }
  }

  static func words(of text: String, _ body: (String) -> Void) {
    words(of: Array(text.utf8)[...], body)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  private static func write(_ word: ArraySlice<UInt8>, _ body: (String) -> Void) {
    guard word.count > 1, word.count < 40 else { return }
    // Numbers of many digits are results, which nobody searches for.
    if word.count > 4, word.allSatisfy({ (0x30...0x39).contains($0) }) { return }
    body(lowered(word))
    var start = word.startIndex
    for place in word.indices.dropFirst()
    where isCapital(word[place]) && !isCapital(word[place - 1]) {
      if place - start > 1 { body(lowered(word[start..<place])) }
      start = place
    }
    if start > word.startIndex, word.endIndex - start > 1 { body(lowered(word[start...])) }
  }

  private static func lowered(_ word: ArraySlice<UInt8>) -> String {
    var bytes = Array(word)
    for index in bytes.indices where isCapital(bytes[index]) { bytes[index] += 0x20 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
