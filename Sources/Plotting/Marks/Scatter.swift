/// Points, each for a pair of values; their colour and size may stand for two more.
package struct ScatterMark: PlaneMark {
  let x: [Double]
  let y: [Double]
  let colors: [Double]?
  let sizes: [Double]?
  let map: ColorMap?
  let label: String
  let colorLabel: String
  let sizeLabel: String
  let hue: Hue?
  let marker: Marker?

  package var hues: [Hue?] { colors == nil ? [hue] : [] }
  package var extents: (x: Extent, y: Extent) { (Extent(x), Extent(y)) }

  package var series: [Series] {
    var all = [Series(.points, name: label, x: x, y: y)]
    let name = label.isEmpty ? "" : label + ", "
    if let colors { all.append(Series(.measure, name: name + "color", x: x, y: colors)) }
    if let sizes { all.append(Series(.measure, name: name + "size", x: x, y: sizes)) }
    return all
  }

  /// Many points are drawn small and transparent, so that their density shows.
  private var look: (radius: Double, opacity: Double) {
    switch x.count {
    case ...60: return (3.1, 0.95)
    case ...400: return (2.5, 0.8)
    case ...2_000: return (2.0, 0.6)
    case ...10_000: return (1.4, 0.4)
    case ...100_000: return (0.8, 0.2)
    default: return (0.6, 0.08)
    }
  }

  private func shape(_ frame: Frame) -> Marker {
    marker ?? frame.hues.first?.marker ?? .circle
  }

  private func scale(_ theme: Theme) -> ColorScale? {
    guard let colors else { return nil }
    let extent = Extent(colors)
    let suitable = ColorScale.suitable(for: extent)
    return ColorScale(
      map ?? (suitable == .diverging ? .diverging : .spectrum), extent, range: nil, theme: theme)
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let points = frame.points(x, y)
    if let sizes {
      drawSized(points, sizes, frame, on: &sheet)
    } else if let colors, let scale = scale(frame.theme) {
      // Few enough to stand apart are solid: seen through, they would not have the bar's colours.
      let opacity = points.count <= 2_000 ? 1 : max(look.opacity, 0.5)
      drawRims(points, frame, on: &sheet)
      sheet.stamp(
        shape(frame).path(radius: look.radius), at: points,
        colors: colors.map { frame.theme.veil(scale.color($0), opacity) })
    } else {
      let color = frame.theme.color(frame.hues[0].hue)
      drawRims(points, frame, on: &sheet)
      sheet.stamp(
        shape(frame).path(radius: look.radius), at: points,
        frame.theme.veil(color, look.opacity))
    }
  }

  /// Few points get a thin rim in the colour of the paper, so that neighbours stay apart.
  private func drawRims(_ points: [Point], _ frame: Frame, on sheet: inout Sheet) {
    guard points.count <= 60 else { return }
    sheet.stamp(shape(frame).path(radius: look.radius + 0.7), at: points, frame.theme.background)
  }

  /// Discs whose areas stand for numbers, the largest first so that small ones stay visible.
  private func drawSized(
    _ points: [Point], _ sizes: [Double], _ frame: Frame, on sheet: inout Sheet
  ) {
    let largest = largestSize ?? 1
    let plain = frame.hues.first.map { frame.theme.color($0.hue) } ?? frame.theme.text
    let scale = scale(frame.theme)
    // Thirty sizes cannot be told from a continuum, and each is rasterised once.
    var groups: [Int: (points: [Point], colors: [Color])] = [:]
    for (index, point) in points.enumerated() where point.isFinite {
      let share = largest > 0 ? abs(sizes[index]) / largest : 1
      guard share.isFinite else { continue }
      let level = Int((share.squareRoot() * 30).rounded())
      let color = colors.flatMap { numbers in scale?.color(numbers[index]) } ?? plain
      groups[level, default: ([], [])].points.append(point)
      groups[level, default: ([], [])].colors.append(
        colors == nil ? frame.theme.veil(color, 0.7) : color)
    }
    for (level, group) in groups.sorted(by: { $0.key > $1.key }) {
      let radius = ScatterMark.radius(level: Double(level))
      if points.count <= 2_000 {
        // A rim in the colour of the paper keeps neighbours apart.
        let rim = shape(frame).path(radius: radius + 0.6)
        sheet.stamp(rim, at: group.points, frame.theme.background)
      }
      sheet.stamp(shape(frame).path(radius: radius), at: group.points, colors: group.colors)
    }
  }

  private static func radius(level: Double) -> Double { 1.2 + level / 30 * 9 }

  private var largestSize: Double? {
    sizes?.filter { abs($0) < Extent.largest }.map { abs($0) }.max()
  }

  /// Discs for two round sizes, one four times the other, that say what areas mean.
  private func sizeKeys(in frame: Frame) -> [LegendKey] {
    guard !sizeLabel.isEmpty, let largest = largestSize, largest > 0 else { return [] }
    let step = RoundStep.dividing(largest, into: 1, isWhole: false).value
    let round = step <= largest ? step : step / 2
    let plain = frame.hues.first.map { frame.theme.color($0.hue) } ?? frame.theme.quiet
    return [round, round / 4].map { size in
      let radius = ScatterMark.radius(level: (size / largest).squareRoot() * 30)
      let number = size < 1e6 && size == size.rounded() ? "\(Int(size))" : "\(size)"
      return LegendKey("\(sizeLabel) \(number)", .point(shape(frame), plain, radius: radius))
    }
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    guard !label.isEmpty, let hue = frame.hues.first else { return sizeKeys(in: frame) }
    return [LegendKey(label, .point(shape(frame), frame.theme.color(hue.hue)))]
      + sizeKeys(in: frame)
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for point in Thinning.sample(frame.points(x, y)) { occupancy.add(point) }
  }

  package func colorBar(in theme: Theme) -> ColorBar? {
    scale(theme).map { ColorBar($0, label: colorLabel) }
  }

  package func omissions(in frame: Frame) -> Omissions { Omissions(x, y, in: frame) }

  package func sentences(_ axes: AxisNames) -> [String] {
    let what = label.isEmpty ? "" : "\(label): "
    let extent = Extents(x, y)
    guard let extent else { return ["\(what)no points that can be shown."] }
    let count = Decimal10(extent.count, exponent: 0).text
    if extent.count == 1 {
      return ["\(what)1 point at \(axes.x) \(extent.x.lowest), \(axes.y) \(extent.y.lowest)."]
    }
    let relation = Correlation.sentence(x, y)
    return [
      "\(what)\(count) points, x from \(extent.x.text), y from \(extent.y.text)"
        + "\(relation)."
    ]
  }
}

