/// The bar beside a plot that explains what its colours stand for.
package struct ColorBar: Sendable {
  package let scale: ColorScale
  package let label: String
  /// How many equal steps of colour the bar shows; smooth where nil.
  package let steps: Int?

  package init(_ scale: ColorScale, label: String = "", steps: Int? = nil) {
    self.scale = scale
    self.label = label
    self.steps = steps
  }

  static let gap = 12.0
  static let thickness = 9.0

  private func ticks(height: Double) -> [Tick] {
    Scale(.linear, scale.range).ticks(about: max(2, Int(height / 34))).major
  }

  /// The room it takes right of a plot of this height.
  package func width(height: Double) -> Double {
    let widest = ticks(height: height).map { Typesetting.width($0.label, TypeSize.tick) }.max() ?? 0
    return ColorBar.gap + ColorBar.thickness + 5 + widest
  }

  package func draw(beside area: Rectangle, theme: Theme, on sheet: inout Sheet) {
    let box = Rectangle(
      x: area.right + ColorBar.gap, y: area.top, width: ColorBar.thickness, height: area.height)
    let count = steps ?? 128
    let range = scale.range
    let colors = (0..<count).map { index in
      let part = (Double(count - 1 - index) + 0.5) / Double(count)
      return scale.color(range.lowerBound + part * (range.upperBound - range.lowerBound))
    }
    sheet.image(
      Bitmap(width: 1, height: count, colors: colors), in: box, smooth: steps == nil)
    let axis = Scale(.linear, range)
    for tick in ticks(height: area.height) {
      let y = box.bottom - axis.unit(tick.value) * box.height
      sheet.hairline(Point(box.right, y), Point(box.right + 2.5, y), theme.axis)
      sheet.writeIfFree(
        Writing(
          tick.label, at: Point(box.right + 5, y), size: TypeSize.tick,
          anchor: Anchor(.left, .middle), color: theme.quiet))
    }
  }
}
