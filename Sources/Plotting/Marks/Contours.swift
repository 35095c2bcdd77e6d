import Foundation

/// Lines of equal value of a field, or bands between them filled.
package struct ContourMark: PlaneMark, WordyMark {
  let field: Field
  /// The field as it is drawn: finer where it is known to be smooth.
  let drawn: Field
  let wantedLevels: [Double]?
  let isLogarithmic: Bool
  let isFilled: Bool
  let map: ColorMap?
  let label: String

  package var layer: MarkLayer { .field }
  /// A landscape keeps its angles: a gradient stands upright on a contour.
  package var shape: PlotShape { .equalUnits }
  package var hues: [Hue?] { [] }
  package var extents: (x: Extent, y: Extent) { field.extents }

  package var series: [Series] {
    [Series(.field, name: label, x: field.values.indices.map { Double($0) }, y: field.values)]
  }

  /// The values at which lines run: round numbers, or powers where the field spans many.
  private var levels: [Double] {
    if let wantedLevels { return wantedLevels.sorted() }
    let extent = Extent(field.values)
    guard !extent.isEmpty, extent.highest > extent.lowest else { return [] }
    if isLogarithmic, extent.highest > 0 {
      let low = max(extent.lowestPositive, extent.highest * 1e-6)
      return ContourMark.powers(from: low, to: extent.highest)
    }
    return RoundStep.dividing(extent.highest - extent.lowest, into: 11, isWhole: false)
      .multiples(within: extent.lowest...extent.highest).map(\.value)
      .filter { $0 > extent.lowest && $0 < extent.highest }
  }

  /// Powers of ten and round numbers between them, about eleven.
  private static func powers(from low: Double, to high: Double) -> [Double] {
    let (first, last) = (TickWriter.order(of: low), TickWriter.order(of: high))
    let digits = last - first > 8 ? [1] : last - first > 3 ? [1, 3] : [1, 2, 5]
    return (first...last).flatMap { power in
      digits.map { Decimal10($0, exponent: power).value }
    }.filter { $0 > low && $0 < high }
  }

  /// Bands are numbered so that their colours differ equally however their borders are spaced.
  private func scale(_ levels: [Double], _ theme: Theme) -> ColorScale {
    let map = map ?? .spectrum
    return ColorScale(map, Extent(), range: 0...Double(max(levels.count, 1)), theme: theme)
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let levels = levels
    if isFilled { drawBands(levels, frame, on: &sheet) }
    var pieces: [(level: Double, path: [Point])] = []
    for (index, level) in levels.enumerated() {
      var path = Path()
      for line in ContourLines.lines(of: drawn, at: level) {
        let points = line.map { frame.point($0.x, $0.y) }
        for run in Thinning.runs(points) where run.count > 1 {
          path.append(Path(through: run))
          pieces.append((level, run))
        }
      }
      sheet.stroke(path, lineColor(index, levels, frame.theme), LineStyle(isFilled ? 0.5 : 0.9))
    }
    if !isFilled { drawLabels(pieces, levels, frame, on: &sheet) }
  }

  private func lineColor(_ index: Int, _ levels: [Double], _ theme: Theme) -> Color {
    if isFilled { return theme.background.faded(to: 0.45) }
    guard let map else { return theme.axis }
    return ColorScale(map, Extent(), range: -1...Double(levels.count), theme: theme)
      .color(Double(index))
  }

  private func drawBands(_ levels: [Double], _ frame: Frame, on sheet: inout Sheet) {
    let scale = scale(levels, frame.theme)
    let colors = (0...levels.count).map { scale.color(Double($0)).premultiplied }
    let values = drawn.values
    let bitmap = drawn.bitmap(in: frame) { corners, weights in
      var value = 0.0
      for index in 0..<4 { value += values[corners[index]] * weights[index] }
      guard value.isFinite else { return .zero }
      var (low, high) = (0, levels.count)
      while low < high {
        let middle = (low + high) / 2
        if levels[middle] <= value { low = middle + 1 } else { high = middle }
      }
      return colors[low]
    }
    sheet.image(bitmap, in: frame.area)
  }

  /// Writes the value into the longest piece of every line where there is room.
  private func drawLabels(
    _ pieces: [(level: Double, path: [Point])], _ levels: [Double], _ frame: Frame,
    on sheet: inout Sheet
  ) {
    for level in levels {
      let own = pieces.filter { $0.level == level }.map { ($0.path, ContourMark.length($0.path)) }
      guard let (path, length) = own.max(by: { $0.1 < $1.1 }), length > 60 else { continue }
      // A few places along the line, the middle first.
      let writings = [0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6, 0.23, 0.77].map { part in
        ContourMark.writing(level, on: path, at: part, frame.theme)
      }.filter { writing in
        // Where lines run close together a number would cover its neighbours' lines.
        let room = writing.bounds.inset(by: -2)
        return frame.area.inset(by: 4).encloses(writing.bounds)
          && !pieces.contains { $0.level != level && $0.path.contains(where: room.contains) }
          && !sheet.writings.contains { $0.overlaps(writing, gap: 4) }
      }
      guard let writing = frame.best(writings, on: sheet) else { continue }
      sheet.fill(Path(polygon: writing.corners), frame.theme.background)
      sheet.write(writing)
    }
  }

  private static func length(_ path: [Point]) -> Double {
    zip(path, path.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
  }

  /// The value on its line, turned as the line runs for some way on both sides.
  private static func writing(
    _ level: Double, on path: [Point], at part: Double, _ theme: Theme
  ) -> Writing {
    let middle = Int(Double(path.count - 1) * part)
    func end(_ step: Int) -> Point {
      var index = middle
      while path.indices.contains(index + step), (path[index] - path[middle]).length < 8 {
        index += step
      }
      return path[index]
    }
    let (before, after) = (end(-1), end(1))
    var angle = atan2(before.y - after.y, after.x - before.x) * 180 / .pi
    if angle > 90 { angle -= 180 }
    if angle < -90 { angle += 180 }
    return Writing(
      NumberText.short(level), at: path[middle], size: TypeSize.note,
      anchor: Anchor(.center, .middle), rotation: angle, color: theme.text)
  }

  package func colorBar(in theme: Theme) -> ColorBar? {
    let levels = levels
    guard isFilled, !levels.isEmpty else { return nil }
    return ColorBar(scale(levels, theme), label: label, levels: levels)
  }

  package func omissions(in frame: Frame) -> Omissions {
    var omissions = Omissions()
    omissions.total = field.values.count
    omissions.notFinite = field.values.filter { !(abs($0) < Extent.largest) }.count
    return omissions
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let what = label.isEmpty ? "A landscape" : label
    let shown = field.values.indices.filter { abs(field.values[$0]) < Extent.largest }
    guard let low = shown.min(by: { field.values[$0] < field.values[$1] }),
      let high = shown.max(by: { field.values[$0] < field.values[$1] })
    else { return ["\(what) without values that can be shown."] }
    func place(_ index: Int) -> String {
      let x = Field.place(index % field.columns, of: field.columns, in: field.x)
      let y = Field.place(index / field.columns, of: field.rows, in: field.y)
      return "\(axes.x) \(NumberText.short(x)), \(axes.y) \(NumberText.short(y))"
    }
    return [
      "\(what), lowest \(NumberText.short(field.values[low])) at \(place(low)), "
        + "highest \(NumberText.short(field.values[high])) at \(place(high))."
    ]
  }
}
