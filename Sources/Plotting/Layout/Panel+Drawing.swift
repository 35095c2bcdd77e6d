extension Panel {
  /// Draws the whole panel: what stands around the plot, then the plot.
  package func draw(_ plan: PanelPlan, box: Rectangle, area: Rectangle, on sheet: inout Sheet) {
    drawHeader(plan, box: box, area: area, on: &sheet)
    if !isBare {
      drawAxisLabels(plan, box: box, area: area, on: &sheet)
      drawTickLabels(plan, area: area, on: &sheet)
    }
    let frame = frame(area)
    if !isBare { drawGrid(plan, frame, on: &sheet) }
    // The lines of the axes lie over fields and bars but under lines and points.
    drawMarks(plan, where: { $0 < .data }, isClipped: true, area: area, on: &sheet)
    if !isBare { drawAxes(plan, frame, on: &sheet) }
    drawMarks(plan, where: { $0 == .data }, isClipped: true, area: area, on: &sheet)
    drawMarks(plan, where: { $0 == .notes }, isClipped: false, area: area, on: &sheet)
    plan.colorBar?.draw(beside: area, theme: theme, on: &sheet)
    drawLegend(plan, box: box, area: area, on: &sheet)
  }

  private func drawMarks(
    _ plan: PanelPlan, where isWanted: (MarkLayer) -> Bool, isClipped: Bool, area: Rectangle,
    on sheet: inout Sheet
  ) {
    var frame = frame(area)
    let wanted = marks.filter { isWanted($0.mark.layer) }
    guard !wanted.isEmpty else { return }
    if wanted.contains(where: { $0.mark is any WordyMark }) {
      var occupied = Occupancy(area)
      forEachMark(in: area) { $0.occupy(&occupied, in: $1) }
      frame.occupied = occupied
      frame.legend = legendInCorner(plan, area)?.box
    }
    let clip = isClipped && !isBare ? area.inset(by: -1.5) : nil
    func drawAll(on sheet: inout Sheet) {
      for (mark, hues) in wanted {
        frame.hues = hues
        mark.draw(in: frame, on: &sheet)
      }
    }
    if let clip { sheet.clip(to: clip) { drawAll(on: &$0) } } else { drawAll(on: &sheet) }
  }

  private func drawHeader(
    _ plan: PanelPlan, box: Rectangle, area: Rectangle, on sheet: inout Sheet
  ) {
    for (index, line) in plan.titleLines.enumerated() {
      let baseline = box.top + titleSize * (0.86 + Double(index) * PanelPlan.titleLeading)
      sheet.writeIfFree(
        Writing(
          line, at: Point(box.left, baseline), size: titleSize, weight: .bold, color: theme.ink),
        gap: 0)
    }
    guard !isBare, !isMatrix, !figure.y.label.isEmpty else {
      drawBarLabel(plan, box: box, area: area, on: &sheet)
      return
    }
    drawBarLabel(plan, box: box, area: area, on: &sheet)
    let label = Typesetting.shortened(figure.y.label, to: box.width, size: TypeSize.label)
    sheet.writeIfFree(
      Writing(
        label, at: Point(box.left, area.top - 9.5), size: TypeSize.label, color: theme.text), gap: 0
    )
  }

  private func drawBarLabel(
    _ plan: PanelPlan, box: Rectangle, area: Rectangle, on sheet: inout Sheet
  ) {
    guard let bar = plan.colorBar, !bar.label.isEmpty else { return }
    let label = Typesetting.shortened(bar.label, to: box.width * 0.6, size: TypeSize.label)
    sheet.writeIfFree(
      Writing(
        label, at: Point(box.right, area.top - 9.5), size: TypeSize.label, anchor: .right,
        color: theme.text), gap: 0)
  }

  private func drawAxisLabels(
    _ plan: PanelPlan, box: Rectangle, area: Rectangle, on sheet: inout Sheet
  ) {
    if !figure.x.label.isEmpty {
      let ticks = figure.x.showsTickLabels && !figure.x.isHidden ? 5.5 + plan.across.height : 0
      let label = Typesetting.shortened(figure.x.label, to: box.width, size: TypeSize.label)
      let half = Typesetting.width(label, TypeSize.label) / 2
      let middle = min(max(area.center.x, box.left + half), box.right - half)
      sheet.writeIfFree(
        Writing(
          label, at: Point(middle, area.bottom + ticks + 11), size: TypeSize.label,
          anchor: .center, color: theme.text), gap: 0)
    }
    if isMatrix, !figure.y.label.isEmpty, !figure.y.isHidden {
      let label = Typesetting.shortened(figure.y.label, to: area.height, size: TypeSize.label)
      sheet.writeIfFree(
        Writing(
          label,
          at: Point(area.left - plan.upward.width - PanelPlan.tickGap - 8, area.center.y),
          size: TypeSize.label, anchor: Anchor(.center, .middle), rotation: 90, color: theme.text),
        gap: 0, within: box.inset(by: -6))
    }
  }

  private func drawTickLabels(_ plan: PanelPlan, area: Rectangle, on sheet: inout Sheet) {
    if !figure.y.isHidden, figure.y.showsTickLabels {
      plan.upward.draw(besides: area, y, gap: PanelPlan.tickGap, theme: theme, on: &sheet)
    }
    if !figure.x.isHidden, figure.x.showsTickLabels {
      plan.across.draw(below: area, x, theme: theme, on: &sheet)
    }
  }

  private func drawLegend(
    _ plan: PanelPlan, box: Rectangle, area: Rectangle, on sheet: inout Sheet
  ) {
    switch plan.legend {
    case .none: return
    case .ends(let width):
      var ends: [LineEnd] = []
      forEachMark(in: area) { mark, frame in
        ends += mark.lineEnds(in: frame).filter { !$0.text.isEmpty && $0.place.isFinite }
      }
      let labels = LineEndLabels(ends, beside: area, room: width, isForced: true)
      labels?.draw(beside: area, theme: theme, on: &sheet)
    case .corner:
      guard let (legend, box) = legendInCorner(plan, area) else { return }
      legend.drawColumn(at: Point(box.x, box.y), theme: theme, on: &sheet)
    case .above(let height):
      let titles = Double(plan.titleLines.count) * titleSize * PanelPlan.titleLeading
      let top = box.top + (plan.titleLines.isEmpty ? 0 : titles + 3)
      Legend(legendKeys(area), width: box.width).drawRows(
        in: Rectangle(x: box.left, y: top, width: box.width, height: height), theme: theme,
        on: &sheet)
    }
  }

  /// A legend that stands in the plot, and where.
  private func legendInCorner(
    _ plan: PanelPlan, _ area: Rectangle
  ) -> (legend: Legend, box: Rectangle)? {
    guard case .corner(let place) = plan.legend else { return nil }
    let legend = Legend(legendKeys(area), width: area.width * 0.6)
    return (legend, Occupancy.box(place, legend.size.width, legend.size.height, in: area))
  }

  private func legendKeys(_ area: Rectangle) -> [LegendKey] {
    var keys: [LegendKey] = []
    forEachMark(in: area) { mark, frame in
      keys += mark.keys(in: frame).filter { !$0.text.isEmpty }
    }
    return keys
  }
}
