import Foundation

/// A place on the canvas in points (1/72 inch), x to the right and y downwards.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  package static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  package static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  package static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }

  /// The distance from the origin.
  package var length: Double { (x * x + y * y).squareRoot() }

  /// Whether both coordinates are ordinary numbers; what is not finite cannot be drawn.
  package var isFinite: Bool { x.isFinite && y.isFinite }
}

/// An upright rectangle; (x, y) is its upper left corner.
package struct Rectangle: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var left: Double { x }
  package var right: Double { x + width }
  package var top: Double { y }
  package var bottom: Double { y + height }
  package var center: Point { Point(x + width / 2, y + height / 2) }

  /// The rectangle with each side moved inwards by `margin`, or outwards where it is negative.
  package func inset(by margin: Double) -> Rectangle {
    Rectangle(
      x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }

  /// Whether the two share any area.
  package func intersects(_ other: Rectangle) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  /// Whether `point` lies inside or on the border.
  package func contains(_ point: Point) -> Bool {
    point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
  }

  /// The smallest rectangle around both.
  package func union(_ other: Rectangle) -> Rectangle {
    let x = min(left, other.left)
    let y = min(top, other.top)
    return Rectangle(
      x: x, y: y, width: max(right, other.right) - x, height: max(bottom, other.bottom) - y)
  }

  /// The smallest rectangle around `points`; nil where none of them is finite.
  package init?(around points: some Sequence<Point>) {
    var left = Double.infinity
    var right = -Double.infinity
    var top = Double.infinity
    var bottom = -Double.infinity
    for point in points where point.isFinite {
      left = min(left, point.x)
      right = max(right, point.x)
      top = min(top, point.y)
      bottom = max(bottom, point.y)
    }
    guard left <= right else { return nil }
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }
}
