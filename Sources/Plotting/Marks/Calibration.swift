/// What was said and what share of it came true, bin by bin.
package struct CalibrationMark: Mark {
  let said: [Double]
  let shares: [Double]
  let label: String
  let hue: Hue?

  package var hues: [Hue?] { [hue] }
  package var extents: (x: Extent, y: Extent) {
    var extent = Extent(0...1)
    extent.isWhole = false
    return (extent, extent)
  }
  package var series: [Series] { [Series(.line, name: label, x: said, y: shares)] }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let color = frame.theme.color(frame.hues[0].hue)
    let points = frame.points(said, shares)
    if points.count > 1 {
      sheet.stroke(Path(through: points), color, LineStyle(1.4, dash: frame.hues[0].dash))
    }
    sheet.stamp(frame.hues[0].marker.path(radius: 3), at: points, color)
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    label.isEmpty
      ? [] : [LegendKey(label, .point(frame.hues[0].marker, frame.theme.color(frame.hues[0].hue)))]
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    let points = frame.points(said, shares)
    for (start, end) in zip(points, points.dropFirst()) { occupancy.add(from: start, to: end) }
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let what = label.isEmpty ? "Calibration" : label
    let bins = zip(said, shares).filter { $0.isFinite && $1.isFinite }
    guard let worst = bins.max(by: { abs($0.0 - $0.1) < abs($1.0 - $1.1) }) else {
      return ["\(what): no probabilities."]
    }
    return [
      "\(what): \(bins.count) bins, farthest from the diagonal where "
        + "\(NumberText.fixed(worst.0, decimals: 2)) was said and "
        + "\(NumberText.fixed(worst.1, decimals: 2)) came true."
    ]
  }
}

/// The intervals around the bins of a calibration curve, below all curves.
package struct CalibrationIntervals: FollowingMark {
  let said: [Double]
  let lower: [Double]
  let upper: [Double]
  let hue: Hue?

  package var layer: MarkLayer { .ground }
  package var hues: [Hue?] { [hue] }
  package var extents: (x: Extent, y: Extent) { (Extent(), Extent()) }

  private func ends(_ frame: Frame) -> [(Point, Point)] {
    Array(zip(frame.points(said, lower), frame.points(said, upper)))
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let color = frame.theme.veil(frame.theme.color(frame.hues[0].hue), 0.35)
    for (low, high) in ends(frame) {
      sheet.stroke(Path(through: [low, high]), color, LineStyle(3))
    }
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for (low, high) in ends(frame) { occupancy.add(from: low, to: high) }
  }
}
