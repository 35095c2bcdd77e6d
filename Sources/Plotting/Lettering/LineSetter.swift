/// Sets one row of markup from left to right.
struct LineSetter {
  let layout: TextLayout
  let level: Int
  private var line = TextLine()
  /// The letter just set, for kerning; nil after anything else.
  private var previous: (glyph: Glyph, character: Character, style: Markup.Style)?

  init(layout: TextLayout, level: Int) {
    self.layout = layout
    self.level = level
  }

  func finished() -> TextLine { line }

  mutating func add(_ markup: Markup) {
    switch markup {
    case .character(let character, let style): add(character, style)
    case .space(let room):
      line.width += room
      previous = nil
    case .row(let items): for item in items { add(item) }
    case .scripts(let base, let upper, let lower):
      add(layout.scripts(set(base), upper: upper, lower: lower, level: level))
    case .accent(let accent, let base):
      add(layout.marked(set(base), accent, isSlanted: true, level: level))
    case .root(let content): add(layout.root(set(content), level: level))
    }
  }

  private func set(_ markup: Markup) -> TextLine { layout.line(markup, level: level) }

  private mutating func add(_ piece: TextLine) {
    line.append(piece, x: line.width)
    line.width += piece.width
    previous = nil
  }

  private mutating func add(_ character: Character, _ style: Markup.Style) {
    let face = layout.faces.face(style, level: level)
    guard face.glyph(character) == nil, let (letter, marks) = face.parts(character),
      let glyph = face.glyph(letter)
    else {
      let glyph = face.glyph(character) ?? face.box
      let drawn = TextLine(
        outlines: glyph.outlines, width: glyph.advance, top: glyph.top, bottom: glyph.bottom)
      return add(drawn, character, glyph, style)
    }
    var drawn = TextLine(
      outlines: glyph.outlines, width: glyph.advance, top: glyph.top, bottom: glyph.bottom)
    for mark in marks {
      drawn = layout.marked(drawn, mark, isSlanted: face.isSlanted, level: level)
    }
    add(drawn, letter, glyph, style)
  }

  /// Adds a letter as it is drawn, kerned as the form it is made of.
  private mutating func add(
    _ drawn: TextLine, _ character: Character, _ glyph: Glyph, _ style: Markup.Style
  ) {
    if let previous, previous.style == style, Kerning.applies(previous.character, character) {
      line.width += Kerning.between(previous.glyph, glyph)
    } else if let previous, previous.style == .slanted, style != .slanted {
      // A slanted letter leans towards an upright neighbour.
      line.width += 45
    }
    line.append(drawn, x: line.width)
    line.width += glyph.advance
    previous = (glyph, character, style)
  }
}
