/// What the figures of several moments have in common, so that nothing moves but what is shown.
package struct CommonAxes: Sendable {
  var x: Extent
  var y: Extent
  var isPlane: Bool
  var shape: PlotShape
}

extension Frames {
  /// The figures with the same axes, colours for the same numbers and names in the same place.
  package var aligned: [Figure] {
    guard let first = figures.first else { return [] }
    guard first.grid != nil else { return Frames.aligned(figures) }
    var aligned = figures
    for panel in 0..<(first.grid?.panels.count ?? 0) {
      let column = Frames.aligned(figures.compactMap { $0.grid?.panels[panel] })
      for (moment, figure) in column.enumerated() { aligned[moment].grid?.panels[panel] = figure }
    }
    return aligned
  }

  private static func aligned(_ figures: [Figure]) -> [Figure] {
    let marks = figures.flatMap(\.marks)
    var common = CommonAxes(
      x: Extent(), y: Extent(), isPlane: marks.contains { $0 is any PlaneMark },
      shape: marks.map(\.shape).first { $0 != .free } ?? .free)
    for mark in marks {
      let needed = mark.extents
      common.x.add(needed.x)
      common.y.add(needed.y)
    }
    let colors = HeatMapMark.colors(of: marks.compactMap { $0 as? HeatMapMark })
    return figures.map { figure in
      var figure = figure
      figure.common = common
      // A legend that looks for the emptiest corner would wander.
      if figure.legend == .automatic { figure.legend = .above }
      if let colors {
        figure.marks = figure.marks.map { ($0 as? HeatMapMark)?.colored(by: colors) ?? $0 }
      }
      return figure
    }
  }
}

extension HeatMapMark {
  /// The map and the range of numbers that suit all of several matrices; nil where there are none.
  static func colors(of marks: [HeatMapMark]) -> (map: ColorMap, range: ClosedRange<Double>)? {
    var extent = Extent()
    for mark in marks { extent.add((mark.tones ?? mark.matrix).values) }
    guard !extent.isEmpty else { return nil }
    let map = ColorScale.suitable(for: extent)
    let scale = ColorScale(map, extent, range: nil, theme: .light)
    return (map, scale.range)
  }

  /// The same with these colours, where the author has not chosen others.
  func colored(by colors: (map: ColorMap, range: ClosedRange<Double>)) -> HeatMapMark {
    HeatMapMark(
      matrix: matrix, tones: tones, rows: rows, columns: columns, showsValues: showsValues,
      hasBar: hasBar, map: map ?? colors.map, range: range ?? colors.range, label: label)
  }
}
