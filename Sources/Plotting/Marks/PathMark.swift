/// A way through the plane: the steps of an optimizer on a landscape.
package struct PathMark: PlaneMark {
  let x: [Double]
  let y: [Double]
  let label: String
  let hue: Hue?

  package var hues: [Hue?] { [hue] }
  package var extents: (x: Extent, y: Extent) { (Extent(x), Extent(y)) }
  package var series: [Series] { [Series(.path, name: label, x: x, y: y)] }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let color = frame.theme.color(frame.hues[0].hue)
    let paper = frame.theme.paperVeil(0.9)
    let runs = Thinning.runs(frame.points(x, y))
    var path = Path()
    for run in runs where run.count > 1 { path.append(Path(through: Thinning.line(run))) }
    // A rim in the colour of the paper lifts the way from whatever it crosses.
    sheet.stroke(path, frame.theme.paperVeil(0.75), LineStyle(3.4))
    sheet.stroke(path, color, LineStyle(1.5))
    let steps = runs.flatMap { $0 }
    if steps.count <= 200 {
      sheet.stamp(Marker.circle.path(radius: 1.9), at: Array(steps.dropFirst()), color)
    }
    guard let start = steps.first, let end = steps.last else { return }
    sheet.stamp(Marker.circle.path(radius: 4.2), at: [start], paper)
    sheet.stroke(Path(circleAt: start, radius: 3.2), color, LineStyle(1.5))
    sheet.stamp(Marker.circle.path(radius: 4.6), at: [end], paper)
    sheet.stamp(Marker.circle.path(radius: 3.6), at: [end], color)
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    label.isEmpty
      ? [] : [LegendKey(label, .line(frame.theme.color(frame.hues[0].hue), dash: [], width: 1.8))]
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for run in Thinning.runs(frame.points(x, y)) {
      for (start, end) in zip(run, run.dropFirst()) { occupancy.add(from: start, to: end) }
    }
  }

  package func omissions(in frame: Frame) -> Omissions { Omissions(x, y, in: frame) }

  package func sentences(_ axes: AxisNames) -> [String] {
    let what = label.isEmpty ? "A path" : label
    let steps = zip(x, y).filter { $0.isFinite && $1.isFinite }
    guard let first = steps.first, let last = steps.last else { return ["\(what): no points."] }
    func text(_ point: (Double, Double)) -> String {
      "(\(NumberText.short(point.0)), \(NumberText.short(point.1)))"
    }
    return ["\(what): \(steps.count) points from \(text(first)) to \(text(last))."]
  }
}

extension Figure {
  /// Adds a way through the plane; a ring marks its start and a disc its end.
  public func path(
    _ x: some Plottable, _ y: some Plottable, label: String = "", hue: Hue? = nil
  ) -> Figure {
    let (x, y) = (x.plotValues, y.plotValues)
    required(try requireSameCount("drawing a path", ("x values", x.count), ("y values", y.count)))
    return adding(PathMark(x: x, y: y, label: label, hue: hue))
  }
}
