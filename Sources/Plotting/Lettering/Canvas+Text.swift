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
    let extent = Lettering.measure(markup, size: size, weight: weight)
    let across: Double
    switch anchor.horizontal {
    case .left: across = 0
    case .center: across = -extent.width / 2
    case .right: across = -extent.width
    }
    let down: Double
    switch anchor.vertical {
    case .top: down = extent.ascent
    case .middle: down = Lettering.figureHeight * size / 2
    case .baseline: down = 0
    case .bottom: down = -extent.descent
    }
    let map = Transform.translation(across, down)
      .then(.rotation(degrees: rotation)).then(.translation(place.x, place.y))
    fill(Lettering.outline(markup, size: size, weight: weight).transformed(by: map), color)
  }
}
