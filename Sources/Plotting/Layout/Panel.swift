/// One pair of axes with its marks, before it has a place on the sheet.
package struct Panel: Sendable {
  package let figure: Figure
  package let theme: Theme
  package let x: Scale
  package let y: Scale
  package let shape: PlotShape
  package let titleSize: Double
  /// Whether the axes are measures of equal rank.
  let isPlane: Bool
  /// The marks from the lowest layer up, each with its hues.
  let marks: [(mark: any Mark, hues: [AssignedHue])]

  /// `shared` extents widen the axes to those of other panels.
  package init(
    _ figure: Figure, theme: Theme, titleSize: Double, sharedX: Extent? = nil,
    sharedY: Extent? = nil
  ) {
    self.figure = figure
    self.theme = theme
    self.titleSize = titleSize
    var (xExtent, yExtent) = Panel.extents(figure)
    if let sharedX { xExtent.add(sharedX) }
    if let sharedY { yExtent.add(sharedY) }
    isPlane = figure.common?.isPlane ?? figure.marks.contains { $0 is any PlaneMark }
    let names = Panel.categories(figure)
    let xKind = names.x.map { AxisKind.category($0) } ?? figure.x.kind ?? .linear
    let yKind = names.y.map { AxisKind.category($0) } ?? figure.y.kind ?? .linear
    x = Scale.fitting(
      xExtent, kind: xKind, range: figure.x.range, isReversed: figure.x.isReversed ?? false,
      air: 0.03)
    y = Scale.fitting(
      yExtent, kind: yKind, range: figure.y.range, isReversed: figure.y.isReversed ?? false,
      air: 0.06, prefersZero: !isPlane)
    shape = figure.common?.shape ?? figure.marks.map(\.shape).first { $0 != .free } ?? .free
    marks = Panel.withHues(figure.marks)
  }

  /// What all marks together need of the axes.
  package static func extents(_ figure: Figure) -> (x: Extent, y: Extent) {
    var (x, y) = (figure.common?.x ?? Extent(), figure.common?.y ?? Extent())
    for mark in figure.marks {
      let needed = mark.extents
      x.add(needed.x)
      y.add(needed.y)
    }
    return (x, y)
  }

  private static func categories(_ figure: Figure) -> (x: [String]?, y: [String]?) {
    var names: (x: [String]?, y: [String]?) = (nil, nil)
    for mark in figure.marks {
      let own = mark.categories
      names.x = names.x ?? own.x
      names.y = names.y ?? own.y
    }
    if case .category(let given) = figure.x.kind { names.x = given }
    if case .category(let given) = figure.y.kind { names.y = given }
    return names
  }

  /// Hands out hues in the order in which marks were added, then sorts by layer.
  private static func withHues(
    _ marks: [any Mark]
  ) -> [(mark: any Mark, hues: [AssignedHue])] {
    var next = 0
    var result: [(mark: any Mark, hues: [AssignedHue])] = []
    var last = AssignedHue(hue: .blue, dash: [], marker: .circle)
    for mark in marks {
      var hues: [AssignedHue] = []
      if mark is any FollowingMark, mark.hues == [nil], !result.isEmpty {
        hues = [last]
      } else {
        for wanted in mark.hues {
          let hue = wanted ?? Hue.number(next)
          let number = wanted.map { $0 == .gray ? 0 : $0.rawValue } ?? next
          hues.append(
            AssignedHue(
              hue: hue, dash: Hue.dash(forNumber: number),
              marker: Marker(rawValue: number % Marker.allCases.count) ?? .circle))
          if wanted == nil { next += 1 }
        }
      }
      last = hues.last ?? last
      result.append((mark, hues))
    }
    // Sorting by layer must keep the order within one, which `sort` does not promise.
    return result.enumerated()
      .sorted { ($0.element.mark.layer, $0.offset) < ($1.element.mark.layer, $1.offset) }
      .map(\.element)
  }

  /// The frame for a plot at a place.
  func frame(_ area: Rectangle) -> Frame { Frame(x: x, y: y, area: area, theme: theme) }

  /// Calls `body` for each mark with its frame.
  func forEachMark(in area: Rectangle, _ body: (any Mark, Frame) -> Void) {
    var frame = frame(area)
    for (mark, hues) in marks {
      frame.hues = hues
      body(mark, frame)
    }
  }

  /// What cannot be shown, as a sentence.
  package func note(in area: Rectangle) -> String? {
    var omissions = Omissions()
    forEachMark(in: area) { omissions = omissions + $0.omissions(in: $1) }
    if let note = omissions.note { return note }
    let (x, y) = Panel.extents(figure)
    return !isBare && x.isEmpty && y.isEmpty ? "There are no values to show" : nil
  }

  var isBare: Bool { if case .bare = shape { true } else { false } }

  /// Whether the names of the axes stand beside cells, as those of a matrix do.
  var isMatrix: Bool { if case .cells = shape { true } else { false } }
}

/// A mark that takes the hue of the one before it when it is given none, as a band does.
package protocol FollowingMark: Mark {}
