extension Page {
  static let gutter = 16.0

  /// The panels of a grid with plots of one size, in line with each other.
  func laidOutGrid(saying extra: [String]) -> LaidOutPage {
    guard let grid = figure.grid, !grid.panels.isEmpty else {
      var empty = figure
      empty.grid = nil
      return Page(empty, theme: theme).laidOut()
    }
    let panels = self.panels(of: grid)
    let width = figure.width ?? Page.width
    let inner = width - 2 * Page.edge
    let titleLines = Typesetting.lines(
      figure.title, width: inner, size: TypeSize.title, weight: .bold, limit: 3)
    let titleLine = TypeSize.title * PanelPlan.titleLeading
    let top = Page.edge + (titleLines.isEmpty ? 0 : Double(titleLines.count) * titleLine + 6)
    let notes = panels.map { $0.note(in: Rectangle(x: 0, y: 0, width: 100, height: 100)) }
    let footer = Footer(figure.caption, notes: Page.notes(notes + extra), width: inner)
    let room = figure.height.map { $0 - top - Page.edge - footer.height }
    let tiling = Tiling(panels, columns: grid.columns, width: inner, height: room)

    let bottom = top + tiling.height
    let height = bottom + footer.height + Page.edge
    var sheet = Sheet(width: width, height: height)
    footer.draw(at: Point(Page.edge, bottom), theme: theme, on: &sheet)
    for (index, line) in titleLines.enumerated() {
      let baseline = Page.edge + TypeSize.title * 0.86 + Double(index) * titleLine
      sheet.writeIfFree(
        Writing(
          line, at: Point(Page.edge, baseline), size: TypeSize.title, weight: .bold,
          color: theme.ink), gap: 0)
    }
    var plots: [Plot] = []
    let names = grid.names(figure)
    for (index, panel) in panels.enumerated() {
      let (box, place) = tiling.place(index, from: Point(Page.edge, top))
      let plan = PanelPlan(panel, box: box, area: place)
      let area = Page.shaped(place, panel)
      panel.draw(plan, box: box, area: area, on: &sheet)
      plots.append(Plot(panel, area, names: names))
    }
    return LaidOutPage(width: width, height: height, sheet: sheet, plots: plots)
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
      if isNamedBeside(index, in: grid) { panel.legend = .hidden }
      return Panel(
        panel, theme: theme, titleSize: TypeSize.panelTitle, sharedX: grid.sharesX ? x : nil,
        sharedY: grid.sharesY ? y : nil)
    }
  }

  /// Whether the panel at the right of the same row shows the same names in the same colours, so
  /// that they need not stand here too.
  private func isNamedBeside(_ index: Int, in grid: FigureGrid) -> Bool {
    let row = index / grid.columns
    let last = min((row + 1) * grid.columns, grid.panels.count) - 1
    guard index != last else { return false }
    let (panel, other) = (grid.panels[index], grid.panels[last])
    guard panel.legend == .automatic, other.legend == .automatic else { return false }
    return panel.names == other.names && !panel.names.isEmpty
  }
}

extension FigureGrid {
  /// What the axes of panels are called that share theirs with a panel that names it.
  fileprivate func names(_ figure: Figure) -> (x: String, y: String) {
    func name(_ axis: KeyPath<Figure, AxisOptions>, _ isShared: Bool) -> String {
      let own = figure[keyPath: axis].label
      guard own.isEmpty, isShared else { return own }
      return panels.map { $0[keyPath: axis].label }.first { !$0.isEmpty } ?? ""
    }
    return (name(\.x, sharesX), name(\.y, sharesY))
  }
}

extension Figure {
  /// What each mark with a colour of its own is called, in order.
  fileprivate var names: [String] {
    marks.flatMap { mark in mark.hues.isEmpty ? [] : mark.series.map(\.name) }
  }
}

/// Plots of one size in rows and columns, with as much room around each row and each column as the
/// labels of its panels need.
struct Tiling: Sendable {
  private let columns: Int
  private var across: [Margins] = []
  private var down: [Margins] = []
  private var plot = (width: 100.0, height: 70.0)

  /// Finds the margins in three rounds, as for a single panel.
  init(_ panels: [Panel], columns: Int, width: Double, height: Double?) {
    self.columns = columns
    let rows = (panels.count + columns - 1) / columns
    let gaps = Double(columns - 1) * Page.gutter
    plot.width = max((width - gaps) / Double(columns) - 40, 12)
    for _ in 0..<3 {
      across = [Margins](repeating: Margins(), count: columns)
      down = [Margins](repeating: Margins(), count: rows)
      let area = Rectangle(x: 0, y: 0, width: plot.width, height: plot.height)
      let box = Rectangle(
        x: 0, y: 0, width: (width - gaps) / Double(columns), height: plot.height + 60)
      for (index, panel) in panels.enumerated() {
        let own = PanelPlan(panel, box: box, area: area).margins
        across[index % columns] = across[index % columns]
          .union(Margins(left: own.left, right: own.right))
        down[index / columns] = down[index / columns]
          .union(Margins(top: own.top, bottom: own.bottom))
      }
      let sides = across.map { $0.left + $0.right }.reduce(0, +)
      plot.width = max((width - gaps - sides) / Double(columns), 8)
      if let height {
        let ends = down.map { $0.top + $0.bottom }.reduce(0, +)
        plot.height = max(
          (height - ends - Double(rows - 1) * Page.gutter) / Double(rows), 8)
      } else {
        plot.height = Tiling.height(panels, columns: columns, width: plot.width)
      }
    }
  }

  /// The height that suits plots of a width: their own shape where they have one.
  private static func height(_ panels: [Panel], columns: Int, width: Double) -> Double {
    let free = columns == 1 ? min(width * 0.32, 130) : max(width * 0.7, 60)
    return panels.map { panel -> Double in
      if case .bare(let wide, let tall) = panel.shape { return tall * min(1, width / wide) }
      guard let aspect = Page.aspect(panel) else { return free }
      return min(width / aspect, Page.tallestMatrix)
    }.max() ?? free
  }

  var height: Double {
    down.map { $0.top + $0.bottom + plot.height }.reduce(0, +)
      + Double(down.count - 1) * Page.gutter
  }

  /// A panel with its labels, and the plot in it.
  func place(_ index: Int, from corner: Point) -> (box: Rectangle, area: Rectangle) {
    let (row, column) = (index / columns, index % columns)
    var (x, y) = (corner.x, corner.y)
    for before in 0..<column {
      x += across[before].left + plot.width + across[before].right + Page.gutter
    }
    for before in 0..<row {
      y += down[before].top + plot.height + down[before].bottom + Page.gutter
    }
    let box = Rectangle(
      x: x, y: y, width: across[column].left + plot.width + across[column].right,
      height: down[row].top + plot.height + down[row].bottom)
    let area = Rectangle(
      x: x + across[column].left, y: y + down[row].top, width: plot.width, height: plot.height)
    return (box, area)
  }
}
