/// A letter form in thousandths of the size, y upwards.
struct Glyph: Sendable {
  /// How far the pen advances.
  var advance: Double
  /// Outlines whose inside, by winding, is drawn.
  var outlines: [[Point]]

  /// How far it reaches above and below the baseline.
  var top: Double { outlines.joined().reduce(0) { max($0, $1.y) } }
  var bottom: Double { outlines.joined().reduce(0) { min($0, $1.y) } }
}
