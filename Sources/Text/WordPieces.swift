import Files
import Foundation

/// The vocabulary of BERT and its descendants: words and parts of words, and a way to cut any text
/// into them (Wu and others 2016).
///
/// ```
/// let pieces = try WordPieces.read("vocab.txt")
/// pieces.encode("a tokenisation")            // [CLS] a token ##isation [SEP], as numbers
/// ```
///
/// A text becomes lower case, without accents and without characters that cannot be seen. It is cut at
/// spaces, around every punctuation mark and around every Chinese character. Of each word the longest
/// piece that begins it is taken, then of the rest the longest that goes on, marked `##`, until nothing
/// is left; a word that cannot be made so, or has more than 100 characters, is unknown as a whole.
public struct WordPieces: Sendable {
  /// The pieces, by their numbers.
  public let pieces: [String]
  /// The number of what is unknown, of the beginning of a text and of its end.
  public let unknown: Int
  public let start: Int
  public let end: Int
  /// The numbers of pieces by their bytes: strings are equal where they only look the same.
  private let numbers: [[UInt8]: Int]

  /// The vocabulary of a file with a piece on each line.
  public static func read(_ path: String) throws(FileError) -> WordPieces {
    try decode(try FileBytes.read(path, limit: 1 << 26), path: path)
  }

  /// The same from the bytes of such a file.
  package static func decode(_ bytes: [UInt8], path: String) throws(FileError) -> WordPieces {
    var (pieces, numbers) = ([String](), [[UInt8]: Int]())
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let bytes = Array(line.last == 0x0D ? line.dropLast() : line)
      guard let piece = String(validating: bytes, as: UTF8.self) else {
        throw FileError(
          path, at: .text(line: index + 1, column: 1), "a piece is UTF-8, and this line is not")
      }
      if let first = numbers.updateValue(index, forKey: bytes) {
        throw FileError(
          path, at: .text(line: index + 1, column: 1),
          "the piece \"\(piece.prefix(40))\" stands on line \(first + 1) already")
      }
      pieces.append(piece)
    }
    func number(_ name: String) throws(FileError) -> Int {
      guard let number = numbers[Array(name.utf8)] else {
        throw FileError(
          path, "no line is \(name)", hint: "It should be the vocabulary of a BERT, a piece a line")
      }
      return number
    }
    return WordPieces(
      pieces: pieces, unknown: try number("[UNK]"), start: try number("[CLS]"),
      end: try number("[SEP]"), numbers: numbers)
  }

  /// How many pieces there are.
  public var count: Int { pieces.count }

  /// The numbers of a text's pieces, between ``start`` and ``end``.
  public func encode(_ text: String) -> [Int] {
    [start] + Self.words(of: text).flatMap(numbers(of:)) + [end]
  }

  /// What the pieces of some numbers are called.
  public func names(of tokens: [Int]) -> [String] {
    tokens.map { token in
      guard pieces.indices.contains(token) else {
        fatalError("there is no piece \(token) in a vocabulary of \(count)")
      }
      return pieces[token]
    }
  }

  /// The longest word that is looked at.
  private static let longest = 100

  private func numbers(of word: [Unicode.Scalar]) -> [Int] {
    guard word.count <= Self.longest else { return [unknown] }
    var (found, start) = ([Int](), 0)
    while start < word.count {
      var key: [UInt8] = start == 0 ? [] : [0x23, 0x23]
      var best: (number: Int, end: Int)?
      for place in start..<word.count {
        key += UTF8.encode(word[place])!
        if let number = numbers[key] { best = (number, place + 1) }
      }
      guard let best else { return [unknown] }
      found.append(best.number)
      start = best.end
    }
    return found
  }

  /// The words of a text as the pieces know them; a punctuation mark is one of its own.
  static func words(of text: String) -> [[Unicode.Scalar]] {
    var (words, word) = ([[Unicode.Scalar]](), [Unicode.Scalar]())
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = []
    }
    let clean = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isUnseen($0) }))
    for scalar in clean.decomposedStringWithCanonicalMapping.unicodeScalars {
      let properties = scalar.properties
      if properties.isWhitespace {
        finish()
      } else if properties.generalCategory == .nonspacingMark {
        continue
      } else if isPunctuation(scalar) || isChinese(scalar) {
        finish()
        words.append([scalar])
      } else {
        word += properties.lowercaseMapping.unicodeScalars
      }
    }
    finish()
    return words
  }

  /// What is left out: control characters and others without a form, unless they are spaces.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    if [0x09, 0x0A, 0x0D].contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return true
    default: return scalar.value == 0xFFFD
    }
  }

  /// What Unicode calls punctuation, and all of ASCII that is neither a letter nor a digit.
  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 33...47, 58...64, 91...96, 123...126: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// The blocks of Chinese characters, which have no spaces between words.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B820...0x2CEAF, 0x2F800...0x2FA1F:
      return true
    default: return false
    }
  }
}
