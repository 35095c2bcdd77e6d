extension Field {
  /// The field on a grid with `parts` steps for each of its own, so that lines of equal value are
  /// smooth and narrow valleys do not fall between the points.
  ///
  /// Between four points in a row runs the cubic that is exact for parabolas (Catmull and Rom's).
  package func smoothed(by parts: Int = 3) -> Field {
    guard columns > 2, rows > 2 else { return self }
    var wide: [Double] = []
    for row in 0..<rows {
      wide += Field.refined(Array(values[row * columns..<(row + 1) * columns]), by: parts)
    }
    let (across, up) = ((columns - 1) * parts + 1, (rows - 1) * parts + 1)
    var all = [Double](repeating: 0, count: across * up)
    for column in 0..<across {
      let line = Field.refined((0..<rows).map { wide[$0 * across + column] }, by: parts)
      for row in 0..<up { all[row * across + column] = line[row] }
    }
    return Field(columns: across, rows: up, x: x, y: y, values: all)
  }

  private static func refined(_ line: [Double], by parts: Int) -> [Double] {
    var result: [Double] = []
    let last = line.count - 1
    for index in 0..<last {
      let (b, c) = (line[index], line[index + 1])
      // At the ends, and where a neighbour is not finite, the parabola or the line goes on.
      var a = index > 0 ? line[index - 1] : 3 * b - 3 * c + line[2]
      var d = index + 1 < last ? line[index + 2] : 3 * c - 3 * b + line[last - 2]
      if !a.isFinite { a = 2 * b - c }
      if !d.isFinite { d = 2 * c - b }
      for part in 0..<parts {
        let t = Double(part) / Double(parts)
        let bend = (2 * a - 5 * b + 4 * c - d) + (3 * b - 3 * c + d - a) * t
        result.append(part == 0 ? b : b + (c - a + bend * t) * t / 2)
      }
    }
    return result + [line[last]]
  }

  /// A field of whole numbers on a finer grid: `function` is asked again only in cells in which the
  /// number changes, where it shows how the border runs.
  package func refinedAtBorders(
    by parts: Int, of function: (Double, Double) throws -> Double
  ) rethrows -> Field {
    guard columns > 1, rows > 1 else { return self }
    let (across, up) = ((columns - 1) * parts + 1, (rows - 1) * parts + 1)
    var all = [Double](repeating: .nan, count: across * up)
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let base = row * columns + column
        let corner = values[base]
        let isUniform =
          values[base + 1] == corner && values[base + columns] == corner
          && values[base + columns + 1] == corner
        for fineRow in row * parts...(row + 1) * parts {
          for fineColumn in column * parts...(column + 1) * parts {
            let place = fineRow * across + fineColumn
            guard all[place].isNaN else { continue }
            if fineRow % parts == 0, fineColumn % parts == 0 {
              all[place] = values[fineRow / parts * columns + fineColumn / parts]
            } else if isUniform {
              all[place] = corner
            } else {
              all[place] = try function(
                Field.place(fineColumn, of: across, in: x), Field.place(fineRow, of: up, in: y))
            }
          }
        }
      }
    }
    return Field(columns: across, rows: up, x: x, y: y, values: all)
  }
}
