/// Cuts a text into words: letters, with apostrophes between them, in lower case.
///
///     Words.split("Mr. Darcy's sister, 16.")   // mr | darcy's | sister
public enum Words {
  /// The words of a text, in their order. Digits and signs are left out; an accent that stands as a
  /// character of its own belongs to the letter before it.
  public static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var hasApostrophe = false
    func append(_ bytes: some Sequence<UInt8>) {
      if hasApostrophe { word.append(UInt8(ascii: "'")) }
      hasApostrophe = false
      word.append(contentsOf: bytes)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z": append(CollectionOfOne(UInt8(scalar.value)))
      case "A"..."Z": append(CollectionOfOne(UInt8(scalar.value) | 0x20))
      case "'" where !word.isEmpty && !hasApostrophe, "’" where !word.isEmpty && !hasApostrophe:
        hasApostrophe = true
      default:
        if scalar.value >= 0x80, isLetter(scalar, within: !word.isEmpty) {
          append(scalar.properties.lowercaseMapping.utf8)
        } else {
          if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
          word.removeAll(keepingCapacity: true)
          hasApostrophe = false
        }
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func isLetter(_ scalar: Unicode.Scalar, within word: Bool) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .nonspacingMark, .spacingMark: word
    default: false
    }
  }
}
