/// A line of text with every letter in its place, in thousandths of the size, y upwards.
struct TextLine {
  /// Closed outlines to fill.
  var outlines: [[Point]] = []
  var width = 0.0
  /// How far the content needs room above and below the baseline.
  var top = 0.0
  var bottom = 0.0

  /// Takes in another piece of line, moved and scaled.
  mutating func append(_ other: TextLine, x: Double, y: Double = 0, scale: Double = 1) {
    for outline in other.outlines {
      outlines.append(outline.map { Point(x + $0.x * scale, y + $0.y * scale) })
    }
    top = max(top, y + other.top * scale)
    bottom = min(bottom, y + other.bottom * scale)
  }
}
