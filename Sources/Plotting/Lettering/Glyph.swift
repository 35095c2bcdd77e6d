/// A letter form in thousandths of the size, y upwards.
struct Glyph: Sendable {
  /// How far the pen advances.
  let advance: Double
  /// Outlines whose inside, by winding, is drawn.
  let outlines: [[Point]]
  /// How far it reaches above and below the baseline.
  let top: Double
  let bottom: Double
  /// How far the form keeps from both ends of its advance, height by height.
  let profile: Profile

  init(advance: Double, outlines: [[Point]]) {
    self.advance = advance
    self.outlines = outlines
    top = outlines.joined().reduce(0) { max($0, $1.y) }
    bottom = outlines.joined().reduce(0) { min($0, $1.y) }
    profile = Profile(outlines, advance: advance)
  }
}
