/// Where a mark draws: the two axes, the room between them, and what it is to look like.
package struct Frame: Sendable {
  package let x: Scale
  package let y: Scale
  package let area: Rectangle
  package let theme: Theme
  /// The hues of the mark being drawn, in the order it asked for them.
  package var hues: [AssignedHue] = []
  /// What all marks together draw on; known to those only that have to find room for words.
  package var occupied: Occupancy?
  /// Where a legend will stand in the plot; known to the same.
  package var legend: Rectangle?

  package init(x: Scale, y: Scale, area: Rectangle, theme: Theme) {
    self.x = x
    self.y = y
    self.area = area
    self.theme = theme
  }

  /// Across the sheet for numbers on the x axis; NaN where the axis cannot show them.
  package func across(_ numbers: [Double]) -> [Double] {
    x.places(numbers, from: area.left, length: area.width)
  }

  /// Down the sheet for numbers on the y axis, which grows upwards.
  package func down(_ numbers: [Double]) -> [Double] {
    y.places(numbers, from: area.bottom, length: -area.height)
  }

  package func across(_ number: Double) -> Double { area.left + x.unit(number) * area.width }

  package func down(_ number: Double) -> Double { area.bottom - y.unit(number) * area.height }

  /// The place of a pair of numbers; not finite where an axis cannot show it.
  package func point(_ x: Double, _ y: Double) -> Point { Point(across(x), down(y)) }

  /// The places of pairs of numbers, as many as there are of both.
  package func points(_ x: [Double], _ y: [Double]) -> [Point] {
    let (xs, ys) = (across(x), down(y))
    let count = min(xs.count, ys.count)
    return [Point](unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        (buffer.baseAddress! + index).initialize(to: Point(xs[index], ys[index]))
      }
      initialized = count
    }
  }

  /// Of several writings inside the plot and away from other lettering, the one that covers least
  /// of what is drawn.
  package func best(_ writings: [Writing], on sheet: Sheet) -> Writing? {
    let free = writings.filter { writing in
      area.inset(by: -1).encloses(writing.bounds)
        && !sheet.writings.contains { $0.overlaps(writing, gap: 2) }
    }
    let costs = free.map { occupied?.count(in: $0.bounds.inset(by: -2)) ?? 0 }
    guard let least = costs.min(), let index = costs.firstIndex(of: least) else { return nil }
    return free[index]
  }

  /// The numbers that a place of the sheet stands for.
  package func numbers(at point: Point) -> (x: Double, y: Double) {
    (
      x.number(atUnit: (point.x - area.left) / area.width),
      y.number(atUnit: (area.bottom - point.y) / area.height)
    )
  }
}

/// A hue with the means to tell it apart without colour.
package struct AssignedHue: Sendable, Equatable {
  package let hue: Hue
  package let dash: [Double]
  package let marker: Marker
}
