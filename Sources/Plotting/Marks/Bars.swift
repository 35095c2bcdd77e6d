/// Bars on named places: one list of values, or several beside or upon each other.
package struct BarsMark: Mark {
  struct Part: Sendable {
    let values: [Double]
    let errors: [Double]?
    let label: String
    let hue: Hue?
  }

  let names: [String]
  var parts: [Part]
  let isHorizontal: Bool
  let isStacked: Bool
  let showsValues: Bool

  package var layer: MarkLayer { .ground }
  package var hues: [Hue?] { parts.map(\.hue) }

  package var categories: (x: [String]?, y: [String]?) {
    isHorizontal ? (nil, names) : (names, nil)
  }

  package func adjust(_ x: inout AxisOptions, _ y: inout AxisOptions) {
    // The first name stands at the top, where reading starts.
    if isHorizontal, y.isReversed == nil { y.isReversed = true }
  }

  package var extents: (x: Extent, y: Extent) {
    var extent = Extent()
    for (part, boxes) in zip(parts, spans) {
      for (index, box) in boxes.enumerated() {
        extent.add([box.from, box.to])
        if let error = part.errors?[index] { extent.add([box.to - error, box.to + error]) }
      }
    }
    extent.isWhole = extent.isWhole && parts.allSatisfy { $0.errors == nil }
    extent.standsOnZero = true
    var places = Extent()
    places.add(names.indices.map { Double($0) })
    return isHorizontal ? (extent, places) : (places, extent)
  }

  package var series: [Series] {
    parts.map { part in
      Series(
        isHorizontal ? .barsAcross : .bars, name: part.label,
        x: part.values.indices.map { Double($0) }, y: part.values)
    }
  }

  /// From where to where each bar runs: from zero, or from the end of the one it stands upon.
  private var spans: [[(from: Double, to: Double)]] {
    var above = [Double](repeating: 0, count: names.count)
    var below = above
    return parts.map { part in
      part.values.enumerated().map { index, value in
        guard isStacked, abs(value) < Extent.largest else { return (0, value) }
        if value >= 0 {
          above[index] += value
          return (above[index] - value, above[index])
        }
        below[index] += value
        return (below[index] - value, below[index])
      }
    }
  }

  /// Where on the axis of names a bar stands, with the names one apart.
  private func slot(_ index: Int, part: Int) -> (from: Double, to: Double) {
    let group = names.count == 1 ? 0.4 : 0.74
    let center = Double(index)
    guard !isStacked, parts.count > 1 else { return (center - group / 2, center + group / 2) }
    let width = group / Double(parts.count)
    let from = center - group / 2 + Double(part) * width
    // A sliver of paper between neighbours.
    return (from + width * 0.04, from + width * 0.96)
  }

  /// The rectangle of a bar, or nil where its value cannot be shown.
  private func box(
    _ span: (from: Double, to: Double), _ index: Int, part: Int, in frame: Frame
  ) -> Rectangle? {
    let axis = isHorizontal ? frame.x : frame.y
    let to = axis.unit(span.to)
    guard to.isFinite else { return nil }
    // On a logarithmic axis there is no zero: bars start where the axis does.
    let from = axis.unit(span.from).isFinite ? axis.unit(span.from) : 0
    let slot = slot(index, part: part)
    if isHorizontal {
      let (a, b) = (frame.down(slot.from), frame.down(slot.to))
      let (l, r) = (
        frame.area.left + from * frame.area.width, frame.area.left + to * frame.area.width
      )
      return Rectangle(x: min(l, r), y: min(a, b), width: abs(r - l), height: abs(b - a))
    }
    let (a, b) = (frame.across(slot.from), frame.across(slot.to))
    let (t, s) = (
      frame.area.bottom - to * frame.area.height, frame.area.bottom - from * frame.area.height
    )
    return Rectangle(x: a, y: min(t, s), width: b - a, height: abs(t - s))
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    for (number, (part, spans)) in zip(parts, spans).enumerated() {
      let color = frame.theme.color(frame.hues[number].hue)
      var path = Path()
      for (index, span) in spans.enumerated() {
        guard let box = box(span, index, part: number, in: frame) else { continue }
        path.append(Path(box))
      }
      sheet.fill(path, color)
      // A sliver of paper between what is stacked.
      if isStacked { sheet.stroke(path, frame.theme.background, LineStyle(0.75, join: .miter)) }
      for (index, span) in spans.enumerated() {
        guard let box = box(span, index, part: number, in: frame) else { continue }
        if let error = part.errors?[index] { drawError(error, span.to, box, frame, on: &sheet) }
        if showsValues { drawValue(part.values[index], box, color, frame, on: &sheet) }
      }
    }
  }

  /// A line from the value less the error to the value plus it, with short ends.
  private func drawError(
    _ error: Double, _ value: Double, _ box: Rectangle, _ frame: Frame, on sheet: inout Sheet
  ) {
    guard error.isFinite, error != 0 else { return }
    let cap = min(3, (isHorizontal ? box.height : box.width) / 4)
    let style = LineStyle(1)
    let color = frame.theme.ink
    if isHorizontal {
      let (a, b, y) = (frame.across(value - error), frame.across(value + error), box.center.y)
      guard a.isFinite, b.isFinite else { return }
      sheet.stroke(Path(through: [Point(a, y), Point(b, y)]), color, style)
      for x in [a, b] {
        sheet.stroke(Path(through: [Point(x, y - cap), Point(x, y + cap)]), color, style)
      }
    } else {
      let (a, b, x) = (frame.down(value - error), frame.down(value + error), box.center.x)
      guard a.isFinite, b.isFinite else { return }
      sheet.stroke(Path(through: [Point(x, a), Point(x, b)]), color, style)
      for y in [a, b] {
        sheet.stroke(Path(through: [Point(x - cap, y), Point(x + cap, y)]), color, style)
      }
    }
  }

  /// The number just beyond the end of a bar; inside where the bar reaches the end of the plot.
  private func drawValue(
    _ value: Double, _ box: Rectangle, _ color: Color, _ frame: Frame, on sheet: inout Sheet
  ) {
    let text = NumberText.short(value)
    let isNegative = value < 0
    let place: Point
    let anchor: Anchor
    var ink = frame.theme.text
    if isHorizontal {
      let width = Typesetting.width(text, TypeSize.tick)
      let isInside = !isNegative && box.right + 4 + width > frame.area.right
      if isInside { ink = frame.theme.lettering(on: color) }
      place = Point(
        isNegative ? box.left - 4 : isInside ? box.right - 4 : box.right + 4, box.center.y)
      anchor = Anchor(isNegative || isInside ? .right : .left, .middle)
    } else {
      guard Typesetting.width(text, TypeSize.tick) <= box.width + 8 else { return }
      let isInside = !isNegative && box.top - 10 < frame.area.top
      if isInside { ink = frame.theme.lettering(on: color) }
      let y = isNegative ? box.bottom + 7 : isInside ? box.top + 7 : box.top - 6
      place = Point(box.center.x, y)
      anchor = Anchor(.center, .middle)
    }
    sheet.writeIfFree(
      Writing(text, at: place, size: TypeSize.tick, anchor: anchor, color: ink))
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    let keys = zip(parts, frame.hues).filter { !$0.0.label.isEmpty }
      .map { LegendKey($0.label, .swatch(frame.theme.color($1.hue))) }
    // What lies on top stands on top.
    return isStacked && !isHorizontal ? keys.reversed() : keys
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for (number, spans) in spans.enumerated() {
      for (index, span) in spans.enumerated() {
        guard let box = box(span, index, part: number, in: frame) else { continue }
        // Room for what stands at the end of a bar.
        let reach = showsValues || parts[number].errors != nil ? 12.0 : 1
        occupancy.add(box.inset(by: -reach))
      }
    }
  }

  package func omissions(in frame: Frame) -> Omissions {
    parts.map { part in
      let places = [Double](repeating: 0, count: part.values.count)
      guard !isHorizontal else {
        var omissions = Omissions()
        omissions.total = part.values.count
        omissions.notFinite = part.values.filter { !(abs($0) < Extent.largest) }.count
        if frame.x.kind == .logarithmic {
          omissions.notPositive = part.values.filter { $0 <= 0 }.count
        }
        return omissions
      }
      return Omissions(places, part.values, in: frame)
    }.reduce(Omissions(), +)
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    parts.map { part in
      let what = part.label.isEmpty ? "Bars" : part.label
      let shown = zip(names, part.values).filter { abs($0.1) < Extent.largest }
      if shown.isEmpty { return "\(what): no values that can be shown." }
      if shown.count <= 6 {
        let all = shown.map { "\($0.0) \(NumberText.short($0.1))" }.joined(separator: ", ")
        return "\(what): \(all)."
      }
      let low = shown.min { $0.1 < $1.1 } ?? shown[0]
      let high = shown.max { $0.1 < $1.1 } ?? shown[0]
      return "\(what): \(shown.count) values, highest \(NumberText.short(high.1)) for \(high.0), "
        + "lowest \(NumberText.short(low.1)) for \(low.0)."
    }
  }
}
