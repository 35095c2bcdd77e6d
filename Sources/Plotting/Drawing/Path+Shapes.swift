import Foundation

extension Path {
  /// The handle length, in radii, with which a cubic comes closest to a quarter circle.
  private static let quarterCircle = 0.552_284_75

  /// The four sides of `rectangle`.
  package init(_ rectangle: Rectangle) {
    self.init(polygon: [
      Point(rectangle.left, rectangle.top), Point(rectangle.right, rectangle.top),
      Point(rectangle.right, rectangle.bottom), Point(rectangle.left, rectangle.bottom),
    ])
  }

  /// A full circle.
  package init(circleAt center: Point, radius: Double) {
    self.init(ellipseAt: center, radiusX: radius, radiusY: radius)
  }

  /// A full ellipse with upright axes.
  package init(ellipseAt center: Point, radiusX: Double, radiusY: Double) {
    self.init()
    let (hx, hy) = (radiusX * Path.quarterCircle, radiusY * Path.quarterCircle)
    let (x, y) = (center.x, center.y)
    move(to: Point(x + radiusX, y))
    cubic(to: Point(x, y + radiusY), Point(x + radiusX, y + hy), Point(x + hx, y + radiusY))
    cubic(to: Point(x - radiusX, y), Point(x - hx, y + radiusY), Point(x - radiusX, y + hy))
    cubic(to: Point(x, y - radiusY), Point(x - radiusX, y - hy), Point(x - hx, y - radiusY))
    cubic(to: Point(x + radiusX, y), Point(x + hx, y - radiusY), Point(x + radiusX, y - hy))
    close()
  }

  /// A rectangle with round corners; the radius is at most half the shorter side.
  package init(_ rectangle: Rectangle, cornerRadius: Double) {
    let radius = min(cornerRadius, rectangle.width / 2, rectangle.height / 2)
    guard radius > 0 else {
      self.init(rectangle)
      return
    }
    self.init()
    let rest = radius * (1 - Path.quarterCircle)
    let (l, r, t, b) = (rectangle.left, rectangle.right, rectangle.top, rectangle.bottom)
    move(to: Point(l + radius, t))
    line(to: Point(r - radius, t))
    cubic(to: Point(r, t + radius), Point(r - rest, t), Point(r, t + rest))
    line(to: Point(r, b - radius))
    cubic(to: Point(r - radius, b), Point(r, b - rest), Point(r - rest, b))
    line(to: Point(l + radius, b))
    cubic(to: Point(l, b - radius), Point(l + rest, b), Point(l, b - rest))
    line(to: Point(l, t + radius))
    cubic(to: Point(l + radius, t), Point(l, t + rest), Point(l + rest, t))
    close()
  }

  /// Adds part of a circle, angles in degrees anticlockwise from the right as seen on the page.
  ///
  /// A line joins it to where the pen is; an empty path starts with it.
  package mutating func arc(center: Point, radius: Double, from start: Double, to end: Double) {
    let sweep = (end - start) * .pi / 180
    guard sweep.isFinite, abs(sweep) < 1e4 else { return }
    let count = max(1, Int((abs(sweep) / (.pi / 2)).rounded(.up)))
    let step = sweep / Double(count)
    let handle = 4.0 / 3.0 * tan(step / 4) * radius
    var angle = start * .pi / 180
    var here = Point(center.x + radius * cos(angle), center.y - radius * sin(angle))
    if isEmpty { move(to: here) } else { line(to: here) }
    for _ in 0..<count {
      let next = angle + step
      let there = Point(center.x + radius * cos(next), center.y - radius * sin(next))
      cubic(
        to: there, Point(here.x - handle * sin(angle), here.y - handle * cos(angle)),
        Point(there.x + handle * sin(next), there.y + handle * cos(next)))
      angle = next
      here = there
    }
  }
}
