import Foundation

extension Canvas {
  /// The steps of coverage that edges have.
  ///
  /// More could not be seen (a step moves an edge by 1/64 of a pixel of the file, and there are two
  /// to a pixel of the page), and fewer shades let more figures keep to a palette of 256 colours.
  static let levels: Int32 = 32

  /// `top` over `bottom`, both premultiplied.
  @inline(__always)
  static func over(_ top: SIMD4<Float>, _ bottom: SIMD4<Float>) -> SIMD4<Float> {
    top + bottom * (1 - top.w)
  }

  /// Draws the shape gathered in `coverage` with one colour.
  ///
  /// With `emphasis` other than 1 partly covered pixels count for more: the coverage is raised to
  /// this power.
  func paint(_ color: Color, rule: FillRule = .nonZero, emphasis: Double = 1) {
    let parts = (0...Canvas.levels).map { level in
      Float(
        (pow(Double(level) / Double(Canvas.levels), emphasis) * Double(Canvas.levels)).rounded())
        / Float(Canvas.levels)
    }
    let source = color.premultiplied
    let isSolid = source.w == 1
    coverage.sweep(rule: rule) { row, start, end, area in
      let level = (area &* Canvas.levels &+ Coverage.full / 2) / Coverage.full
      guard level > 0 else { return }
      self.touch(row, start, end)
      let line = self.pixels + row * self.pixelWidth
      if level == Canvas.levels, isSolid {
        for x in start..<end { line[x] = source }
      } else {
        let part = source * parts[Int(level)]
        let rest = 1 - part.w
        for x in start..<end { line[x] = part + line[x] * rest }
      }
    }
  }

  /// Marks pixels of a row as drawn on; the first mark on sixteen of them clears them.
  @inline(__always)
  func touch(_ row: Int, _ start: Int, _ end: Int) {
    let line = touched + row * touchedWords
    let last = (end - 1) >> 4
    var block = start >> 4
    while block <= last {
      let bit: UInt64 = 1 << UInt64(block & 63)
      if line[block >> 6] & bit == 0 {
        line[block >> 6] |= bit
        let first = block * 16
        (pixels + row * pixelWidth + first).initialize(
          repeating: .zero, count: min(16, pixelWidth - first))
      }
      block += 1
    }
  }
}
