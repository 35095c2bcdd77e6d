/// The words after the language in an info string of ours, and what is wrong with them.
struct InfoString {
  private(set) var attributes: [Attribute] = []
  private(set) var problems: [Problem] = []

  /// Something wrong at a place in the info string.
  struct Problem {
    let offset: Int
    let message: String
    let help: String?
  }

  private let source: SourceText
  private let keys: [String: Attribute.Form]
  private var place: Int
  private let end: Int

  /// The keys of the blocks whose info strings are ours, by language; nil for other languages.
  static func keys(of language: String) -> [String: Attribute.Form]? {
    switch language {
    case "swift": return swiftKeys
    case SameBlock.language: return SameBlock.keys
    default: return nil
    }
  }

  private static let swiftKeys = Dictionary(
    uniqueKeysWithValues: Attribute.Key.allCases.map { ($0.rawValue, $0.form) })

  /// Reads the words of an info string that stands at `offsets`, its first word left out.
  ///
  /// Words are parted by spaces; a value with spaces stands in double quotes, and a backslash
  /// before a punctuation mark stands for the mark, as everywhere in Markdown.
  init(_ offsets: Range<Int>, in source: SourceText, keys: [String: Attribute.Form]) {
    self.source = source
    self.keys = keys
    place = offsets.lowerBound
    end = offsets.upperBound
    while let byte = current, !isBlank(byte) { place += 1 }
    while true {
      while let byte = current, isBlank(byte) { place += 1 }
      guard current != nil else { return }
      readWord()
    }
  }

  private var current: UInt8? { place < end ? source.bytes[place] : nil }

  private mutating func readWord() {
    let start = place
    while let byte = current, !isBlank(byte), byte != UInt8(ascii: "=") { place += 1 }
    let key = source.text(in: start..<place)
    var value: String?
    if current == UInt8(ascii: "=") {
      place += 1
      value = current == UInt8(ascii: "\"") ? readQuoted() : readBare()
    }
    check(key: key, value: value, at: start)
    attributes.append(Attribute(key: key, value: value, range: source.range(start..<place)))
  }

  private mutating func readBare() -> String {
    var bytes: [UInt8] = []
    while let byte = current, !isBlank(byte) {
      bytes.append(unescaped())
      if byte == UInt8(ascii: "\"") {
        problems.append(
          Problem(
            offset: place - 1, message: "a quote in the middle of a value",
            help: "put the whole value in quotes, key=\"a value\""))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func readQuoted() -> String {
    let opening = place
    place += 1
    var bytes: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") { bytes.append(unescaped()) }
    guard current != nil else {
      problems.append(
        Problem(
          offset: opening, message: "this quote is never closed",
          help: "end the value with a second quote on the same line"))
      return String(decoding: bytes, as: UTF8.self)
    }
    place += 1
    if let byte = current, !isBlank(byte) {
      problems.append(
        Problem(
          offset: place, message: "the next word starts right after the closing quote",
          help: "put a space between them, or write \\\" for a quote inside the value"))
      while let byte = current, !isBlank(byte) { place += 1 }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The byte at the place, or the one after it where a backslash protects it; steps over both.
  private mutating func unescaped() -> UInt8 {
    if source.bytes[place] == UInt8(ascii: "\\"), place + 1 < end,
      isPunctuation(source.bytes[place + 1])
    {
      place += 1
    }
    defer { place += 1 }
    return source.bytes[place]
  }

  private mutating func check(key: String, value: String?, at start: Int) {
    func report(_ message: String, _ help: String?) {
      problems.append(Problem(offset: start, message: message, help: help))
    }
    guard let form = keys[key] else {
      let names = keys.keys.sorted()
      let suggestion = nearest(to: key, in: names).map { "did you mean '\($0)'?" }
      report(
        "unknown key '\(key)' in the info string",
        suggestion
          ?? (names.count == 1
            ? "the only key here is \(names[0])"
            : "the keys are \(names.joined(separator: ", "))"))
      return
    }
    if form == .bare, value != nil {
      report("'\(key)' stands alone and takes no value", "write just '\(key)'")
    } else if value ?? "" == "", form == .valued || value != nil {
      report("'\(key)' needs a value", "write \(key)=value, with quotes where there are spaces")
    }
    if attributes.contains(where: { $0.key == key }) {
      report("'\(key)' is given twice", "keep one of the two")
    }
  }
}

func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
  default: return false
  }
}
