import Foundation

/// The straight pieces of one stretch of the pen.
struct Polyline {
  var points: [Point] = []
  var isClosed = false
}

extension Path {
  /// The path as straight lines in device pixels, each within `tolerance` of the true curve.
  func flattened(by map: Transform, tolerance: Double = 0.01) -> [Polyline] {
    var lines: [Polyline] = []
    var current = Polyline()
    current.points.reserveCapacity(elements.count)
    func finish() {
      if !current.points.isEmpty { lines.append(current) }
      current = Polyline()
    }
    for element in elements {
      switch element {
      case .move(let point):
        finish()
        current.points.append(map(point))
      case .line(let point):
        current.points.append(map(point))
      case .quadratic(let control, let end):
        let start = current.points.last ?? map(control)
        let (middle, end) = (map(control), map(end))
        let first = start + (middle - start) * (2.0 / 3)
        let second = end + (middle - end) * (2.0 / 3)
        Path.flatten(start, first, second, end, tolerance, into: &current.points)
      case .cubic(let first, let second, let end):
        let start = current.points.last ?? map(first)
        Path.flatten(start, map(first), map(second), map(end), tolerance, into: &current.points)
      case .close:
        let start = current.points.first
        current.isClosed = true
        finish()
        if let start { current.points.append(start) }
      }
    }
    // A point left behind by `close` draws nothing unless the pen went on from there.
    if current.points.count > 1 || elements.last != .close { finish() }
    return lines
  }

  /// Cuts a cubic into equal steps of its parameter, as many as its bend needs.
  ///
  /// The chord of a step leaves the curve by at most an eighth of the second derivative times the
  /// step squared, and the second derivative is bounded by six times the larger second difference.
  private static func flatten(
    _ p0: Point, _ p1: Point, _ p2: Point, _ p3: Point, _ tolerance: Double,
    into points: inout [Point]
  ) {
    let bend = max((p0 - p1 * 2 + p2).length, (p1 - p2 * 2 + p3).length)
    guard bend.isFinite else { return points.append(p3) }
    let steps = min(max((0.75 * bend / tolerance).squareRoot().rounded(.up), 1), 500)
    for index in stride(from: 1.0, to: steps, by: 1) {
      let t = index / steps
      let s = 1 - t
      points.append(
        p0 * (s * s * s) + p1 * (3 * s * s * t) + p2 * (3 * s * t * t) + p3 * (t * t * t))
    }
    points.append(p3)
  }
}
