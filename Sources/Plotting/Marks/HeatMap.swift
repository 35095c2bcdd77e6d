/// Numbers in cells, each shown by a colour and where there is room by its digits.
package struct HeatMapMark: Mark {
  let matrix: PlotMatrix
  /// What the colours stand for, where that is not the numbers themselves.
  let tones: PlotMatrix?
  let rows: [String]?
  let columns: [String]?
  let showsValues: Bool
  let hasBar: Bool
  let map: ColorMap?
  let range: ClosedRange<Double>?
  let label: String

  package var layer: MarkLayer { .field }
  package var hues: [Hue?] { [] }
  package var categories: (x: [String]?, y: [String]?) { (columns, rows) }

  package var extents: (x: Extent, y: Extent) {
    func cells(_ count: Int) -> Extent {
      var extent = Extent(-0.5...(Double(max(count, 1)) - 0.5))
      extent.isTight = true
      extent.isWhole = true
      return extent
    }
    return (cells(matrix.columns), cells(matrix.rows))
  }

  package var shape: PlotShape {
    // Cells are square unless that would make the plot a ribbon.
    let aspect = Double(max(matrix.columns, 1)) / Double(max(matrix.rows, 1))
    return .cells(aspect: min(max(aspect, 0.4), 3.5))
  }

  package func adjust(_ x: inout AxisOptions, _ y: inout AxisOptions) {
    if y.isReversed == nil { y.isReversed = true }
  }

  package var series: [Series] {
    [
      Series(
        .cells, name: label, x: matrix.values.indices.map { Double($0) }, y: matrix.values)
    ]
  }

  private func scale(_ theme: Theme) -> ColorScale {
    let extent = Extent((tones ?? matrix).values)
    return ColorScale(
      map ?? ColorScale.suitable(for: extent), extent, range: range, theme: theme)
  }

  package func colorBar(in theme: Theme) -> ColorBar? {
    hasBar ? ColorBar(scale(theme), label: label) : nil
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    guard matrix.rows > 0, matrix.columns > 0 else { return }
    let scale = scale(frame.theme)
    let colors = (tones ?? matrix).values.map(scale.color)
    let area = frame.area
    sheet.image(
      Bitmap(width: matrix.columns, height: matrix.rows, colors: colors), in: area)
    let cell = (
      width: area.width / Double(matrix.columns), height: area.height / Double(matrix.rows)
    )
    if cell.width >= 9, cell.height >= 9 { drawSeams(frame, on: &sheet) }
    if showsValues { drawValues(colors, cell, frame, on: &sheet) }
  }

  /// Slivers of paper between large cells.
  private func drawSeams(_ frame: Frame, on sheet: inout Sheet) {
    let area = frame.area
    let style = LineStyle(1)
    for column in 1..<max(matrix.columns, 1) {
      let x = area.left + area.width * Double(column) / Double(matrix.columns)
      sheet.hairline(
        Point(x, area.top), Point(x, area.bottom), frame.theme.background, style)
    }
    for row in 1..<max(matrix.rows, 1) {
      let y = area.top + area.height * Double(row) / Double(matrix.rows)
      sheet.hairline(
        Point(area.left, y), Point(area.right, y), frame.theme.background, style)
    }
  }

  private func drawValues(
    _ colors: [Color], _ cell: (width: Double, height: Double), _ frame: Frame,
    on sheet: inout Sheet
  ) {
    guard matrix.values.count <= 2500 else { return }
    let texts = matrix.values.map(text)
    let widest = texts.map { Typesetting.width($0, 1) }.max() ?? 1
    let size = min(TypeSize.label, (cell.width - 4) / max(widest, 0.1), cell.height * 0.62)
    guard size >= TypeSize.tick else { return }
    for (index, text) in texts.enumerated() {
      let (row, column) = (index / matrix.columns, index % matrix.columns)
      let place = frame.point(Double(column), Double(row))
      sheet.write(
        Writing(
          text, at: place, size: size, anchor: Anchor(.center, .middle),
          color: frame.theme.lettering(on: colors[index])))
    }
  }

  private func text(_ number: Double) -> String {
    guard number.isFinite else { return "–" }
    if matrix.values.allSatisfy({ !$0.isFinite || $0 == $0.rounded() }) {
      return NumberText.short(number)
    }
    let largest = matrix.values.filter(\.isFinite).map { abs($0) }.max() ?? 1
    return largest >= 1000 || largest < 0.01
      ? NumberText.short(number)
      : HeatMapMark.padded(number, largest >= 100 ? 0 : largest >= 10 ? 1 : 2)
  }

  /// With all its decimals, so that numbers in a column agree.
  private static func padded(_ number: Double, _ decimals: Int) -> String {
    let digits = (number * Decimal10.power(decimals)).rounded()
    guard abs(digits) < 1e15 else { return NumberText.short(number) }
    guard digits != 0 else {
      return decimals > 0 ? "0." + String(repeating: "0", count: decimals) : "0"
    }
    return Decimal10(Int(digits), exponent: -decimals).text
  }

  package func omissions(in frame: Frame) -> Omissions {
    var omissions = Omissions()
    omissions.total = matrix.values.count
    omissions.notFinite = matrix.values.filter { !$0.isFinite }.count
    return omissions
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    let shown = matrix.values.indices.filter { matrix.values[$0].isFinite }
    let what = "\(matrix.rows) by \(matrix.columns) cells"
    guard let low = shown.min(by: { matrix.values[$0] < matrix.values[$1] }),
      let high = shown.max(by: { matrix.values[$0] < matrix.values[$1] })
    else { return ["\(what) without values that can be shown."] }
    func place(_ index: Int) -> String {
      let (row, column) = (index / matrix.columns, index % matrix.columns)
      return "row \(rows?[row] ?? "\(row)"), column \(columns?[column] ?? "\(column)")"
    }
    return [
      "\(what), from \(NumberText.short(matrix.values[low])) in \(place(low)) "
        + "to \(NumberText.short(matrix.values[high])) in \(place(high))."
    ]
  }
}

