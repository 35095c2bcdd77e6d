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

  /// A picture of the field over a plot: `color` is asked for every device pixel, with the four
  /// numbers around it and their weights, and answers are averaged over parts of the pixel.
  func bitmap(
    in frame: Frame, pixelsPerPoint: Double = 2, color: (SIMD4<Int>, SIMD4<Double>) -> SIMD4<Float>
  ) -> Bitmap {
    let area = frame.area
    let width = min(max(Int((area.width * pixelsPerPoint).rounded()), 1), 4000)
    let height = min(max(Int((area.height * pixelsPerPoint).rounded()), 1), 4000)
    // Two samples along each axis of a pixel smooth the borders between colours.
    let parts = 2
    let across = Field.steps(
      (0..<width * parts).map { place in
        let unit = (Double(place) + 0.5) / Double(width * parts)
        return frame.x.number(atUnit: unit)
      }, x, columns)
    let down = Field.steps(
      (0..<height * parts).map { place in
        let unit = 1 - (Double(place) + 0.5) / Double(height * parts)
        return frame.y.number(atUnit: unit)
      }, y, rows)
    var colors: [Color] = []
    colors.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        var sum = SIMD4<Float>.zero
        for part in 0..<parts * parts {
          guard let h = across[column * parts + part % parts],
            let v = down[row * parts + part / parts]
          else { continue }
          let base = v.index * columns + h.index
          let right = columns > 1 ? 1 : 0
          let above = rows > 1 ? columns : 0
          let corners = SIMD4(base, base + right, base + above, base + above + right)
          let weights = SIMD4(
            (1 - h.part) * (1 - v.part), h.part * (1 - v.part), (1 - h.part) * v.part,
            h.part * v.part)
          sum += color(corners, weights)
        }
        sum /= Float(parts * parts)
        let alpha = sum.w
        colors.append(
          alpha > 0
            ? Color(linear: SIMD4(sum.x / alpha, sum.y / alpha, sum.z / alpha, alpha)) : .clear)
      }
    }
    return Bitmap(width: width, height: height, colors: colors)
  }
}