extension Figure {
  /// Adds points.
  ///
  /// - Parameters:
  ///   - color: numbers that the points' colours stand for; a bar explains them.
  ///   - size: numbers that the points' areas stand for.
  ///   - colorLabel: what `color` measures.
  ///   - sizeLabel: what `size` measures; the legend then shows two sizes.
  public func scatter(
    _ x: some Plottable, _ y: some Plottable, color: (any Plottable)? = nil,
    size: (any Plottable)? = nil, map: ColorMap? = nil, label: String = "",
    colorLabel: String = "", sizeLabel: String = "", hue: Hue? = nil, marker: Marker? = nil
  ) -> Figure {
    let (x, y) = (x.plotValues, y.plotValues)
    let (colors, sizes) = (color?.plotValues, size?.plotValues)
    let what = "drawing points"
    required(try requireSameCount(what, ("x values", x.count), ("y values", y.count)))
    if let colors {
      required(
        try requireSameCount(what, ("points", x.count), ("numbers for colors", colors.count)))
    }
    if let sizes {
      required(try requireSameCount(what, ("points", x.count), ("numbers for sizes", sizes.count)))
    }
    return adding(
      ScatterMark(
        x: x, y: y, colors: colors, sizes: sizes, map: map, label: label, colorLabel: colorLabel,
        sizeLabel: sizeLabel, hue: hue, marker: marker))
  }

  /// Adds points of several classes, each class with its own hue and marker.
  ///
  /// `classes` holds a class for each point, from 0; `names` are theirs in the legend.
  public func scatter(
    _ x: some Plottable, _ y: some Plottable, classes: [Int], names: [String] = []
  ) -> Figure {
    let (x, y) = (x.plotValues, y.plotValues)
    let what = "drawing points of several classes"
    required(try requireSameCount(what, ("x values", x.count), ("y values", y.count)))
    required(try requireSameCount(what, ("points", x.count), ("classes", classes.count)))
    var figure = self
    for kind in Set(classes).sorted() {
      let members = classes.indices.filter { classes[$0] == kind }
      let name = names.indices.contains(kind) ? names[kind] : "class \(kind)"
      figure = figure.scatter(
        members.map { x[$0] }, members.map { y[$0] }, label: name, hue: Hue.number(max(kind, 0)))
    }
    return figure
  }
}
