/// A kind of mark of your own: say which numbers it stands on, how it is drawn, and what it shows in
/// words.
///
///     struct Whiskers: PlotMark {
///       let x: [Double], y: [Double], reach: [Double]
///       func draw(with pen: inout PlotPen) {
///         for (x, (y, reach)) in zip(x, zip(y, reach)) {
///           pen.line([(x, y - reach), (x, y + reach)])
///         }
///         pen.points(Array(zip(x, y)))
///       }
///       var sentence: String { "\(x.count) values with their errors." }
///     }
///
///     Figure("Measured").mark(Whiskers(x: [1, 2], y: [3, 5], reach: [0.5, 0.2]))
///
/// Everything is said in the numbers of the axes, which become wide enough for `x` and `y`; the
/// colour is the figure's next one. The numbers are recorded with the chapter.
public protocol PlotMark: Sendable {
  /// The places it draws at: what the axes must show.
  var x: [Double] { get }
  /// The other coordinate of each place.
  var y: [Double] { get }
  /// What it is called in the legend; without a name it has no entry.
  var label: String { get }
  /// Draws it.
  func draw(with pen: inout PlotPen)
  /// What it shows, for those who do not see it.
  var sentence: String { get }
}

extension PlotMark {
  public var label: String { "" }
}

/// What draws a mark of your own, in the numbers of the axes. What an axis cannot show (a logarithm of
/// zero) is left out.
public struct PlotPen {
  let frame: Frame
  var sheet: Sheet

  /// The numbers at the ends of the x axis.
  public var xRange: ClosedRange<Double> { frame.x.domain }
  /// The numbers at the ends of the y axis.
  public var yRange: ClosedRange<Double> { frame.y.domain }

  private var color: Color { frame.theme.color(frame.hues[0].hue) }

  private func places(_ places: [(x: Double, y: Double)]) -> [[Point]] {
    Thinning.runs(frame.points(places.map(\.x), places.map(\.y)))
  }

  /// Draws a line from place to place; `width` and `dash` are in points, 72 to the inch.
  public mutating func line(
    _ places: [(x: Double, y: Double)], width: Double = 1.6, dash: [Double] = []
  ) {
    for run in self.places(places) where run.count > 1 {
      let style = LineStyle(min(max(width, 0.1), 40), dash: dash)
      sheet.stroke(Path(through: Thinning.line(run)), color, style)
    }
  }

  /// Fills the polygon with these corners, as a veil through which the rest is seen.
  public mutating func area(_ corners: [(x: Double, y: Double)], opacity: Double = 0.2) {
    for run in places(corners) where run.count > 2 {
      sheet.fill(Path(polygon: run), frame.theme.veil(color, min(max(opacity, 0), 1)))
    }
  }

  /// Draws a disc at each place.
  public mutating func points(_ places: [(x: Double, y: Double)], radius: Double = 3) {
    let all = self.places(places).flatMap { $0 }
    sheet.stamp(frame.hues[0].marker.path(radius: min(max(radius, 0.1), 40)), at: all, color)
  }

  /// Writes above a place, where that touches no other lettering.
  public mutating func text(_ text: String, x: Double, y: Double) {
    let place = frame.point(x, y)
    guard place.isFinite else { return }
    sheet.writeIfFree(
      Writing(
        text, at: Point(place.x, place.y - 5), size: TypeSize.tick, anchor: .center,
        color: frame.theme.text))
  }
}

/// A reader's mark among those of the library.
struct OwnMark: Mark {
  let mark: any PlotMark
  let hue: Hue?

  var hues: [Hue?] { [hue] }
  var extents: (x: Extent, y: Extent) { (Extent(mark.x), Extent(mark.y)) }
  var series: [Series] { [Series(.points, name: mark.label, x: mark.x, y: mark.y)] }

  func draw(in frame: Frame, on sheet: inout Sheet) {
    var pen = PlotPen(frame: frame, sheet: sheet)
    mark.draw(with: &pen)
    sheet = pen.sheet
  }

  func keys(in frame: Frame) -> [LegendKey] {
    guard !mark.label.isEmpty else { return [] }
    let color = frame.theme.color(frame.hues[0].hue)
    return [LegendKey(mark.label, .point(frame.hues[0].marker, color))]
  }

  func occupy(_ occupancy: inout Occupancy, in frame: Frame) {
    for point in Thinning.sample(frame.points(mark.x, mark.y)) { occupancy.add(point) }
  }

  func omissions(in frame: Frame) -> Omissions { Omissions(mark.x, mark.y, in: frame) }

  func sentences(_ axes: AxisNames) -> [String] {
    mark.label.isEmpty ? [mark.sentence] : ["\(mark.label): \(mark.sentence)"]
  }
}

extension Figure {
  /// Adds a mark of your own.
  public func mark(_ mark: some PlotMark, hue: Hue? = nil) -> Figure {
    required(
      try requireSameCount("drawing a mark", ("x values", mark.x.count), ("y values", mark.y.count))
    )
    return adding(OwnMark(mark: mark, hue: hue))
  }
}
