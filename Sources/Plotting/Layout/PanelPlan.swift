/// How a panel divides its room: found for a guess of the plot's size, and again for the size that
/// follows from the first answer.
package struct PanelPlan: Sendable {
  package enum LegendPlan: Sendable {
    case none
    case ends(width: Double)
    case corner(LegendPlace)
    case above(height: Double)
  }

  let across: AcrossTicks
  let upward: UpwardTicks
  let titleLines: [String]
  let legend: LegendPlan
  let colorBar: ColorBar?
  package let margins: Margins

  static let tickGap = 6.0
  static let titleLeading = 1.28
  static let labelHeight = 13.0

  /// The plan of a panel that has `box` in all and a plot of about the size of `area`.
  init(_ panel: Panel, box: Rectangle, area: Rectangle) {
    let figure = panel.figure
    across = AcrossTicks(
      panel.x, width: area.width, format: figure.x.format, isMatrix: panel.isMatrix)
    upward = UpwardTicks(
      panel.y, height: area.height, room: max(box.width * 0.34, 20), format: figure.y.format,
      isMatrix: panel.isMatrix)
    titleLines = Typesetting.lines(
      figure.title, width: box.width, size: panel.titleSize, weight: .bold, limit: 3)
    var bar: ColorBar?
    panel.forEachMark(in: area) { mark, frame in bar = bar ?? mark.colorBar(in: frame.theme) }
    colorBar = bar
    legend = PanelPlan.legend(panel, box: box, area: area, hasColorBar: bar != nil)
    margins = PanelPlan.margins(
      panel, across, upward, titles: titleLines.count, legend, bar, area: area)
  }

  private static func margins(
    _ panel: Panel, _ across: AcrossTicks, _ upward: UpwardTicks, titles: Int,
    _ legend: LegendPlan, _ bar: ColorBar?, area: Rectangle
  ) -> Margins {
    let figure = panel.figure
    var margins = Margins()
    if titles > 0 { margins.top += Double(titles) * panel.titleSize * titleLeading + 3 }
    if case .above(let height) = legend { margins.top += height + 3 }
    if !figure.y.label.isEmpty, !panel.isMatrix, !panel.isBare { margins.top += labelHeight + 1 }
    if let bar, !bar.label.isEmpty, figure.y.label.isEmpty { margins.top += labelHeight + 1 }
    margins.top += panel.isBare ? 4 : 6
    guard !panel.isBare else { return margins }
    if !figure.y.isHidden {
      if figure.y.showsTickLabels { margins.left += upward.width + tickGap }
      if panel.isMatrix, !figure.y.label.isEmpty { margins.left += labelHeight + 3 }
    }
    if !figure.x.isHidden {
      let overhang = across.overhang(panel.x, width: area.width)
      if figure.x.showsTickLabels {
        margins.bottom += 5.5 + across.height
        margins.left = max(margins.left, overhang.left)
        margins.right = max(margins.right, overhang.right)
      }
    }
    if !figure.x.label.isEmpty { margins.bottom += labelHeight + 2 }
    margins.right = max(margins.right, 2)
    if case .ends(let width) = legend { margins.right = max(margins.right, width + 13) }
    if let bar { margins.right = max(margins.right, bar.width(height: area.height) + 1) }
    return margins
  }

  /// Decides where the names of marks stand.
  private static func legend(
    _ panel: Panel, box: Rectangle, area: Rectangle, hasColorBar: Bool
  ) -> LegendPlan {
    let place = panel.figure.legend
    guard place != .hidden else { return .none }
    var (keys, ends): ([LegendKey], [LineEnd]) = ([], [])
    panel.forEachMark(in: area) { mark, frame in
      keys += mark.keys(in: frame).filter { !$0.text.isEmpty }
      ends += mark.lineEnds(in: frame).filter { !$0.text.isEmpty && $0.place.isFinite }
    }
    guard !keys.isEmpty else { return .none }
    if !hasColorBar, place == .automatic || place == .lineEnds, ends.count == keys.count {
      let labels = LineEndLabels(
        ends, beside: area, room: box.width * 0.32, isForced: place == .lineEnds)
      if let labels { return .ends(width: labels.width) }
    }
    let legend = Legend(keys, width: box.width)
    let above = LegendPlan.above(
      height: Double(min(legend.rows(width: box.width).count, 4)) * legend.rowHeight)
    switch place {
    case .above: return above
    case .topLeft, .topRight, .bottomLeft, .bottomRight: return .corner(place)
    default: break
    }
    let size = legend.size
    guard size.width < area.width * 0.55, size.height < area.height * 0.6 else { return above }
    var occupancy = Occupancy(area)
    panel.forEachMark(in: area) { $0.occupy(&occupancy, in: $1) }
    let corner = occupancy.emptiestCorner(width: size.width, height: size.height)
    return corner.covered == 0 ? .corner(corner.place) : above
  }
}
