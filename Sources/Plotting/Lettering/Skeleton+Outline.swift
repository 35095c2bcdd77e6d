import Foundation

extension Skeleton {
  /// The outlines of the stroke as the pen writes it: one, or two around a closed stroke.
  func outlines(with pen: Pen) -> [[Point]] {
    var left: [Point] = []
    var right: [Point] = []
    let way = samples().map { sample in
      Sample(
        place: Skeleton.lean(sample.place, pen.slant),
        heading: Skeleton.lean(sample.heading, pen.slant), width: sample.width)
    }
    for (index, sample) in way.enumerated() {
      let length = sample.heading.length
      guard length > 0 else { continue }
      let half = pen.thickness(sample.heading) * sample.width / 2 / length
      let across = Point(-sample.heading.y * half, sample.heading.x * half)
      left.append(sample.place + across)
      right.append(sample.place - across)
      if index > 0, way[index - 1].place == sample.place {
        Skeleton.miter(&left, way[index - 1].heading, sample.heading)
        Skeleton.miter(&right, way[index - 1].heading, sample.heading)
      }
    }
    guard let first = way.first, let last = way.last, left.count > 1 else { return [] }
    if isClosed {
      // The inside of a closed stroke winds the other way, so that it stays open.
      return Skeleton.wound(left) > 0
        ? [right, left.reversed()] : [left.reversed(), right]
    }
    trim(&left, &right, at: first.place, heading: first.heading, start, pen.slant)
    left.reverse()
    right.reverse()
    trim(&left, &right, at: last.place, heading: last.heading * -1, end, pen.slant)
    let outline = left + right.reversed()
    return [Skeleton.wound(outline) < 0 ? outline.reversed() : outline]
  }

  /// Brings the two lines that meet at a corner of the way to their common point.
  private static func miter(_ side: inout [Point], _ before: Point, _ after: Point) {
    let turn = before.x * after.y - before.y * after.x
    guard side.count > 1, abs(turn) > 0.1 * before.length * after.length else { return }
    let end = side.removeLast()
    let start = side.removeLast()
    let gap = end - start
    side.append(start + before * ((gap.x * after.y - gap.y * after.x) / turn))
  }

  /// Leans upright things over by the slant.
  static func lean(_ point: Point, _ slant: Double) -> Point {
    Point(point.x + slant * point.y, point.y)
  }

  /// Twice the area, positive where the outline winds anticlockwise.
  static func wound(_ outline: [Point]) -> Double {
    guard var previous = outline.last else { return 0 }
    var area = 0.0
    for corner in outline {
      area += previous.x * corner.y - previous.y * corner.x
      previous = corner
    }
    return area
  }

  /// Cuts both sides of a stroke's beginning along a line through `place`.
  private func trim(
    _ left: inout [Point], _ right: inout [Point], at place: Point, heading: Point, _ cut: Cut,
    _ slant: Double
  ) {
    let line: Point
    switch cut {
    case .square:
      // The cut across an upright stroke is level and stays so when the stroke leans.
      guard slant != 0 else { return }
      let upright = Skeleton.lean(heading, -slant)
      line = Skeleton.lean(Point(-upright.y, upright.x), slant)
    case .level: line = Point(1, 0)
    case .upright: line = Skeleton.lean(Point(0, 1), slant)
    case .slanted(let degrees):
      line = Skeleton.lean(Point(cos(degrees * .pi / 180), sin(degrees * .pi / 180)), slant)
    }
    let inward = Point(-line.y, line.x)
    let sign = inward.x * heading.x + inward.y * heading.y
    guard abs(sign) > 0.1 * heading.length else { return }
    let normal = sign > 0 ? inward : inward * -1
    left = Skeleton.cut(left, place, normal, heading)
    right = Skeleton.cut(right, place, normal, heading)
  }

  /// Drops the points before the line through `place`, or goes back to it.
  private static func cut(
    _ side: [Point], _ place: Point, _ normal: Point, _ heading: Point
  ) -> [Point] {
    func height(_ point: Point) -> Double {
      (point.x - place.x) * normal.x + (point.y - place.y) * normal.y
    }
    guard let index = side.firstIndex(where: { height($0) > 0 }) else { return side }
    let inside = side[index]
    let step = index == 0 ? heading * -1 : side[index - 1] - inside
    let pace = step.x * normal.x + step.y * normal.y
    guard pace < 0 else { return side }
    return [inside + step * (height(inside) / -pace)] + side[index...]
  }
}