extension Figure {
  /// Adds a matrix as coloured cells, its first row at the top.
  ///
  /// - Parameters:
  ///   - values: whether the numbers stand in the cells, where they fit.
  ///   - rows: names of the rows.
  ///   - columns: names of the columns.
  ///   - map: how numbers become colours; without it two-sided where both signs occur.
  ///   - range: the numbers at the ends of the colours.
  ///   - label: what the colours measure.
  ///   - tones: what the colours stand for in place of the numbers, as a matrix of the same size.
  ///   - bar: whether a bar beside the plot explains the colours; without it only where no numbers
  ///     do.
  public func heatMap(
    _ matrix: some PlottableMatrix, values: Bool = false, rows: [String]? = nil,
    columns: [String]? = nil, map: ColorMap? = nil, range: ClosedRange<Double>? = nil,
    label: String = "", tones: PlotMatrix? = nil, bar: Bool? = nil
  ) -> Figure {
    let matrix = matrix.plotMatrix
    if let tones {
      required(
        try requireSameCount(
          "drawing a heat map", ("rows", matrix.rows), ("rows of tones", tones.rows)))
      required(
        try requireSameCount(
          "drawing a heat map", ("columns", matrix.columns), ("columns of tones", tones.columns)))
    }
    if let rows {
      required(
        try requireSameCount("drawing a heat map", ("rows", matrix.rows), ("row names", rows.count))
      )
    }
    if let columns {
      required(
        try requireSameCount(
          "drawing a heat map", ("columns", matrix.columns), ("column names", columns.count)))
    }
    return adding(
      HeatMapMark(
        matrix: matrix, tones: tones, rows: rows, columns: columns, showsValues: values,
        hasBar: bar ?? (!values || matrix.values.count > 100), map: map, range: range, label: label)
    )
  }
}
