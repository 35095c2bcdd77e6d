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
    case swatch(Color)
    case point(Marker, Color)
  }

  package let text: String
  package let sample: Sample

  package init(_ text: String, _ sample: Sample) {
    self.text = text
    self.sample = sample
  }
}

/// A legend's entries and the room they take.
package struct Legend: Sendable {
  package let keys: [LegendKey]
  package static let rowHeight = 13.5
  static let sampleWidth = 16.0
  static let gap = 5.0

  package init(_ keys: [LegendKey], width: Double) {
    let room = max(width - Legend.sampleWidth - Legend.gap, 10)
    self.keys = keys.map { key in
      LegendKey(Typesetting.shortened(key.text, to: room, size: TypeSize.tick), key.sample)
    }
  }

  /// The size as a column.
  package var size: (width: Double, height: Double) {
    let widest = keys.map { Typesetting.width($0.text, TypeSize.tick) }.max() ?? 0
    return (
      Legend.sampleWidth + Legend.gap + widest, Double(keys.count) * Legend.rowHeight
    )
  }

  /// The keys in rows no wider than `width`.
  package func rows(width: Double) -> [[LegendKey]] {
    var rows: [[LegendKey]] = []
    var used = 0.0
    for key in keys {
      let room = Legend.width(of: key) + 14
      if rows.isEmpty || used + room - 14 > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(key)
      used += room
    }
    return rows
  }

  private static func width(of key: LegendKey) -> Double {
    sampleWidth + gap + Typesetting.width(key.text, TypeSize.tick)
  }

  /// Draws the entries below each other.
  package func drawColumn(at corner: Point, theme: Theme, on sheet: inout Sheet) {
    let ground = Rectangle(x: corner.x, y: corner.y, width: size.width, height: size.height)
    sheet.fill(Path(ground.inset(by: -3), cornerRadius: 2), theme.background.faded(to: 0.82))
    for (row, key) in keys.enumerated() {
      let middle = corner.y + (Double(row) + 0.5) * Legend.rowHeight
      Legend.draw(key, left: corner.x, middle: middle, theme: theme, on: &sheet)
    }
  }

  /// Draws the entries side by side.
  package func drawRows(in box: Rectangle, theme: Theme, on sheet: inout Sheet) {
    for (row, keys) in rows(width: box.width).enumerated() {
      let middle = box.top + (Double(row) + 0.5) * Legend.rowHeight
      guard middle + Legend.rowHeight / 2 <= box.bottom + 0.5 else { return }
      var left = box.left
      for key in keys {
        Legend.draw(key, left: left, middle: middle, theme: theme, on: &sheet)
        left += Legend.width(of: key) + 14
      }
    }
  }

  private static func draw(
    _ key: LegendKey, left: Double, middle: Double, theme: Theme, on sheet: inout Sheet
  ) {
    let written = sheet.writeIfFree(
      Writing(
        key.text, at: Point(left + sampleWidth + gap, middle), size: TypeSize.tick,
        anchor: Anchor(.left, .middle), color: theme.text), gap: 0)
    guard written else { return }
    switch key.sample {
    case .line(let color, let dash, let width):
      let path = Path(through: [Point(left, middle), Point(left + sampleWidth, middle)])
      sheet.stroke(path, color, LineStyle(width, dash: dash))
    case .swatch(let color):
      let box = Rectangle(x: left, y: middle - 4.5, width: 12, height: 9)
      sheet.fill(Path(box, cornerRadius: 1.5), color)
    case .point(let marker, let color):
      let center = Point(left + sampleWidth / 2, middle)
      sheet.stamp(marker.path(radius: 3), at: [center], color)
    }
  }
}
