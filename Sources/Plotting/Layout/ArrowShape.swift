import Foundation

/// Lines that end in a point.
package enum ArrowShape {
  /// A slim head with its tip at `tip`, pointing along `direction`.
  package static func head(at tip: Point, along direction: Point, size: Double = 6) -> Path {
    guard direction.length > 0, tip.isFinite else { return Path() }
    let unit = direction * (1 / direction.length)
    let across = Point(-unit.y, unit.x) * (size * 0.36)
    let base = tip - unit * size
    let notch = tip - unit * (size * 0.72)
    return Path(polygon: [tip, base + across, notch, base - across])
  }

  /// Draws an arrow, slightly bent to the left of its way where `bend` is above zero.
  package static func draw(
    from start: Point, to end: Point, bend: Double = 0, color: Color, width: Double = 1,
    head size: Double = 6, on sheet: inout Sheet
  ) {
    let way = end - start
    guard way.length > 1, start.isFinite, end.isFinite else { return }
    let control = (start + end) * 0.5 + Point(way.y, -way.x) * bend
    let last = end - control
    let shaft = end - last * (size * 0.7 / max(last.length, size))
    var path = Path()
    path.move(to: start)
    path.quadratic(to: shaft, control: control)
    sheet.stroke(path, color, LineStyle(width))
    sheet.fill(head(at: end, along: last, size: size), color)
  }
}
