/// Lines along which a field has one value: marching squares, joined into long lines.
struct ContourLines {
  private let field: Field
  private let level: Double

  /// Where a line crosses the grid: the edge it crosses, level or upright, by its first point.
  private struct Crossing: Hashable {
    let point: Int
    let isLevel: Bool
  }

  /// The lines in the field's own numbers.
  static func lines(of field: Field, at level: Double) -> [[(x: Double, y: Double)]] {
    ContourLines(field: field, level: level).joined()
  }

  /// The piece or two pieces of the line within each cell of the grid.
  private func pieces() -> [(Crossing, Crossing)] {
    var pieces: [(Crossing, Crossing)] = []
    guard field.columns > 1, field.rows > 1 else { return [] }
    for row in 0..<field.rows - 1 {
      for column in 0..<field.columns - 1 {
        let base = row * field.columns + column
        let isHigh = field.values[base] > level
        // Most cells are not crossed, and looking closer costs ten times as much as this look.
        if isHigh == (field.values[base + 1] > level),
          isHigh == (field.values[base + field.columns] > level),
          isHigh == (field.values[base + field.columns + 1] > level)
        {
          continue
        }
        let corners = [base, base + 1, base + 1 + field.columns, base + field.columns]
        let values = corners.map { field.values[$0] }
        guard values.allSatisfy({ abs($0) < Extent.largest }) else { continue }
        let above = values.map { $0 > level }
        let sides = [
          Crossing(point: base, isLevel: true), Crossing(point: base + 1, isLevel: false),
          Crossing(point: base + field.columns, isLevel: true),
          Crossing(point: base, isLevel: false),
        ]
        let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }
        if crossed.count == 2 {
          pieces.append((sides[crossed[0]], sides[crossed[1]]))
        } else if crossed.count == 4 {
          // A saddle: the mean of the corners says which of them are joined.
          let turned = (values.reduce(0, +) / 4 > level) == above[0]
          pieces.append((sides[0], sides[turned ? 1 : 3]))
          pieces.append((sides[2], sides[turned ? 3 : 1]))
        }
      }
    }
    return pieces
  }

  private func joined() -> [[(x: Double, y: Double)]] {
    let pieces = pieces()
    var neighbours: [Crossing: [Crossing]] = [:]
    for (a, b) in pieces {
      neighbours[a, default: []].append(b)
      neighbours[b, default: []].append(a)
    }
    var used: Set<Crossing> = []
    var lines: [[(x: Double, y: Double)]] = []
    func walk(from start: Crossing) {
      var line = [start]
      used.insert(start)
      while let next = neighbours[line[line.count - 1]]?.first(where: { !used.contains($0) }) {
        line.append(next)
        used.insert(next)
      }
      let isRing = line.count > 2 && neighbours[line[line.count - 1]]?.contains(start) == true
      lines.append(line.map(place) + (isRing ? [place(start)] : []))
    }
    // Open lines first, from their ends; what remains are rings. The order of pieces, and not of a
    // dictionary, decides, so that the same field always gives the same lines.
    for (a, b) in pieces {
      for end in [a, b] where neighbours[end]?.count == 1 && !used.contains(end) { walk(from: end) }
    }
    for (a, _) in pieces where !used.contains(a) { walk(from: a) }
    return lines
  }

  /// Where on its edge a line crosses, between the two numbers at the ends.
  private func place(_ crossing: Crossing) -> (x: Double, y: Double) {
    let (row, column) = (crossing.point / field.columns, crossing.point % field.columns)
    let other = crossing.point + (crossing.isLevel ? 1 : field.columns)
    let (a, b) = (field.values[crossing.point], field.values[other])
    let part = a == b ? 0.5 : (level - a) / (b - a)
    let x = Field.place(column, of: field.columns, in: field.x)
    let y = Field.place(row, of: field.rows, in: field.y)
    if crossing.isLevel {
      return (x + part * (Field.place(column + 1, of: field.columns, in: field.x) - x), y)
    }
    return (x, y + part * (Field.place(row + 1, of: field.rows, in: field.y) - y))
  }
}
