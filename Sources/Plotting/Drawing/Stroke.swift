import Foundation

/// How the ends of an open line look.
package enum LineCap: Sendable {
  case butt
  case round
  case square
}

/// How two pieces of a line meet.
package enum LineJoin: Sendable {
  case miter
  case round
  case bevel
}

/// Turns lines in device pixels into filled polygons.
///
/// Each piece of a line becomes a quadrilateral and each corner a wedge, all wound the same way, so
/// that overlaps stay filled and no inner loop can cut a hole, however short the pieces are.
struct Stroker {
  let coverage: Coverage
  let radius: Double
  let cap: LineCap
  let join: LineJoin
  /// The largest angle that a chord of the pen's circle spans: it stays within a fiftieth of a pixel
  /// of the circle.
  private let step: Double

  init(coverage: Coverage, radius: Double, cap: LineCap, join: LineJoin) {
    (self.coverage, self.radius, self.cap, self.join) = (coverage, radius, cap, join)
    step = max(2 * acos(max(1 - 0.02 / max(radius, 0.02), -1)), 0.05)
  }

  /// A miter longer than this many line widths becomes a bevel.
  private static let miterLimit = 4.0

  func stroke(_ polyline: Polyline) {
    var points: [Point] = []
    points.reserveCapacity(polyline.points.count)
    for point in polyline.points where point.isFinite {
      // What is shorter than a hundredth of a pixel has no direction worth following.
      if let last = points.last, (point - last).length < 0.01 { continue }
      points.append(point)
    }
    if polyline.isClosed, points.count > 1, (points[0] - points[points.count - 1]).length < 0.01 {
      points.removeLast()
    }
    guard points.count > 1 else {
      if let point = points.first, cap != .butt { dot(at: point) }
      return
    }
    strokePieces(points, isClosed: polyline.isClosed && points.count > 2)
  }

  private func strokePieces(_ points: [Point], isClosed: Bool) {
    let pieces = isClosed ? points.count : points.count - 1
    var firstAcross = Point(0, 0)
    var previousAcross: Point?
    for index in 0..<pieces {
      let start = points[index]
      let end = points[(index + 1) % points.count]
      let direction = (end - start) * (1 / (end - start).length)
      let across = Point(-direction.y, direction.x) * radius
      // Wound as `add` winds them; an array for each piece would cost more than its pixels.
      coverage.addEdge(from: start + across, to: start - across)
      coverage.addEdge(from: start - across, to: end - across)
      coverage.addEdge(from: end - across, to: end + across)
      coverage.addEdge(from: end + across, to: start + across)
      if let previousAcross {
        corner(at: start, from: previousAcross, to: across)
      } else {
        firstAcross = across
        if !isClosed { addCap(at: start, across: across) }
      }
      previousAcross = across
    }
    guard let lastAcross = previousAcross else { return }
    if isClosed {
      corner(at: points[0], from: lastAcross, to: firstAcross)
    } else {
      addCap(at: points[points.count - 1], across: lastAcross * -1)
    }
  }

  /// Fills the wedge outside a bend. `from` and `to` point from the corner to the left side.
  private func corner(at point: Point, from: Point, to: Point) {
    let turn = from.x * to.y - from.y * to.x
    let dot = from.x * to.x + from.y * to.y
    let square = radius * radius
    guard abs(turn) > 1e-9 * square || dot < 0 else { return }
    if dot < 0, abs(turn) <= 1e-9 * square {
      // The line turns back on itself: outside is ahead.
      if join == .round { halfCircle(at: point, from: from, towards: Point(from.y, -from.x)) }
      return
    }
    // The outer side lies left of the line where it turns right, and the other way round.
    let side = turn > 0 ? -1.0 : 1.0
    let (a, b) = (from * side, to * side)
    switch join {
    case .miter:
      let half = ((1 + dot / square) / 2).squareRoot()
      if half > 1 / Stroker.miterLimit {
        let tip = (a + b) * (1 / (2 * half * half))
        add([point, point + a, point + tip, point + b])
      } else {
        add([point, point + a, point + b])
      }
    case .round: pie(at: point, from: a, to: b)
    case .bevel: add([point, point + a, point + b])
    }
  }

  /// `across` points to the left of a line that starts at `point`.
  private func addCap(at point: Point, across: Point) {
    switch cap {
    case .butt: return
    case .square:
      let back = Point(-across.y, across.x)
      add([point + across, point + across + back, point - across + back, point - across])
    case .round:
      halfCircle(at: point, from: across, towards: Point(-across.y, across.x))
    }
  }

  private func halfCircle(at point: Point, from across: Point, towards middle: Point) {
    pie(at: point, from: across, to: middle)
    pie(at: point, from: middle, to: across * -1)
  }

  /// Fills the sector of the pen's circle between two radii, the short way round.
  private func pie(at point: Point, from a: Point, to b: Point) {
    let angle = atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y)
    let count = max(1, Int((abs(angle) / step).rounded(.up)))
    var last = point
    func edge(to next: Point) {
      if angle >= 0 {
        coverage.addEdge(from: last, to: next)
      } else {
        coverage.addEdge(from: next, to: last)
      }
      last = next
    }
    edge(to: point + a)
    for index in 1..<count {
      let turn = angle * Double(index) / Double(count)
      let (s, c) = (sin(turn), cos(turn))
      edge(to: point + Point(a.x * c - a.y * s, a.x * s + a.y * c))
    }
    edge(to: point + b)
    edge(to: point)
  }

  private func dot(at point: Point) {
    let across = Point(0, radius)
    if cap == .square {
      add([
        point + Point(-radius, -radius), point + Point(radius, -radius),
        point + Point(radius, radius), point + Point(-radius, radius),
      ])
    } else {
      let quarters = [across, Point(-radius, 0), across * -1, Point(radius, 0), across]
      for index in 0..<4 { pie(at: point, from: quarters[index], to: quarters[index + 1]) }
    }
  }

  /// Adds a convex polygon, turned so that all of them wind the same way.
  private func add(_ corners: [Point]) {
    var area = 0.0
    var previous = corners[corners.count - 1]
    for corner in corners {
      area += previous.x * corner.y - previous.y * corner.x
      previous = corner
    }
    if area >= 0 {
      coverage.addPolygon(corners)
    } else {
      coverage.addPolygon(corners.reversed())
    }
  }
}
