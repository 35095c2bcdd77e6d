/// The shape of a point in a figure.
public enum Marker: Int, CaseIterable, Sendable {
  case circle, square, triangle, diamond, cross, plus

  /// The shape around the origin, of about the area of a circle of the radius.
  package func path(radius: Double) -> Path {
    let side = radius * 0.886
    switch self {
    case .circle: return Path(circleAt: Point(0, 0), radius: radius)
    case .square: return Path(Rectangle(x: -side, y: -side, width: 2 * side, height: 2 * side))
    case .triangle:
      return Path(polygon: [
        Point(0, -1.3 * radius), Point(1.2 * radius, 0.8 * radius),
        Point(-1.2 * radius, 0.8 * radius),
      ])
    case .diamond:
      return Path(polygon: [
        Point(0, -1.3 * radius), Point(1.2 * radius, 0), Point(0, 1.3 * radius),
        Point(-1.2 * radius, 0),
      ])
    case .cross: return Marker.bars(radius, degrees: 45)
    case .plus: return Marker.bars(radius, degrees: 0)
    }
  }

  /// Two crossing bars, as one outline so that nothing is painted twice.
  private static func bars(_ radius: Double, degrees: Double) -> Path {
    let (long, short) = (radius * 1.25, radius * 0.38)
    let corners = [
      (short, short), (long, short), (long, -short), (short, -short), (short, -long),
      (-short, -long), (-short, -short), (-long, -short), (-long, short), (-short, short),
      (-short, long), (short, long),
    ]
    return Path(polygon: corners.map { Point($0.0, $0.1) })
      .transformed(by: .rotation(degrees: degrees))
  }
}
