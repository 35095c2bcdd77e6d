/// The whole sheet of a figure: one panel or a grid of them, a title above a grid, and at the foot
/// the caption and what was left out.
package struct Page: Sendable {
  package let figure: Figure
  package let theme: Theme

  /// The width of a figure in a book, 6.5 inches, in points.
  package static let width = 468.0
  static let edge = 10.0
  static let tallestMatrix = 300.0

  package init(_ figure: Figure, theme: Theme) {
    self.figure = figure
    self.theme = theme
  }

  /// The size of the sheet and all that is on it.
  package func laidOut() -> LaidOutPage {
    let first = arranged(saying: [])
    // What found no room is known only now, and the foot has to say so.
    return first.sheet.notes.isEmpty ? first : arranged(saying: first.sheet.notes)
  }

  private func arranged(saying notes: [String]) -> LaidOutPage {
    figure.grid == nil ? single(saying: notes) : laidOutGrid(saying: notes)
  }

  // MARK: One panel

  private func single(saying extra: [String]) -> LaidOutPage {
    let panel = Panel(figure, theme: theme, titleSize: TypeSize.title)
    let size = Page.size(of: panel, width: figure.width, height: figure.height)
    let inner = size.width - 2 * Page.edge
    var box = Rectangle(
      x: Page.edge, y: Page.edge, width: inner, height: size.height - 2 * Page.edge)
    let footer = Footer(
      figure.caption, notes: Page.notes([panel.note(in: box)] + extra), width: inner)
    let hasFixedHeight = figure.height != nil || panel.shape == .free
    if hasFixedHeight { box.height = max(box.height - footer.height, 16) }
    let (plan, area) = Page.plan(panel, box: box)
    let height = box.bottom + footer.height + Page.edge
    var sheet = Sheet(width: size.width, height: height)
    footer.draw(at: Point(box.left, box.bottom), theme: theme, on: &sheet)
    panel.draw(plan, box: box, area: area, on: &sheet)
    return LaidOutPage(
      width: size.width, height: height, sheet: sheet, plots: [Plot(panel, area)])
  }

  /// A plan and the plot's place inside `box`, found in three rounds: the labels depend on the size
  /// of the plot, which depends on the labels.
  static func plan(_ panel: Panel, box: Rectangle) -> (PanelPlan, Rectangle) {
    var area = Margins(top: 30, left: 30, bottom: 30, right: 10).area(in: box)
    var plan = PanelPlan(panel, box: box, area: area)
    for _ in 0..<2 {
      area = plan.margins.area(in: box)
      plan = PanelPlan(panel, box: box, area: area)
    }
    return (plan, Page.shaped(plan.margins.area(in: box), panel))
  }

  /// The sheet's size for a panel whose author did not say.
  static func size(
    of panel: Panel, width: Double?, height: Double?
  ) -> (width: Double, height: Double) {
    let fullWidth = width ?? Page.width
    let guess = height ?? 280
    switch panel.shape {
    case .free: return (fullWidth, height ?? (fullWidth * 0.6).rounded())
    case .bare(let wanted, let tall):
      let inner = fullWidth - 2 * Page.edge
      let factor = min(1, inner / max(wanted, 1))
      let box = Rectangle(x: 0, y: 0, width: inner, height: guess)
      let margins = PanelPlan(panel, box: box, area: box).margins
      let title = Typesetting.width(panel.figure.title, TypeSize.title, .bold) + 2
      let needed = min(max(wanted, title, 200) + 2 * Page.edge, fullWidth)
      return (
        width ?? needed, height ?? (tall * factor + margins.top + margins.bottom + 2 * Page.edge)
      )
    case .cells, .equalUnits:
      let aspect = Page.aspect(panel) ?? 1
      let box = Rectangle(x: 0, y: 0, width: fullWidth - 2 * Page.edge, height: guess)
      var area = Rectangle(x: 0, y: 0, width: box.width * 0.7, height: box.height * 0.8)
      var margins = PanelPlan(panel, box: box, area: area).margins
      for _ in 0..<2 {
        let room =
          (height ?? Page.tallestMatrix + margins.top + margins.bottom + 2 * Page.edge)
          - margins.top - margins.bottom - 2 * Page.edge
        let across = min(box.width - margins.left - margins.right, room * aspect)
        area = Rectangle(x: 0, y: 0, width: max(across, 8), height: max(across / aspect, 8))
        margins = PanelPlan(panel, box: box, area: area).margins
      }
      let total = area.width + margins.left + margins.right + 2 * Page.edge
      return (
        width ?? max(total, min(Page.width, 240)),
        height ?? (area.height + margins.top + margins.bottom + 2 * Page.edge)
      )
    }
  }

  /// Width over height of a plot that has to have a shape.
  static func aspect(_ panel: Panel) -> Double? {
    switch panel.shape {
    case .free, .bare: return nil
    case .cells(let aspect): return min(max(aspect, 0.02), 50)
    case .equalUnits:
      guard panel.x.kind == .linear, panel.y.kind == .linear else { return nil }
      let across = panel.x.domain.upperBound - panel.x.domain.lowerBound
      let up = panel.y.domain.upperBound - panel.y.domain.lowerBound
      let aspect = across / up
      return aspect > 0.2 && aspect < 5 ? aspect : nil
    }
  }

  /// The largest plot of the right shape in the upper left of a place.
  static func shaped(_ area: Rectangle, _ panel: Panel) -> Rectangle {
    guard let aspect = aspect(panel) else { return area }
    let width = min(area.width, area.height * aspect)
    return Rectangle(x: area.x, y: area.y, width: max(width, 4), height: max(width / aspect, 4))
  }

  /// The sentences about what was left out, each once.
  static func notes(_ all: [String?]) -> [String] {
    var notes: [String] = []
    for case let note? in all where !notes.contains(note) { notes.append(note) }
    return notes
  }
}

/// A figure with everything in its place: the size of the sheet in points, what is drawn on it, and
/// where its plots lie.
package struct LaidOutPage: Sendable {
  package let width: Double
  package let height: Double
  package let sheet: Sheet
  package let plots: [Plot]
}

/// The caption and notes at the foot of a sheet.
struct Footer: Sendable {
  let caption: [String]
  let notes: [String]

  init(_ caption: String, notes: [String], width: Double) {
    self.caption = Typesetting.lines(caption, width: width, size: TypeSize.caption, limit: 6)
    self.notes = notes.flatMap {
      Typesetting.lines($0, width: width, size: TypeSize.note, limit: 2)
    }
  }

  static let captionLine = 12.0
  static let noteLine = 11.5

  var height: Double {
    let gap = caption.isEmpty && notes.isEmpty ? 0 : 7.0
    return gap + Double(caption.count) * Footer.captionLine + Double(notes.count) * Footer.noteLine
  }

  func draw(at corner: Point, theme: Theme, on sheet: inout Sheet) {
    var baseline = corner.y + 7
    for line in caption {
      baseline += Footer.captionLine
      sheet.writeIfFree(
        Writing(
          line, at: Point(corner.x, baseline - 3), size: TypeSize.caption, color: theme.text),
        gap: 0)
    }
    for line in notes {
      baseline += Footer.noteLine
      sheet.writeIfFree(
        Writing(line, at: Point(corner.x, baseline - 2.5), size: TypeSize.note, color: theme.quiet),
        gap: 0)
    }
  }
}
