import Foundation

extension Canvas {
  /// Draws one line of text, with light mathematical markup.
  ///
  /// `rotation` in degrees turns it anticlockwise about `place`. Characters without a letter form
  /// show a box.
  package func text(
    _ markup: String, at place: Point, size: Double, anchor: Anchor = .left, rotation: Double = 0,
    color: Color = .black, weight: Weight = .regular
  ) {
    guard size.isFinite, size > 0, place.isFinite, rotation.isFinite else { return }
    let line = Lettering.line(markup, weight)
    let unit = size / 1000
    let across: Double
    switch anchor.horizontal {
    case .left: across = 0
    case .center: across = -line.width * unit / 2
    case .right: across = -line.width * unit
    }
    let down: Double
    switch anchor.vertical {
    case .top: down = max(line.top, Alphabet.ascender) * unit
    case .middle: down = Lettering.figureHeight * size / 2
    case .baseline: down = 0
    case .bottom: down = min(line.bottom, Alphabet.descender) * unit
    }
    let map = Transform.scale(unit, -unit).then(.translation(across, down))
      .then(.rotation(degrees: rotation)).then(.translation(place.x, place.y))
      .then(.scale(scale, scale))
    let placed = Canvas.settled(map)
    let isSquare = map.b == 0 && map.c == 0 || map.a == 0 && map.d == 0
    let fit = isSquare ? GridFit(pixels: size * scale) : nil
    for outline in line.outlines {
      coverage.addPolygon(outline.map { placed(Point($0.x, fit?($0.y) ?? $0.y)) })
    }
    // Dark letters look thinner, mixed in linear light, than light ones on a dark page.
    paint(color, emphasis: color.luminance < background.luminance ? 0.68 : 1)
  }

  /// Moves the baseline of level and upright text to the nearest pixel border, where the feet of
  /// the letters are crisp.
  private static func settled(_ map: Transform) -> Transform {
    var result = map
    if map.b == 0, map.c == 0 { result.ty = map.ty.rounded() }
    if map.a == 0, map.d == 0 { result.tx = map.tx.rounded() }
    return result
  }
}
