/// The search for a low point by a simplex that turns, stretches and shrinks: no slopes, no chance.
enum NelderMead {
  /// A point where `value` is low, from `start` with edges of length `edge`; begun anew from where it
  /// ended, which frees a simplex that collapsed too early.
  static func lowest(
    from start: [Double], edge: Double = 0.5, restarts: Int = 4, limit: Int = 2_000,
    _ value: ([Double]) -> Double
  ) -> [Double] {
    guard !start.isEmpty else { return start }
    // What is no number is no low point.
    func height(_ point: [Double]) -> Double {
      let height = value(point)
      return height.isNaN ? .infinity : height
    }
    var best = (point: start, height: height(start))
    for _ in 0...restarts {
      let found = search(from: best.point, edge: edge, limit: limit, height)
      let gain = best.height - found.height
      if found.height < best.height { best = found }
      if gain < 1e-10 * (1 + abs(best.height)) { break }
    }
    return best.point
  }

  private static func search(
    from start: [Double], edge: Double, limit: Int, _ height: ([Double]) -> Double
  ) -> (point: [Double], height: Double) {
    let size = start.count
    var corners = [(point: start, height: height(start))]
    for place in 0..<size {
      var point = start
      point[place] += edge
      corners.append((point, height(point)))
    }
    for _ in 0..<limit {
      corners.sort { $0.height < $1.height }
      let (best, worst) = (corners[0], corners[size])
      if worst.height - best.height <= 1e-13 * (1 + abs(best.height)) { break }
      let centre = (0..<size).map { column in
        corners[..<size].reduce(0) { $0 + $1.point[column] } / Double(size)
      }
      func reached(_ length: Double) -> (point: [Double], height: Double) {
        let point = (0..<size).map { centre[$0] + length * (worst.point[$0] - centre[$0]) }
        return (point, height(point))
      }
      let turned = reached(-1)
      if turned.height < best.height {
        let stretched = reached(-2)
        corners[size] = stretched.height < turned.height ? stretched : turned
      } else if turned.height < corners[size - 1].height {
        corners[size] = turned
      } else {
        let drawn = reached(turned.height < worst.height ? -0.5 : 0.5)
        if drawn.height < min(worst.height, turned.height) {
          corners[size] = drawn
        } else {
          for place in 1...size {
            let point = (0..<size).map { (corners[place].point[$0] + best.point[$0]) / 2 }
            corners[place] = (point, height(point))
          }
        }
      }
    }
    return corners.min { $0.height < $1.height } ?? (start, height(start))
  }
}
