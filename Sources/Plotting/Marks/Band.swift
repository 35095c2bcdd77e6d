/// The area between two lines: a spread around the line drawn just before.
package struct BandMark: FollowingMark {
  let x: [Double]
  let lower: [Double]
  let upper: [Double]
  let label: String
  let hue: Hue?

  package var layer: MarkLayer { .ground }
  package var hues: [Hue?] { [hue] }

  package var extents: (x: Extent, y: Extent) {
    var y = Extent(lower)
    y.add(upper)
    return (Extent(x), y)
  }

  package var series: [Series] {
    let name = label.isEmpty ? "band" : label
    return [
      Series(.band, name: name + ", lower", x: x, y: lower),
      Series(.band, name: name + ", upper", x: x, y: upper),
    ]
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let color = frame.theme.color(frame.hues[0].hue)
    for run in runs(in: frame) where run.low.count > 1 {
      let (low, high) = (Thinning.line(run.low), Thinning.line(run.high))
      sheet.fill(Path(polygon: low + high.reversed()), frame.theme.veil(color, 0.18))
      // Borders keep narrow bands visible, and bands that overlap apart.
      var borders = Path(through: low)
      borders.append(Path(through: high))
      sheet.stroke(borders, frame.theme.veil(color, 0.4), LineStyle(0.5))
    }
  }

  /// The stretches in which both borders can be shown.
  ///
  /// Where a logarithmic axis has no place for the lower border the area goes down to its start.
  private func runs(in frame: Frame) -> [(low: [Point], high: [Point])] {
    var runs: [(low: [Point], high: [Point])] = []
    var isOpen = false
    let lows = frame.points(x, lower)
    let highs = frame.points(x, upper)
    for (var low, high) in zip(lows, highs) {
      if !low.isFinite, frame.y.kind == .logarithmic { low = Point(high.x, frame.area.bottom + 2) }
      guard low.isFinite, high.isFinite else {
        isOpen = false
        continue
      }
      if !isOpen { runs.append(([], [])) }
      isOpen = true
      runs[runs.count - 1].low.append(BandMark.near(low))
      runs[runs.count - 1].high.append(BandMark.near(high))
    }
    return runs
  }

  private static func near(_ point: Point) -> Point {
    Point(min(max(point.x, -1e5), 1e5), min(max(point.y, -1e5), 1e5))
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    guard !label.isEmpty else { return [] }
    let color = frame.theme.color(frame.hues[0].hue)
    return [LegendKey(label, .swatch(frame.theme.veil(color, 0.18), border: color))]
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for run in runs(in: frame) {
      for (low, high) in zip(run.low, run.high) { occupancy.add(from: low, to: high) }
    }
  }

  package func omissions(in frame: Frame) -> Omissions { Omissions(x, upper, in: frame) }

  package func sentences(_ axes: AxisNames) -> [String] {
    let widths = zip(lower, upper).map { $1 - $0 }.filter(\.isFinite)
    guard let widest = widths.max(), let narrowest = widths.min() else { return [] }
    let what = label.isEmpty ? "A band around it" : "A band, \(label),"
    return [
      "\(what) is between \(NumberText.short(narrowest)) and \(NumberText.short(widest)) wide."
    ]
  }
}

extension Figure {
  /// Fills the area between two lines over 0, 1, 2, …: the spread around the line drawn before it,
  /// in that line's hue.
  public func band(
    _ lower: some Plottable, _ upper: some Plottable, label: String = "", hue: Hue? = nil
  ) -> Figure {
    band(0..<lower.plotValues.count, lower, upper, label: label, hue: hue)
  }

  /// Fills the area between two lines over places of the x axis.
  public func band(
    _ x: some Plottable, _ lower: some Plottable, _ upper: some Plottable, label: String = "",
    hue: Hue? = nil
  ) -> Figure {
    let (x, lower, upper) = (x.plotValues, lower.plotValues, upper.plotValues)
    let what = "drawing a band"
    required(
      try requireSameCount(what, ("lower values", lower.count), ("upper values", upper.count)))
    required(try requireSameCount(what, ("x values", x.count), ("lower values", lower.count)))
    return adding(BandMark(x: x, lower: lower, upper: upper, label: label, hue: hue))
  }

  /// Adds several runs of the same thing as one line, their mean, in a band from the lowest to the
  /// highest run: one row of the matrix is one run.
  ///
  ///     Figure("Five seeds").runs(losses, label: "Adam")
  public func runs(
    _ runs: some PlottableMatrix, x: (any Plottable)? = nil, label: String = "", hue: Hue? = nil
  ) -> Figure {
    let matrix = runs.plotMatrix
    let places = x?.plotValues ?? (0..<matrix.columns).map { Double($0) }
    required(
      try requireSameCount(
        "drawing runs", ("x values", places.count), ("values in a run", matrix.columns)))
    var (means, lows, highs): ([Double], [Double], [Double]) = ([], [], [])
    for column in 0..<matrix.columns {
      let values = (0..<matrix.rows).map { matrix[$0, column] }.filter(\.isFinite)
      means.append(values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count))
      lows.append(values.min() ?? .nan)
      highs.append(values.max() ?? .nan)
    }
    return line(places, means, label: label, hue: hue)
      .band(places, lows, highs, label: "", hue: hue)
  }
}
