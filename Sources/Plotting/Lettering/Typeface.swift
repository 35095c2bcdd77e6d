import Foundation

/// All letters in one weight and slant, ready to be set.
struct Typeface: Sendable {
  let weight: Double
  let isSlanted: Bool
  private let glyphs: [Character: Glyph]
  private let marks: [Character: Glyph]
  /// What shows in place of a character that has no form.
  let box: Glyph

  private static let slant = 0.19

  init(weight: Double, isSlanted: Bool) {
    self.weight = weight
    self.isSlanted = isSlanted
    let slant = isSlanted ? Typeface.slant : 0
    let source = isSlanted ? Alphabet.slantedSource : Alphabet.source
    let small = GlyphParser(
      pen: Pen(weight: weight, isCapital: false, slant: slant), source: source)
    let large = GlyphParser(
      pen: Pen(weight: weight, isCapital: true, slant: slant), source: source)
    var glyphs: [Character: Glyph] = [:]
    for character in Alphabet.characters {
      let parser = Alphabet.isCapital(character) ? large : small
      glyphs[character] = source(character).flatMap { parser.glyph($0) }
    }
    self.glyphs = glyphs
    marks = Alphabet.marks.compactMapValues { small.glyph($0) }
    box =
      small.glyph("600: 60<,0 60<,700 ; 540>,0 540>,700 ; 60,700^ 540,700^ ; 60,0_ 540,0_")
      ?? Glyph(advance: 600, outlines: [])
  }

  /// The form of a character; nil where it has none.
  func glyph(_ character: Character) -> Glyph? { glyphs[character] }

  /// The form of a mark over or under a letter; nil where it has none.
  func mark(_ character: Character) -> Glyph? { marks[character] }

  /// A character as a letter and the marks on it, where all of them have forms.
  func parts(_ character: Character) -> (letter: Character, marks: [Character])? {
    let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
    guard scalars.count > 1, let first = scalars.first else { return nil }
    let marks = scalars.dropFirst().map { Character($0) }
    guard marks.allSatisfy({ self.marks[$0] != nil }) else { return nil }
    // The dot of i and j makes room for what stands over them.
    let isTopped = !marks.allSatisfy(Alphabet.marksBelow.contains)
    let letter: Character =
      first == "i" && isTopped ? "ı" : first == "j" && isTopped ? "ȷ" : Character(first)
    return glyphs[letter] == nil ? nil : (letter, marks)
  }

  /// Whether a character shows as itself.
  func has(_ character: Character) -> Bool { glyphs[character] != nil || parts(character) != nil }
}
