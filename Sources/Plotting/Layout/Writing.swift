import Foundation

/// One line of text with its place on the sheet.
package struct Writing: Sendable {
  package let text: String
  package let place: Point
  package let size: Double
  package let anchor: Anchor
  /// Degrees anticlockwise.
  package let rotation: Double
  package let weight: Weight
  package let color: Color
  /// The corners of the room it takes, in order.
  package let corners: [Point]

  package init(
    _ text: String, at place: Point, size: Double, anchor: Anchor = .left, rotation: Double = 0,
    weight: Weight = .regular, color: Color
  ) {
    self.text = text
    self.place = place
    self.size = size
    self.anchor = anchor
    self.rotation = rotation
    self.weight = weight
    self.color = color
    let extent = Lettering.measure(text, size: size, weight: weight)
    let left: Double
    switch anchor.horizontal {
    case .left: left = 0
    case .center: left = -extent.width / 2
    case .right: left = -extent.width
    }
    // The room is the band between the heads of capitals and the feet of descenders, not the
    // leading around it, so that lines may stand close without counting as overlapping.
    let top: Double
    let figure = Lettering.figureHeight * size
    switch anchor.vertical {
    case .top: top = extent.ascent - figure
    case .middle: top = -figure / 2
    case .baseline: top = -figure
    case .bottom: top = -extent.descent - figure
    }
    let height = figure + min(extent.descent, size * 0.2)
    let turn = Transform.rotation(degrees: rotation).then(.translation(place.x, place.y))
    corners = [
      turn(Point(left, top)), turn(Point(left + extent.width, top)),
      turn(Point(left + extent.width, top + height)), turn(Point(left, top + height)),
    ]
  }

  /// The upright box around the text.
  package var bounds: Rectangle {
    Rectangle(around: corners) ?? Rectangle(x: 0, y: 0, width: 0, height: 0)
  }

  /// Whether two texts come closer to each other than `gap`.
  package func overlaps(_ other: Writing, gap: Double = 0) -> Bool {
    guard bounds.inset(by: -gap).intersects(other.bounds) else { return false }
    if rotation == 0, other.rotation == 0 { return true }
    // Two convex shapes are apart when a side of one of them separates them.
    return !Writing.isSeparated(corners, other.corners, gap)
      && !Writing.isSeparated(other.corners, corners, gap)
  }

  private static func isSeparated(_ first: [Point], _ second: [Point], _ gap: Double) -> Bool {
    for index in first.indices {
      let side = first[(index + 1) % first.count] - first[index]
      guard side.length > 0 else { continue }
      let normal = Point(side.y / side.length, -side.x / side.length)
      let distances = second.map { point in
        (point.x - first[index].x) * normal.x + (point.y - first[index].y) * normal.y
      }
      if (distances.min() ?? 0) >= gap { return true }
    }
    return false
  }
}
