/// Measures and outlines text.
package enum Lettering {
  /// The height of figures and capitals, as a part of the size.
  package static let figureHeight = 0.68
  static let ascent = 0.75
  static let descent = 0.22

  /// The room that a line of text takes.
  package static func measure(
    _ markup: String, size: Double, weight: Weight = .regular
  ) -> TextExtent {
    let width = Double(markup.count) * 0.55 * size
    return TextExtent(
      width: width, ascent: ascent * size, descent: descent * size,
      ink: Rectangle(x: 0, y: -figureHeight * size, width: width, height: figureHeight * size))
  }

  /// The shapes of a line of text, from the start of its baseline.
  static func outline(_ markup: String, size: Double, weight: Weight) -> Path {
    var path = Path()
    for index in 0..<markup.count {
      path.append(
        Path(
          Rectangle(
            x: (Double(index) * 0.55 + 0.05) * size, y: -0.5 * size, width: 0.45 * size,
            height: 0.5 * size)))
    }
    return path
  }
}
