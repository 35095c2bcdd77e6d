/// A line to compare with: level, upright or sloping, across the whole plot.
package struct ReferenceMark: WordyMark {
  package enum Kind: Sendable, Equatable {
    case x(Double)
    case y(Double)
    /// Slope and height at zero.
    case slope(Double, Double)
  }

  let kind: Kind
  let label: String
  /// Whether the plot is to be square, as a plane of two shares is.
  var isSquare = false

  package var layer: MarkLayer { .ground }
  package var hues: [Hue?] { [.gray] }
  package var shape: PlotShape { isSquare ? .equalUnits : .free }

  package var extents: (x: Extent, y: Extent) {
    var (x, y) = (Extent(), Extent())
    switch kind {
    case .x(let value): x.add([value])
    case .y(let value): y.add([value])
    case .slope: break
    }
    // The place of a line says nothing on whether the data are whole numbers.
    (x.isWhole, y.isWhole) = (true, true)
    return (x, y)
  }

  package var series: [Series] {
    switch kind {
    case .x(let value): return label.isEmpty ? [] : [Series(.rule, name: label, x: [value], y: [])]
    case .y(let value): return label.isEmpty ? [] : [Series(.rule, name: label, x: [], y: [value])]
    case .slope: return []
    }
  }

  /// The two ends of the line in the plot.
  private func ends(_ frame: Frame) -> (Point, Point) {
    let area = frame.area
    switch kind {
    case .x(let value):
      let x = frame.across(value)
      return (Point(x, area.bottom), Point(x, area.top))
    case .y(let value):
      let y = frame.down(value)
      return (Point(area.left, y), Point(area.right, y))
    case .slope(let slope, let height):
      let (low, high) = (frame.x.domain.lowerBound, frame.x.domain.upperBound)
      return (frame.point(low, height + slope * low), frame.point(high, height + slope * high))
    }
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let (start, end) = ends(frame)
    guard start.isFinite, end.isFinite else { return }
    let color = frame.theme.quiet
    let style = LineStyle(0.9, dash: [3, 2.5])
    if case .slope = kind {
      sheet.stroke(Path(through: [start, end]), color, style)
    } else {
      sheet.hairline(start, end, color, style)
    }
    drawLabel(start, end, frame, on: &sheet)
  }

  private func drawLabel(_ start: Point, _ end: Point, _ frame: Frame, on sheet: inout Sheet) {
    guard !label.isEmpty else { return }
    let area = frame.area
    let text = Typesetting.shortened(label, to: area.width * 0.6, size: TypeSize.note)
    func writing(_ place: Point, _ anchor: Anchor) -> Writing {
      Writing(text, at: place, size: TypeSize.note, anchor: anchor, color: frame.theme.quiet)
    }
    let spots: [Writing]
    switch kind {
    case .x:
      spots = [
        writing(Point(end.x + 4, area.top + 7), Anchor(.left, .middle)),
        writing(Point(end.x - 4, area.top + 7), Anchor(.right, .middle)),
        writing(Point(end.x + 4, area.bottom - 8), Anchor(.left, .middle)),
        writing(Point(end.x - 4, area.bottom - 8), Anchor(.right, .middle)),
      ]
    case .y, .slope:
      spots = [
        writing(Point(area.left + 4, start.y - 4), .left),
        writing(Point(area.right - 4, end.y - 4), .right),
        writing(Point(area.left + 4, start.y + 9), .left),
        writing(Point(area.right - 4, end.y + 9), .right),
      ]
    }
    if let writing = frame.best(spots, on: sheet) { sheet.write(writing) }
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    let (start, end) = ends(frame)
    occupancy.add(from: start, to: end)
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let name = label.isEmpty ? "" : ", \(label),"
    switch kind {
    case .x(let value): return ["A line\(name) at \(axes.x) \(NumberText.short(value))."]
    case .y(let value): return ["A line\(name) at \(axes.y) \(NumberText.short(value))."]
    case .slope: return label.isEmpty ? [] : ["A sloping line, \(label)."]
    }
  }
}

/// A stretch of an axis set off by its ground.
package struct SpanMark: WordyMark {
  let x: ClosedRange<Double>?
  let y: ClosedRange<Double>?
  let label: String
  let hue: Hue?

  package var layer: MarkLayer { .field }
  package var hues: [Hue?] { hue == nil ? [] : [hue] }

  package var extents: (x: Extent, y: Extent) {
    (x.map { Extent($0) } ?? Extent(), y.map { Extent($0) } ?? Extent())
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let area = frame.area
    func side(_ value: Double, _ outside: Double) -> Double { value.isFinite ? value : outside }
    let left = x.map { side(frame.across($0.lowerBound), area.left) } ?? area.left
    let right = x.map { side(frame.across($0.upperBound), area.right) } ?? area.right
    let top = y.map { side(frame.down($0.upperBound), area.top) } ?? area.top
    let bottom = y.map { side(frame.down($0.lowerBound), area.bottom) } ?? area.bottom
    let box = Rectangle(
      x: max(min(left, right), area.left - 2), y: max(min(top, bottom), area.top - 2),
      width: min(abs(right - left), area.width + 4), height: min(abs(bottom - top), area.height + 4)
    )
    let theme = frame.theme
    let color = theme.veil(hue.map { theme.color($0) } ?? theme.quiet, 0.11)
    sheet.fill(Path(box), color)
    guard !label.isEmpty else { return }
    let isNarrow = x != nil && Typesetting.width(label, TypeSize.note) > box.width - 6
    let text = Typesetting.shortened(label, to: area.width * 0.6, size: TypeSize.note)
    let spots =
      isNarrow
      ? [(box.right + 4, Anchor.left), (box.left - 4, Anchor.right)]
      : [(box.left + 5, Anchor.left), (box.right - 5, Anchor.right)]
    let writings = spots.flatMap { place, anchor in
      [box.top + 11, box.bottom - 5].map { baseline in
        Writing(
          text, at: Point(place, baseline), size: TypeSize.note, anchor: anchor,
          color: hue.map { theme.lettering($0) } ?? theme.quiet)
      }
    }
    if let writing = frame.best(writings, on: sheet) { sheet.write(writing) }
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let name = label.isEmpty ? "" : ", \(label),"
    return [(axes.x, x), (axes.y, y)].compactMap { axis, range in
      range.map {
        "A stretch\(name) of \(axis) from \(NumberText.short($0.lowerBound)) "
          + "to \(NumberText.short($0.upperBound)) is set off."
      }
    }
  }
}

extension Figure {
  /// Adds a level line to compare with.
  public func referenceLine(y: Double, label: String = "") -> Figure {
    adding(ReferenceMark(kind: .y(y), label: label))
  }

  /// Adds an upright line to compare with.
  public func referenceLine(x: Double, label: String = "") -> Figure {
    adding(ReferenceMark(kind: .x(x), label: label))
  }

  /// Adds a straight line `y = slope * x + intercept` to compare with.
  public func referenceLine(slope: Double, intercept: Double = 0, label: String = "") -> Figure {
    adding(ReferenceMark(kind: .slope(slope, intercept), label: label))
  }

  /// Sets off a stretch of the x axis.
  public func span(x: ClosedRange<Double>, label: String = "", hue: Hue? = nil) -> Figure {
    adding(SpanMark(x: x, y: nil, label: label, hue: hue))
  }

  /// Sets off a stretch of the y axis.
  public func span(y: ClosedRange<Double>, label: String = "", hue: Hue? = nil) -> Figure {
    adding(SpanMark(x: nil, y: y, label: label, hue: hue))
  }
}
