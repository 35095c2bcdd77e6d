/// The bar beside a plot that explains what its colours stand for.
package struct ColorBar: Sendable {
  package let scale: ColorScale
  package let label: String
  /// The numbers at the borders between colours, where the bar shows steps.
  package let levels: [Double]?

  package init(_ scale: ColorScale, label: String = "", levels: [Double]? = nil) {
    self.scale = scale
    self.label = label
    self.levels = levels
  }

  static let gap = 12.0
  static let thickness = 9.0

  /// The marks of the bar: where they stand, from 0 at the foot to 1, and what is written there.
  private func ticks(height: Double) -> [(place: Double, label: String)] {
    if let levels {
      let stride = max(1, Int((Double(levels.count) * 13 / max(height, 1)).rounded(.up)))
      return levels.enumerated().filter { $0.offset % stride == 0 }.map { index, level in
        (Double(index + 1) / Double(levels.count + 1), NumberText.short(level))
      }
    }
    let axis = Scale(.linear, scale.range)
    return axis.ticks(about: max(2, Int(height / 34))).major.map { (axis.unit($0.value), $0.label) }
  }

  /// The room it takes right of a plot of this height.
  package func width(height: Double) -> Double {
    let widest = ticks(height: height).map { Typesetting.width($0.label, TypeSize.tick) }.max() ?? 0
    return ColorBar.gap + ColorBar.thickness + 5 + widest
  }

  package func draw(beside area: Rectangle, theme: Theme, on sheet: inout Sheet) {
    let box = Rectangle(
      x: area.right + ColorBar.gap, y: area.top, width: ColorBar.thickness, height: area.height)
    let count = levels.map { $0.count + 1 } ?? 128
    let range = scale.range
    let colors = (0..<count).map { index in
      let part = Double(count - 1 - index) / Double(max(count - 1, 1))
      return scale.color(range.lowerBound + part * (range.upperBound - range.lowerBound))
    }
    sheet.image(Bitmap(width: 1, height: count, colors: colors), in: box, smooth: levels == nil)
    for tick in ticks(height: area.height) {
      let y = box.bottom - tick.place * box.height
      sheet.hairline(Point(box.right, y), Point(box.right + 2.5, y), theme.axis)
      sheet.writeIfFree(
        Writing(
          tick.label, at: Point(box.right + 5, y), size: TypeSize.tick,
          anchor: Anchor(.left, .middle), color: theme.quiet))
    }
  }
}
