/// Measures and outlines text.
package enum Lettering {
  /// The height of figures and capitals, as a part of the size.
  package static let figureHeight = Alphabet.capHeight / 1000
  /// The height of small letters without ascenders, as a part of the size.
  package static let xHeight = Alphabet.xHeight / 1000

  /// The room that a line of text takes.
  package static func measure(
    _ markup: String, size: Double, weight: Weight = .regular
  ) -> TextExtent {
    let scale = size / 1000
    let line = line(markup, weight)
    let box = Rectangle(around: line.outlines.joined())
    return TextExtent(
      width: line.width * scale, ascent: max(line.top, Alphabet.ascender) * scale,
      descent: max(-line.bottom, -Alphabet.descender) * scale,
      ink: box.map {
        Rectangle(
          x: $0.x * scale, y: -($0.y + $0.height) * scale, width: $0.width * scale,
          height: $0.height * scale)
      })
  }

  /// How far the pen advances over a line of text: `measure` without a look at its outlines, which
  /// a layout asks for a hundred times.
  static func width(_ markup: String, size: Double, weight: Weight = .regular) -> Double {
    line(markup, weight).width * size / 1000
  }

  /// Whether every letter of a text has a form of its own, and none is shown as a box.
  package static func covers(_ text: String) -> Bool {
    text.allSatisfy { character in
      character.isWhitespace || Typefaces.of(.regular).face(.roman, level: 0).has(character)
    }
  }

  /// Every character that has a form.
  package static var characters: [Character] { Alphabet.characters }

  /// The markup that shows a character as it is.
  package static func literal(_ character: Character) -> String {
    "$\\^_{}".contains(character) ? "\\\(character)" : String(character)
  }

  /// How a label was understood, in a line of plain text: slanted letters in angles, scripts,
  /// accents and roots by name.
  package static func reading(of markup: String) -> String {
    MarkupParser.parse(markup).reading
  }

  /// A text set in one line, in thousandths of its size.
  static func line(_ markup: String, _ weight: Weight) -> TextLine {
    TextLayout(faces: .of(weight)).line(MarkupParser.parse(markup))
  }
}
