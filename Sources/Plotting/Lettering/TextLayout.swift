/// Puts the letters of a piece of markup in their places.
struct TextLayout {
  let faces: Typefaces

  /// Scripts are this much smaller than what they belong to; their pen is a little heavier so that
  /// they keep the colour of the line.
  private static let scriptScale = 0.72
  private static let upperShift = 380.0
  private static let lowerShift = -160.0

  /// The line for a label.
  func line(_ markup: Markup) -> TextLine {
    var setter = LineSetter(layout: self, level: 0)
    setter.add(markup)
    return setter.finished()
  }

  fileprivate func line(_ markup: Markup, level: Int) -> TextLine {
    var setter = LineSetter(layout: self, level: level)
    setter.add(markup)
    return setter.finished()
  }

  /// A base with its scripts.
  fileprivate func scripts(
    _ base: TextLine, upper: Markup?, lower: Markup?, level: Int
  ) -> TextLine {
    var result = base
    let scale = TextLayout.scriptScale
    var widest = 0.0
    // Scripts of something tall start from its corners.
    let rise = max(TextLayout.upperShift, base.top - 380)
    if let upper {
      let script = line(upper, level: level + 1)
      result.append(script, x: base.width + 25, y: rise, scale: scale)
      widest = max(widest, script.width * scale + 25)
    }
    if let lower {
      let script = line(lower, level: level + 1)
      result.append(script, x: base.width + 12, y: TextLayout.lowerShift, scale: scale)
      widest = max(widest, script.width * scale + 12)
    }
    result.width = base.width + widest + 20
    return result
  }

  fileprivate func accent(_ accent: Markup.Accent, over base: TextLine, level: Int) -> TextLine {
    let sign = faces.accent(accent, level: level)
    var result = base
    let box = Rectangle(around: base.outlines.joined())
    let top = box.map { $0.y + $0.height } ?? Alphabet.xHeight
    let center = box.map { $0.center.x } ?? base.width / 2
    // Slanted letters carry their sign further to the right.
    let lean = (top - (box?.center.y ?? 0)) * 0.19
    result.append(
      TextLine(outlines: sign.outlines, top: 150, bottom: 0), x: center + lean / 2, y: top + 60)
    return result
  }

  fileprivate func root(_ content: TextLine, level: Int) -> TextLine {
    let pen = Pen(weight: 0, isCapital: false, slant: 0)
    let bar = max(content.top, Alphabet.capHeight) + 70
    let foot = min(content.bottom, -20)
    let middle = foot + (bar - foot) * 0.45
    func stroke(_ from: Point, _ to: Point, _ width: Double) -> [[Point]] {
      var skeleton = Skeleton()
      skeleton.nodes = [from, to].map {
        Skeleton.Node(place: $0, direction: nil, width: width, tension: 0.55)
      }
      skeleton.start = .level
      skeleton.end = .level
      return skeleton.outlines(with: pen)
    }
    var result = TextLine()
    let (tip, shoulder) = (Point(210, foot), Point(380, bar + pen.level * 0.35))
    result.outlines = stroke(Point(100, middle), tip, 0.95) + stroke(tip, shoulder, 0.7)
    let start = shoulder.x - 20
    result.outlines.append([
      Point(start, bar - pen.level * 0.35),
      Point(start + content.width + 60, bar - pen.level * 0.35),
      Point(start + content.width + 60, bar + pen.level * 0.35),
      Point(start, bar + pen.level * 0.35),
    ])
    result.append(content, x: start + 40)
    result.top = bar + 60
    result.bottom = foot
    result.width = start + content.width + 90
    return result
  }
}

/// Sets one row of markup from left to right.
private struct LineSetter {
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
      add(layout.accent(accent, over: set(base), level: level))
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
    let glyph = layout.faces.face(style, level: level).glyph(character)
    // Figures keep their common width, so that numbers under each other align.
    if let previous, previous.style == style, !character.isNumber, !previous.character.isNumber {
      line.width += Kerning.between(previous.glyph, glyph)
    }
    line.append(
      TextLine(outlines: glyph.outlines, top: glyph.top, bottom: glyph.bottom), x: line.width)
    line.width += glyph.advance
    previous = (glyph, character, style)
  }
}
