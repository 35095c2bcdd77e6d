/// A number for every point of a rectangle of the plane, known on a grid and blended between.
package struct Field: Sendable {
  package let columns: Int
  package let rows: Int
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// The numbers at the points of the grid, the row of the lowest y first.
  package let values: [Double]

  package init(
    columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, values: [Double]
  ) {
    self.columns = columns
    self.rows = rows
    self.x = x
    self.y = y
    self.values = values
  }

  /// The field of a function.
  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 121, rows: Int = 97,
    of function: (Double, Double) throws -> Double
  ) rethrows {
    var values: [Double] = []
    values.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        values.append(
          try function(
            Field.place(column, of: columns, in: x), Field.place(row, of: rows, in: y)))
      }
    }
    self.init(columns: columns, rows: rows, x: x, y: y, values: values)
  }

  /// Where a line of the grid lies.
  package static func place(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
    let part = count > 1 ? Double(index) / Double(count - 1) : 0.5
    return range.lowerBound * (1 - part) + range.upperBound * part
  }

  var extents: (x: Extent, y: Extent) {
    var (across, up) = (Extent(x), Extent(y))
    (across.isTight, up.isTight) = (true, true)
    (across.isWhole, up.isWhole) = (false, false)
    return (across, up)
  }

  /// For each place the grid line before it and how far it lies beyond, as a part of a step; nil
  /// outside.
  private static func steps(
    _ places: [Double], _ range: ClosedRange<Double>, _ count: Int
  ) -> [(index: Int, part: Double)?] {
    places.map { place in
      let step =
        (place - range.lowerBound) / (range.upperBound - range.lowerBound)
        * Double(count - 1)
      guard step >= -1e-9, step <= Double(count - 1) + 1e-9 else { return nil }
      let index = min(max(Int(step), 0), max(count - 2, 0))
      return (index, min(max(step - Double(index), 0), 1))
    }
  }

  /// A picture of the field over a plot: `color` is asked for every pixel of the file, with the four
  /// numbers around it and their weights. One answer for each is enough: the pixels are half as large
  /// as those of the page, and a line lies over every border.
  func bitmap(
    in frame: Frame, color: (SIMD4<Int>, SIMD4<Double>) -> SIMD4<Float>
  ) -> Bitmap {
    let area = frame.area
    let pixels = Density.page.pixelsPerPoint
    let width = min(max(Int((area.width * pixels).rounded()), 1), 8000)
    let height = min(max(Int((area.height * pixels).rounded()), 1), 8000)
    let across = Field.steps(
      (0..<width).map { frame.x.number(atUnit: (Double($0) + 0.5) / Double(width)) }, x, columns)
    let down = Field.steps(
      (0..<height).map { frame.y.number(atUnit: 1 - (Double($0) + 0.5) / Double(height)) }, y, rows)
    let right = columns > 1 ? 1 : 0
    let above = rows > 1 ? columns : 0
    var colors: [Color] = []
    colors.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        guard let h = across[column], let v = down[row] else {
          colors.append(.clear)
          continue
        }
        let base = v.index * columns + h.index
        let light = color(
          SIMD4(base, base + right, base + above, base + above + right),
          SIMD4(
            (1 - h.part) * (1 - v.part), h.part * (1 - v.part), (1 - h.part) * v.part,
            h.part * v.part))
        colors.append(
          light.w > 0
            ? Color(linear: SIMD4(light.x / light.w, light.y / light.w, light.z / light.w, light.w))
            : .clear)
      }
    }
    return Bitmap(width: width, height: height, colors: colors)
  }
}
