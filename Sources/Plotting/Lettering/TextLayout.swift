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

  func line(_ markup: Markup, level: Int) -> TextLine {
    var setter = LineSetter(layout: self, level: level)
    setter.add(markup)
    return setter.finished()
  }

  /// A base with its scripts.
  func scripts(
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

  /// A base with a mark over or under its middle.
  func marked(_ base: TextLine, _ mark: Character, isSlanted: Bool, level: Int) -> TextLine {
    guard let sign = faces.face(.roman, level: level).mark(mark) else { return base }
    var result = base
    let box = Rectangle(around: base.outlines.joined())
    let center = box.map { $0.center.x } ?? base.width / 2
    if Alphabet.marksBelow.contains(mark) {
      result.append(TextLine(outlines: sign.outlines, bottom: sign.bottom), x: center)
      return result
    }
    let top = box.map { $0.y + $0.height } ?? Alphabet.xHeight
    // Over slanted letters the mark follows the slant.
    let lean = isSlanted ? (top - (box?.center.y ?? 0)) * 0.1 : 0
    result.append(
      TextLine(outlines: sign.outlines, top: sign.top), x: center + lean, y: top + 55)
    return result
  }

  func root(_ content: TextLine, level: Int) -> TextLine {
    let pen = Pen(weight: faces.weight(level: level), isCapital: false, slant: 0)
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
