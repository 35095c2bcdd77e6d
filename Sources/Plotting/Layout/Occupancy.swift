/// A coarse picture of where a plot is drawn on, for finding room for a legend.
package struct Occupancy: Sendable {
  package let area: Rectangle
  package let columns: Int
  package let rows: Int
  private var cells: [Bool]

  package init(_ area: Rectangle) {
    self.area = area
    columns = max(8, min(Int(area.width / 6), 160))
    rows = max(8, min(Int(area.height / 6), 160))
    cells = [Bool](repeating: false, count: columns * rows)
  }

  private func column(_ x: Double) -> Int {
    Int(min(max((x - area.left) / area.width, 0), 0.9999) * Double(columns))
  }

  private func row(_ y: Double) -> Int {
    Int(min(max((y - area.top) / area.height, 0), 0.9999) * Double(rows))
  }

  package mutating func add(_ point: Point) {
    guard point.isFinite, area.inset(by: -1).contains(point) else { return }
    cells[row(point.y) * columns + column(point.x)] = true
  }

  /// Adds a straight line by walking along it.
  package mutating func add(from start: Point, to end: Point) {
    guard start.isFinite, end.isFinite else { return }
    let reach = max(area.width, area.height) * 3
    guard abs(start.x) < 1e6, abs(end.x) < 1e6, abs(start.y) < 1e6, abs(end.y) < 1e6 else { return }
    let steps = Int(min((end - start).length, reach) / 4) + 1
    for step in 0...steps { add(start + (end - start) * (Double(step) / Double(steps))) }
  }

  package mutating func add(_ box: Rectangle) {
    guard box.x.isFinite, box.y.isFinite, box.width.isFinite, box.height.isFinite,
      box.intersects(area)
    else { return }
    for row in row(box.top)...row(box.bottom) {
      for column in column(box.left)...column(box.right) { cells[row * columns + column] = true }
    }
  }

  /// How many cells under a box are drawn on.
  package func count(in box: Rectangle) -> Int {
    var count = 0
    for row in row(box.top)...row(box.bottom) {
      for column in column(box.left)...column(box.right) where cells[row * columns + column] {
        count += 1
      }
    }
    return count
  }

  /// The corner of the area in which a box of this size covers least, and how many cells it covers.
  ///
  /// Where corners are equally empty the upper right one is taken, where readers look first.
  package func emptiestCorner(
    width: Double, height: Double
  ) -> (place: LegendPlace, covered: Int) {
    let places: [LegendPlace] = [.topRight, .topLeft, .bottomRight, .bottomLeft]
    let counts = places.map { count(in: Occupancy.box($0, width, height, in: area).inset(by: -3)) }
    let least = counts.min() ?? 0
    return (places[counts.firstIndex(of: least) ?? 0], least)
  }

  /// A box of a size in a corner of an area.
  package static func box(
    _ place: LegendPlace, _ width: Double, _ height: Double, in area: Rectangle
  ) -> Rectangle {
    let isLeft = place == .topLeft || place == .bottomLeft
    let isTop = place == .topLeft || place == .topRight
    return Rectangle(
      x: isLeft ? area.left + 8 : area.right - width - 6,
      y: isTop ? area.top + 5 : area.bottom - height - 6, width: width, height: height)
  }
}
