/// All letters in one weight and slant, ready to be set.
struct Typeface: Sendable {
  private let glyphs: [Character: Glyph]
  private let box: Glyph
  let weight: Double

  init(weight: Double, isSlanted: Bool) {
    let slant = isSlanted ? 0.19 : 0
    var glyphs: [Character: Glyph] = [:]
    let source = isSlanted ? Alphabet.slantedSource : Alphabet.source
    let small = GlyphParser(
      pen: Pen(weight: weight, isCapital: false, slant: slant), source: source)
    let large = GlyphParser(
      pen: Pen(weight: weight, isCapital: true, slant: slant), source: source)
    for character in Alphabet.characters {
      let parser = Alphabet.isCapital(character) ? large : small
      glyphs[character] = source(character).flatMap { parser.glyph($0) }
    }
    self.glyphs = glyphs
    self.weight = weight
    box =
      small.glyph("600: 60<,0 60<,700 ; 540>,0 540>,700 ; 60,700^ 540,700^ ; 60,0_ 540,0_")
      ?? Glyph(advance: 600, outlines: [])
  }

  /// The form of a character; a box where it has none.
  func glyph(_ character: Character) -> Glyph { glyphs[character] ?? box }

  func has(_ character: Character) -> Bool { glyphs[character] != nil }
}
