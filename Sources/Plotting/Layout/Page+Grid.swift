extension Page {
  static let gutter = 16.0

  /// The panels of a grid with plots of one size, in line with each other.
  func laidOutGrid() -> (width: Double, height: Double, sheet: Sheet) {
    guard let grid = figure.grid, !grid.panels.isEmpty else {
      var empty = figure
      empty.grid = nil
      return Page(empty, theme: theme).laidOut()
    }
    let panels = self.panels(of: grid)
    let width = figure.width ?? (grid.columns <= 3 ? Page.width : 540)
    let inner = width - 2 * Page.edge
    let cell = Page.cell(panels, grid, inner: inner, height: figure.height)
    let titleLines = Typesetting.lines(
      figure.title, width: inner, size: TypeSize.title, weight: .bold, limit: 3)
    let titleLine = TypeSize.title * PanelPlan.titleLeading
    let top = Page.edge + (titleLines.isEmpty ? 0 : Double(titleLines.count) * titleLine + 6)

    // Panels of a column share left and right margins, those of a row top and bottom ones.
    let boxes = panels.indices.map { index in
      Rectangle(
        x: Page.edge + Double(index % grid.columns) * (cell.width + Page.gutter),
        y: top + Double(index / grid.columns) * (cell.height + Page.gutter), width: cell.width,
        height: cell.height)
    }
    let plans = zip(panels, boxes).map { Page.plan($0, box: $1).0 }
    var sheet = Sheet()
    for (index, line) in titleLines.enumerated() {
      let baseline = Page.edge + TypeSize.title * 0.86 + Double(index) * titleLine
      sheet.write(
        Writing(
          line, at: Point(Page.edge, baseline), size: TypeSize.title, weight: .bold,
          color: theme.ink))
    }
    var bottom = top
    for (index, panel) in panels.enumerated() {
      var margins = Margins()
      for other in panels.indices {
        let own = plans[other].margins
        if other % grid.columns == index % grid.columns {
          margins = margins.union(Margins(left: own.left, right: own.right))
        }
        if other / grid.columns == index / grid.columns {
          margins = margins.union(Margins(top: own.top, bottom: own.bottom))
        }
      }
      let place = margins.area(in: boxes[index])
      let plan = PanelPlan(panel, box: boxes[index], area: place)
      let area = Page.shaped(place, panel)
      panel.draw(plan, box: boxes[index], area: area, on: &sheet)
      bottom = max(bottom, boxes[index].bottom)
    }
    let notes = zip(panels, boxes).map { $0.note(in: $1) }
    let footer = Footer(figure.caption, notes: Page.notes(notes), width: inner)
    footer.draw(at: Point(Page.edge, bottom), theme: theme, on: &sheet)
    return (width, bottom + footer.height + Page.edge, sheet)
  }

  /// The panels with what they share and with what only the outer ones show.
  private func panels(of grid: FigureGrid) -> [Panel] {
    var (x, y) = (Extent(), Extent())
    for panel in grid.panels {
      let own = Panel.extents(panel)
      x.add(own.x)
      y.add(own.y)
    }
    return grid.panels.enumerated().map { index, panel in
      var panel = panel
      let isLowest = index + grid.columns >= grid.panels.count
      let isFirst = index % grid.columns == 0
      if panel.x.label.isEmpty, isLowest || !grid.sharesX { panel.x.label = figure.x.label }
      if panel.y.label.isEmpty, isFirst || !grid.sharesY { panel.y.label = figure.y.label }
      if grid.sharesX, !isLowest { panel.x.showsTickLabels = false }
      if grid.sharesY, !isFirst { panel.y.showsTickLabels = false }
      return Panel(
        panel, theme: theme, titleSize: TypeSize.panelTitle, sharedX: grid.sharesX ? x : nil,
        sharedY: grid.sharesY ? y : nil)
    }
  }

  /// The size of one panel with its labels.
  private static func cell(
    _ panels: [Panel], _ grid: FigureGrid, inner: Double, height: Double?
  ) -> (width: Double, height: Double) {
    let columns = Double(grid.columns)
    let width = max((inner - (columns - 1) * gutter) / columns, 20)
    if let height {
      let rows = Double(grid.rows)
      return (width, max((height - 2 * edge - 24 - (rows - 1) * gutter) / rows, 20))
    }
    guard panels.contains(where: { $0.shape != .free }) else {
      return (width, grid.columns == 1 ? 150 : max(width * 0.78, 110))
    }
    let tallest = panels.map { panel -> Double in
      let size = Page.size(of: panel, width: width + 2 * edge, height: nil)
      return size.height - 2 * edge
    }
    return (width, max(tallest.max() ?? width, 40))
  }
}
