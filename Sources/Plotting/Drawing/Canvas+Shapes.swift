import Foundation

extension Canvas {
  /// Fills the inside of `path`; open parts are closed.
  package func fill(_ path: Path, _ color: Color, rule: FillRule = .nonZero) {
    for line in path.flattened(by: device) { coverage.addPolygon(line.points) }
    paint(color, rule: rule)
  }

  /// Draws along `path` with a pen of `width` points.
  ///
  /// `dash` alternates drawn and left-out lengths in points; empty draws a solid line. A line that
  /// crosses itself is not darker there, also when its colour is transparent, unless it has more
  /// than ten thousand points, which are drawn in several goes.
  package func stroke(
    _ path: Path, _ color: Color, width: Double, dash: [Double] = [], cap: LineCap = .butt,
    join: LineJoin = .round
  ) {
    guard width.isFinite, width > 0 else { return }
    let stroker = Stroker(coverage: coverage, radius: width * scale / 2, cap: cap, join: join)
    for line in path.flattened(by: device) {
      if dash.isEmpty {
        for (index, part) in Canvas.parts(of: line).enumerated() {
          if index > 0 { paint(color) }
          stroker.stroke(part)
        }
      } else {
        for piece in line.dashed(dash.map { $0 * scale }) { stroker.stroke(piece) }
      }
    }
    paint(color)
  }

  /// A long line in parts that begin with the last piece of the part before.
  ///
  /// Sums of coverage have room for sixteen thousand pieces on top of each other.
  private static func parts(of line: Polyline) -> [Polyline] {
    let most = 10_000
    guard line.points.count > most else { return [line] }
    let points = line.isClosed ? line.points + line.points.prefix(2) : line.points
    return stride(from: 0, to: points.count - 1, by: most).map { start in
      Polyline(points: Array(points[max(start - 1, 0)..<min(start + most + 1, points.count)]))
    }
  }

  /// Draws an upright or level line on whole pixels, so that it stays crisp.
  ///
  /// `width` in points is rounded to whole device pixels, at least one. Other lines are stroked.
  package func hairline(
    from start: Point, to end: Point, _ color: Color, width: Double = 0.5, dash: [Double] = []
  ) {
    var line = Path()
    let (pixels, a, b) = snapped(from: start, to: end, width: width)
    line.move(to: a)
    line.line(to: b)
    stroke(line, color, width: pixels, dash: dash)
  }

  /// Where an upright or level line of `width` points has to run to cover whole pixels.
  private func snapped(from start: Point, to end: Point, width: Double) -> (Double, Point, Point) {
    guard start.x == end.x || start.y == end.y, width.isFinite else { return (width, start, end) }
    let pixels = max((width * scale).rounded(), 1)
    func snap(_ value: Double) -> Double {
      let center = value * scale - pixels / 2
      return (center.rounded() + pixels / 2) / scale
    }
    if start.x == end.x {
      return (pixels / scale, Point(snap(start.x), start.y), Point(snap(end.x), end.y))
    }
    return (pixels / scale, Point(start.x, snap(start.y)), Point(end.x, snap(end.y)))
  }
}
