import Foundation

/// Lines and curves to fill or to stroke, in points.
package struct Path: Equatable, Sendable {
  /// One step of the pen.
  package enum Element: Equatable, Sendable {
    case move(Point)
    case line(Point)
    case quadratic(control: Point, end: Point)
    case cubic(Point, Point, end: Point)
    case close
  }

  package private(set) var elements: [Element] = []

  package init() {}

  /// The open line through `points`; a point that is not finite interrupts it.
  package init(through points: some Sequence<Point>) {
    var penIsDown = false
    elements.reserveCapacity(points.underestimatedCount)
    for point in points {
      guard point.isFinite else {
        penIsDown = false
        continue
      }
      elements.append(penIsDown ? .line(point) : .move(point))
      penIsDown = true
    }
  }

  /// The closed shape with these corners.
  package init(polygon corners: some Sequence<Point>) {
    self.init(through: corners)
    close()
  }

  package var isEmpty: Bool { elements.isEmpty }

  /// Lifts the pen and puts it down at `point`.
  package mutating func move(to point: Point) { elements.append(.move(point)) }

  /// Draws a straight line to `point`.
  package mutating func line(to point: Point) { elements.append(.line(point)) }

  /// Draws a quadratic curve with one control point.
  package mutating func quadratic(to end: Point, control: Point) {
    elements.append(.quadratic(control: control, end: end))
  }

  /// Draws a cubic curve with two control points.
  package mutating func cubic(to end: Point, _ first: Point, _ second: Point) {
    elements.append(.cubic(first, second, end: end))
  }

  /// Goes back to where the pen was last put down.
  package mutating func close() { elements.append(.close) }

  /// Adds all of another path.
  package mutating func append(_ other: Path) { elements += other.elements }

  /// The path with every point mapped.
  package func transformed(by map: Transform) -> Path {
    var result = Path()
    result.elements = elements.map { element in
      switch element {
      case .move(let point): .move(map(point))
      case .line(let point): .line(map(point))
      case .quadratic(let control, let end): .quadratic(control: map(control), end: map(end))
      case .cubic(let first, let second, let end): .cubic(map(first), map(second), end: map(end))
      case .close: .close
      }
    }
    return result
  }
}
