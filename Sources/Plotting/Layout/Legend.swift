/// Where the names of a figure's marks stand.
public enum LegendPlace: Sendable, Equatable {
  /// At the ends of lines where they fit, otherwise in the emptiest corner, otherwise on top.
  case automatic
  /// At the ends of lines.
  case lineEnds
  case topLeft, topRight, bottomLeft, bottomRight
  /// In a row above the plot.
  case above
  /// Nowhere.
  case hidden
}

/// One entry of a legend: a sample of the mark and its name.
package struct LegendKey: Sendable {
  package enum Sample: Sendable {
    case line(Color, dash: [Double], width: Double)
    case swatch(Color, border: Color? = nil)
    case point(Marker, Color, radius: Double = 3)
  }

  package let text: String
  package let sample: Sample

  package init(_ text: String, _ sample: Sample) {
    self.text = text
    self.sample = sample
  }

  /// How far the sample of a point reaches.
  var radius: Double {
    if case .point(_, _, let radius) = sample { radius } else { 0 }
  }
}

/// A legend's entries and the room they take.
package struct Legend: Sendable {
  package let keys: [LegendKey]
  private static let usualRowHeight = 13.5
  /// The height of each row: more than usual where discs show sizes.
  package let rowHeight: Double
  private let sampleWidth: Double
  static let gap = 5.0

  package init(_ keys: [LegendKey], width: Double) {
    let largest = keys.map(\.radius).max() ?? 0
    rowHeight = max(Legend.usualRowHeight, 2 * largest + 2.5)
    sampleWidth = max(16, 2 * largest)
    let room = max(width - sampleWidth - Legend.gap, 10)
    self.keys = keys.map { key in
      LegendKey(Typesetting.shortened(key.text, to: room, size: TypeSize.tick), key.sample)
    }
  }

  /// The size as a column.
  package var size: (width: Double, height: Double) {
    let widest = keys.map { Typesetting.width($0.text, TypeSize.tick) }.max() ?? 0
    return (
      sampleWidth + Legend.gap + widest, Double(keys.count) * rowHeight
    )
  }

  /// The keys in rows no wider than `width`.
  package func rows(width: Double) -> [[LegendKey]] {
    var rows: [[LegendKey]] = []
    var used = 0.0
    for key in keys {
      let room = self.width(of: key) + 14
      if rows.isEmpty || used + room - 14 > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(key)
      used += room
    }
    return rows
  }

  private func width(of key: LegendKey) -> Double {
    sampleWidth + Legend.gap + Typesetting.width(key.text, TypeSize.tick)
  }

  /// Draws the entries below each other.
  package func drawColumn(at corner: Point, theme: Theme, on sheet: inout Sheet) {
    let ground = Rectangle(x: corner.x, y: corner.y, width: size.width, height: size.height)
    sheet.fill(Path(ground.inset(by: -3), cornerRadius: 2), theme.paperVeil(0.85))
    for (row, key) in keys.enumerated() {
      let middle = corner.y + (Double(row) + 0.5) * rowHeight
      draw(key, left: corner.x, middle: middle, theme: theme, on: &sheet)
    }
  }

  /// Draws the entries side by side.
  package func drawRows(in box: Rectangle, theme: Theme, on sheet: inout Sheet) {
    for (row, keys) in rows(width: box.width).enumerated() {
      let middle = box.top + (Double(row) + 0.5) * rowHeight
      guard middle + rowHeight / 2 <= box.bottom + 0.5 else { return }
      var left = box.left
      for key in keys {
        draw(key, left: left, middle: middle, theme: theme, on: &sheet)
        left += self.width(of: key) + 14
      }
    }
  }

  private func draw(
    _ key: LegendKey, left: Double, middle: Double, theme: Theme, on sheet: inout Sheet
  ) {
    let written = sheet.writeIfFree(
      Writing(
        key.text, at: Point(left + sampleWidth + Legend.gap, middle), size: TypeSize.tick,
        anchor: Anchor(.left, .middle), color: theme.text), gap: 0)
    guard written else { return }
    switch key.sample {
    case .line(let color, let dash, let width):
      let path = Path(through: [Point(left, middle), Point(left + sampleWidth, middle)])
      sheet.stroke(path, color, LineStyle(width, dash: dash))
    case .swatch(let color, let border):
      let box = Rectangle(x: left, y: middle - 4.5, width: 12, height: 9)
      sheet.fill(Path(box, cornerRadius: 1.5), color)
      guard let border else { return }
      sheet.stroke(Path(box.inset(by: 0.5), cornerRadius: 1), border, LineStyle(1))
    case .point(let marker, let color, let radius):
      let center = Point(left + sampleWidth / 2, middle)
      sheet.stamp(marker.path(radius: radius), at: [center], color)
    }
  }
}
