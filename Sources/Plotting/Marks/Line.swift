/// Values joined by a line.
package struct LineMark: Mark {
  let x: [Double]
  let y: [Double]
  let label: String
  let hue: Hue?
  let width: Double
  let dash: [Double]?
  let isStepped: Bool
  let hasMarkers: Bool

  package var hues: [Hue?] { [hue] }
  package var extents: (x: Extent, y: Extent) { (Extent(x), Extent(y)) }
  package var series: [Series] { [Series(.line, name: label, x: x, y: y)] }

  private func color(_ frame: Frame) -> Color { frame.theme.color(frame.hues[0].hue) }

  private func pen(_ frame: Frame) -> LineStyle {
    LineStyle(width, dash: dash ?? frame.hues[0].dash)
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let runs = Thinning.runs(frame.points(x, y))
    var path = Path()
    for run in runs where run.count > 1 {
      path.append(Path(through: Thinning.line(isStepped ? LineMark.stairs(run) : run)))
    }
    if !path.isEmpty { sheet.stroke(path, color(frame), pen(frame)) }
    // A point without neighbours has no line and would be invisible.
    let lonely = runs.filter { $0.count == 1 }.map { $0[0] }
    if !lonely.isEmpty {
      sheet.stamp(Marker.circle.path(radius: max(width, 1.8)), at: lonely, color(frame))
    }
    if hasMarkers {
      let all = runs.flatMap { $0 }
      sheet.stamp(frame.hues[0].marker.path(radius: 2.6), at: all, color(frame))
    }
  }

  /// Level up to the next point, then straight to its height.
  private static func stairs(_ points: [Point]) -> [Point] {
    var stairs = [points[0]]
    for (point, next) in zip(points, points.dropFirst()) {
      stairs.append(Point(next.x, point.y))
      stairs.append(next)
    }
    return stairs
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    guard !label.isEmpty else { return [] }
    let pen = pen(frame)
    return [LegendKey(label, .line(color(frame), dash: pen.dash, width: max(pen.width, 1.5)))]
  }

  package func lineEnds(in frame: Frame) -> [LineEnd] {
    guard !label.isEmpty else { return [] }
    // A line that leaves the plot ends where it is last seen: a name beside the place where it would
    // be would point at nothing.
    let seen = frame.area.inset(by: -1)
    for index in (0..<min(x.count, y.count)).reversed() {
      let point = frame.point(x[index], y[index])
      if point.isFinite, seen.contains(point) {
        return [LineEnd(label, frame.hues[0], at: point)]
      }
    }
    return []
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for run in Thinning.runs(frame.points(x, y)) {
      if run.count == 1 { occupancy.add(run[0]) }
      for (start, end) in zip(run, run.dropFirst()) { occupancy.add(from: start, to: end) }
    }
  }

  package func omissions(in frame: Frame) -> Omissions { Omissions(x, y, in: frame) }

  package func sentences(_ axes: AxisNames) -> [String] {
    [Trend.sentence(label, x: x, y: y, axes: axes)]
  }
}

extension Figure {
  /// Adds a line through values at 0, 1, 2, ….
  public func line(
    _ y: some Plottable, label: String = "", hue: Hue? = nil, width: Double = 1.6,
    dash: [Double]? = nil, stepped: Bool = false, markers: Bool = false
  ) -> Figure {
    line(
      0..<y.plotValues.count, y, label: label, hue: hue, width: width, dash: dash, stepped: stepped,
      markers: markers)
  }

  /// Adds a line through values at places of the x axis, in the order given.
  ///
  /// NaN leaves a gap. `dash` alternates drawn and left-out lengths in points; `[]` is solid.
  public func line(
    _ x: some Plottable, _ y: some Plottable, label: String = "", hue: Hue? = nil,
    width: Double = 1.6, dash: [Double]? = nil, stepped: Bool = false, markers: Bool = false
  ) -> Figure {
    let (x, y) = (x.plotValues, y.plotValues)
    required(try requireSameCount("drawing a line", ("x values", x.count), ("y values", y.count)))
    return adding(
      LineMark(
        x: x, y: y, label: label, hue: hue, width: min(max(width, 0.1), 40), dash: dash,
        isStepped: stepped, hasMarkers: markers))
  }
}
