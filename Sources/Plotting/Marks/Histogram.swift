import Foundation

/// How many values fall into each of a row of equal bins.
package struct HistogramMark: Mark {
  struct Part: Sendable {
    let values: [Double]
    let label: String
    let hue: Hue?
  }

  var parts: [Part]
  let wantedBins: Int?
  let isDensity: Bool
  /// The borders of the bins, one more than there are bins.
  let borders: [Double]

  init(parts: [Part], wantedBins: Int?, isDensity: Bool) {
    self.parts = parts
    self.wantedBins = wantedBins
    self.isDensity = isDensity
    borders = HistogramMark.borders(parts.flatMap(\.values), wanted: wantedBins)
  }

  package var layer: MarkLayer { .ground }
  package var hues: [Hue?] { parts.map(\.hue) }

  package func adjust(_ x: inout AxisOptions, _ y: inout AxisOptions) {
    if y.label.isEmpty { y.label = isDensity ? "density" : "count" }
  }

  package var extents: (x: Extent, y: Extent) {
    var x = Extent(borders)
    x.isWhole = false
    var y = Extent(parts.flatMap(heights))
    y.add([0])
    y.standsOnZero = true
    return (x, y)
  }

  package var series: [Series] {
    let centers = zip(borders, borders.dropFirst()).map { ($0 + $1) / 2 }
    return parts.map { Series(.histogram, name: $0.label, x: centers, y: heights($0)) }
  }

  /// Borders at round numbers, about as far apart as Freedman and Diaconis advise: twice the
  /// quartiles' distance over the cube root of the count.
  package static func borders(_ values: [Double], wanted: Int?) -> [Double] {
    let shown = values.filter { abs($0) < Extent.largest }.sorted()
    guard let low = shown.first, let high = shown.last else { return [0, 1] }
    guard high - low > max(abs(low), abs(high)) * 1e-9 else {
      let room = max(abs(low) * 0.05, 0.5)
      return [low - room, low + room]
    }
    var count = Double(wanted ?? 0)
    if wanted == nil {
      let quartiles = shown[shown.count * 3 / 4] - shown[shown.count / 4]
      let width = 2 * quartiles / cbrt(Double(shown.count))
      let sturges = log2(Double(shown.count)) + 1
      count = width > 0 ? min(max((high - low) / width, sturges), 80) : sturges
    }
    count = min(max(count, 1), 400)
    if wanted != nil {
      let width = (high - low) / count.rounded()
      return (0...Int(count.rounded())).map { low + Double($0) * width }
    }
    let isWhole = shown.allSatisfy { $0 == $0.rounded() }
    let step = RoundStep.dividing(high - low, into: count, isWhole: isWhole)
    var first = (low / step.value).rounded(.down)
    let last = (high / step.value).rounded(.down) + 1
    // Whole numbers stand in the middle of their bin and not on a border.
    let shift = isWhole && step.value == 1 ? 0.5 : 0
    guard abs(first) < 1e15, last - first < 1000 else { return [low, high] }
    var borders: [Double] = []
    while first <= last {
      borders.append(first * step.value - shift)
      first += 1
    }
    return borders
  }

  /// The height of each bar.
  private func heights(_ part: Part) -> [Double] {
    var counts = [Double](repeating: 0, count: borders.count - 1)
    let low = borders[0]
    let width = (borders[borders.count - 1] - low) / Double(counts.count)
    var total = 0.0
    for value in part.values where abs(value) < Extent.largest {
      let bin = (value - low) / width
      guard bin >= 0, bin <= Double(counts.count) else { continue }
      counts[min(Int(bin), counts.count - 1)] += 1
      total += 1
    }
    return isDensity && total > 0 ? counts.map { $0 / (total * width) } : counts
  }

  package func draw(in frame: Frame, on sheet: inout Sheet) {
    let isAlone = parts.count == 1
    let foot = frame.down(0).isFinite ? frame.down(0) : frame.area.bottom
    let edges = borders.map { border -> Double in
      let x = frame.across(border)
      return x.isFinite ? x : frame.area.left
    }
    for (part, hue) in zip(parts, frame.hues) {
      let color = frame.theme.color(hue.hue)
      var bars = Path()
      var outline = [Point(edges[0], foot)]
      for (bin, height) in heights(part).enumerated() {
        let top = frame.down(height).isFinite ? frame.down(height) : foot
        let gap = isAlone && edges[bin + 1] - edges[bin] > 3 ? 0.5 : 0
        let width = max(edges[bin + 1] - edges[bin] - gap, 0)
        if height > 0 {
          bars.append(Path(Rectangle(x: edges[bin], y: top, width: width, height: foot - top)))
        }
        outline += [Point(edges[bin], top), Point(edges[bin + 1], top)]
      }
      outline.append(Point(edges[edges.count - 1], foot))
      sheet.fill(bars, isAlone ? color : frame.theme.veil(color, 0.28))
      if !isAlone {
        sheet.stroke(
          Path(through: outline), color, LineStyle(1.2, dash: hue.dash, join: .miter))
      }
    }
  }

  package func keys(in frame: Frame) -> [LegendKey] {
    zip(parts, frame.hues).filter { !$0.0.label.isEmpty }.map { part, hue in
      let color = frame.theme.color(hue.hue)
      return LegendKey(
        part.label,
        parts.count == 1
          ? .swatch(color) : .swatch(frame.theme.veil(color, 0.28), border: color))
    }
  }

  package func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for part in parts {
      for (bin, height) in heights(part).enumerated() {
        let (left, right) = (frame.across(borders[bin]), frame.across(borders[bin + 1]))
        let (top, foot) = (frame.down(height), frame.area.bottom)
        guard left.isFinite, right.isFinite, top.isFinite else { continue }
        occupancy.add(Rectangle(x: left, y: top, width: right - left, height: foot - top))
      }
    }
  }

  package func omissions(in frame: Frame) -> Omissions {
    var omissions = Omissions()
    for part in parts {
      omissions.total += part.values.count
      omissions.notFinite += part.values.filter { !(abs($0) < Extent.largest) }.count
      if frame.x.kind == .logarithmic {
        omissions.notPositive += part.values.filter { $0 <= 0 }.count
      }
    }
    return omissions
  }

  package func sentences(_ axes: AxisNames) -> [String] {
    parts.map { part in
      let what = part.label.isEmpty ? "A histogram" : part.label
      let shown = part.values.filter { abs($0) < Extent.largest }.sorted()
      guard let low = shown.first, let high = shown.last else { return "\(what): no values." }
      let heights = heights(part)
      let mode = heights.indices.max { heights[$0] < heights[$1] } ?? 0
      return "\(what): \(Decimal10(shown.count, exponent: 0).text) values from "
        + "\(NumberText.short(low)) to \(NumberText.short(high)), median "
        + "\(NumberText.short(shown[shown.count / 2])), most between "
        + "\(NumberText.short(borders[mode])) and \(NumberText.short(borders[mode + 1]))."
    }
  }
}

extension Figure {
  /// Adds a histogram. Further calls use the same bins, so that they can be compared.
  ///
  /// - Parameters:
  ///   - bins: how many; without it their number suits the spread of the values, and their borders
  ///     are round numbers.
  ///   - density: whether areas and not heights stand for counts, each histogram having area 1.
  public func histogram(
    _ values: some Plottable, bins: Int? = nil, density: Bool = false, label: String = "",
    hue: Hue? = nil
  ) -> Figure {
    let part = HistogramMark.Part(values: values.plotValues, label: label, hue: hue)
    return changing { figure in
      if let place = figure.marks.firstIndex(where: { $0 is HistogramMark }),
        let before = figure.marks[place] as? HistogramMark
      {
        figure.marks[place] = HistogramMark(
          parts: before.parts + [part], wantedBins: before.wantedBins ?? bins,
          isDensity: before.isDensity || density)
      } else {
        let mark = HistogramMark(parts: [part], wantedBins: bins, isDensity: density)
        figure.marks.append(mark)
        mark.adjust(&figure.x, &figure.y)
      }
    }
  }
}
