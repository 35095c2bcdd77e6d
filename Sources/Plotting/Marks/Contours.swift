import Foundation

/// Lines of equal value of a field, or bands between them filled.
package struct ContourMark: PlaneMark {
  let field: Field
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
    [Series(name: label, x: field.values.indices.map { Double($0) }, y: field.values)]
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
      for line in ContourLines.lines(of: field, at: level) {
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
    let values = field.values
    let bitmap = field.bitmap(in: frame) { corners, weights in
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
      let own = pieces.filter { $0.level == level }
      guard let longest = own.max(by: { $0.path.count < $1.path.count }), longest.path.count > 24
      else { continue }
      let path = longest.path
      // A few places along the line, the middle first.
      for part in [0.5, 0.3, 0.7, 0.15, 0.85] {
        let index = Int(Double(path.count - 1) * part)
        let before = path[max(index - 4, 0)]
        let after = path[min(index + 4, path.count - 1)]
        var angle = atan2(before.y - after.y, after.x - before.x) * 180 / .pi
        if angle > 90 { angle -= 180 }
        if angle < -90 { angle += 180 }
        let writing = Writing(
          NumberText.short(level), at: path[index], size: TypeSize.note,
          anchor: Anchor(.center, .middle), rotation: angle, color: frame.theme.text)
        // Where lines run close together a number would cover its neighbours' lines.
        let room = writing.bounds.inset(by: -2)
        guard frame.area.inset(by: 4).encloses(writing.bounds),
          !pieces.contains(where: { $0.level != level && $0.path.contains(where: room.contains) }),
          !sheet.writings.contains(where: { $0.overlaps(writing, gap: 4) })
        else { continue }
        sheet.fill(Path(polygon: writing.corners), frame.theme.background)
        sheet.write(writing)
        break
      }
    }
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

extension Figure {
  /// Adds lines of equal value of a function of two variables, with their values written in.
  ///
  /// - Parameters:
  ///   - levels: the values; without them about eleven round ones.
  ///   - logarithmic: whether equal ratios, not differences, lie between the lines.
  public func contours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil,
    logarithmic: Bool = false, map: ColorMap? = nil, label: String = "",
    of function: (Double, Double) throws -> Double
  ) rethrows -> Figure {
    adding(
      ContourMark(
        field: try Field(x: x, y: y, of: function), wantedLevels: levels,
        isLogarithmic: logarithmic, isFilled: false, map: map, label: label))
  }

  /// Fills the bands between lines of equal value of a function of two variables: a loss landscape.
  public func filledContours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil,
    logarithmic: Bool = false, map: ColorMap? = nil, label: String = "",
    of function: (Double, Double) throws -> Double
  ) rethrows -> Figure {
    adding(
      ContourMark(
        field: try Field(x: x, y: y, of: function), wantedLevels: levels,
        isLogarithmic: logarithmic, isFilled: true, map: map, label: label))
  }

  /// Adds lines of equal value of numbers on a grid; the first row belongs to the lowest y.
  public func contours(
    _ matrix: some PlottableMatrix, x: ClosedRange<Double>, y: ClosedRange<Double>,
    levels: [Double]? = nil, logarithmic: Bool = false, map: ColorMap? = nil, label: String = ""
  ) -> Figure {
    adding(
      ContourMark(
        field: Field(matrix.plotMatrix, x, y), wantedLevels: levels, isLogarithmic: logarithmic,
        isFilled: false, map: map, label: label))
  }

  /// Fills the bands between lines of equal value of numbers on a grid; the first row belongs to
  /// the lowest y.
  public func filledContours(
    _ matrix: some PlottableMatrix, x: ClosedRange<Double>, y: ClosedRange<Double>,
    levels: [Double]? = nil, logarithmic: Bool = false, map: ColorMap? = nil, label: String = ""
  ) -> Figure {
    adding(
      ContourMark(
        field: Field(matrix.plotMatrix, x, y), wantedLevels: levels, isLogarithmic: logarithmic,
        isFilled: true, map: map, label: label))
  }
}

extension Field {
  fileprivate init(_ matrix: PlotMatrix, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>) {
    self.init(columns: matrix.columns, rows: matrix.rows, x: x, y: y, values: matrix.values)
  }
}
