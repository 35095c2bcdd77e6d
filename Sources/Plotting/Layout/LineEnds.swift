/// The end of a line, where its name may stand.
package struct LineEnd: Sendable {
  package let text: String
  package let hue: AssignedHue
  package let place: Point

  package init(_ text: String, _ hue: AssignedHue, at place: Point) {
    self.text = text
    self.hue = hue
    self.place = place
  }
}

/// The names of lines at their ends, moved up and down just so far that none touches another.
package struct LineEndLabels: Sendable {
  package let ends: [LineEnd]
  /// The middle of each name.
  package let middles: [Double]
  package let width: Double
  static let height = 11.5

  /// The names beside the right side of `area`, in a margin no wider than `room`; nil where they do
  /// not fit or would stand far from their lines.
  package init?(_ ends: [LineEnd], beside area: Rectangle, room: Double, isForced: Bool) {
    guard !ends.isEmpty, ends.count <= max(1, Int(area.height / LineEndLabels.height)) else {
      return nil
    }
    let widest = ends.map { Typesetting.width($0.text, TypeSize.label, .medium) }.max() ?? 0
    if !isForced {
      guard ends.count <= 10, widest <= room else { return nil }
      // A name right of the axes belongs to a line that runs up to there.
      guard ends.allSatisfy({ $0.place.x > area.right - area.width * 0.12 }) else { return nil }
    }
    let wanted = ends.map { min(max($0.place.y, area.top), area.bottom) }
    let middles = LineEndLabels.spread(
      wanted, height: LineEndLabels.height, from: area.top - 4, to: area.bottom + 4)
    if !isForced {
      let farthest = zip(wanted, middles).map { abs($0 - $1) }.max() ?? 0
      guard farthest <= 3.2 * LineEndLabels.height else { return nil }
    }
    self.ends = ends
    self.middles = middles
    width = min(widest, room)
  }

  /// Places as near to the wanted ones as possible that are `height` apart and keep their order.
  ///
  /// Neighbours that touch are joined to a block that stands at their mean, as often as needed: the
  /// least-squares solution.
  package static func spread(
    _ wanted: [Double], height: Double, from low: Double, to high: Double
  ) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(start: Double, members: [Int])] = []
    func start(of members: [Int]) -> Double {
      var sum = 0.0
      for (index, member) in members.enumerated() { sum += wanted[member] - Double(index) * height }
      let end = max(low, high - Double(members.count - 1) * height)
      return min(max(sum / Double(members.count), low), end)
    }
    for index in order {
      blocks.append((start(of: [index]), [index]))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard before.start + Double(before.members.count) * height > last.start else { break }
        let members = before.members + last.members
        blocks.removeLast(2)
        blocks.append((start(of: members), members))
      }
    }
    var places = [Double](repeating: 0, count: wanted.count)
    for block in blocks {
      for (index, member) in block.members.enumerated() {
        places[member] = block.start + Double(index) * height
      }
    }
    return places
  }

  private static func isMoved(_ end: LineEnd, to middle: Double) -> Bool {
    abs(middle - end.place.y) > 2.5
  }

  /// Draws the names beside the area, each joined to its line where it had to move.
  package func draw(beside area: Rectangle, theme: Theme, on sheet: inout Sheet) {
    // All names begin in one column, also those that could stand nearer.
    let gap = zip(ends, middles).contains { LineEndLabels.isMoved($0, to: $1) } ? 12.0 : 6
    for (end, middle) in zip(ends, middles) {
      let text = Typesetting.shortened(end.text, to: width, size: TypeSize.label, weight: .medium)
      let isMoved = LineEndLabels.isMoved(end, to: middle)
      let left = area.right + gap
      let written = sheet.writeIfFree(
        Writing(
          text, at: Point(left, middle), size: TypeSize.label, anchor: Anchor(.left, .middle),
          weight: .medium, color: theme.lettering(end.hue.hue)), gap: 0)
      if written, isMoved {
        let path = Path(through: [
          Point(end.place.x + 3, min(max(end.place.y, area.top), area.bottom)),
          Point(left - 2, middle),
        ])
        sheet.stroke(path, theme.color(end.hue.hue).faded(to: 0.7), LineStyle(0.6))
      }
    }
  }
}
