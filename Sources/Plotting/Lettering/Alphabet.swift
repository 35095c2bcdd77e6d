/// The letters as they are written down; see `GlyphParser` for the notation.
enum Alphabet {
  /// The heights of letters without and with ascenders, and of capitals and figures, in thousandths
  /// of the size. At whole sizes on a double-resolution page the first is a whole number of pixels.
  static let xHeight = 500.0
  static let capHeight = 700.0
  static let ascender = 750.0
  static let descender = -215.0

  /// The notation of a roman letter; nil where there is none.
  static func source(_ character: Character) -> String? {
    lowercase[character] ?? capitals[character] ?? figures[character] ?? punctuation[character]
      ?? greek[character] ?? mathematics[character] ?? latin[character] ?? small[character]
  }

  /// The notation of a slanted letter: its own where it has one, or the roman one.
  static func slantedSource(_ character: Character) -> String? {
    italic[character] ?? source(character)
  }

  /// Whether a letter is drawn with the slightly heavier pen of capitals.
  static func isCapital(_ character: Character) -> Bool {
    capitals[character] != nil || greekCapitals.contains(character)
      || "ØÆŒŁ".contains(character)
  }

  /// Every character that has a form.
  static var characters: [Character] {
    [lowercase, capitals, figures, punctuation, greek, mathematics, latin, small].flatMap(\.keys)
  }
}
