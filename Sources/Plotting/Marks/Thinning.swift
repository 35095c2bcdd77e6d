/// Divides lists of points and makes them shorter without a visible difference.
package enum Thinning {
  /// Columns to the point: finer than the pixels of the file.
  private static let columnsPerPoint = Density.page.pixelsPerPoint + 1

  /// The line with, for every narrow column it crosses from left to right, only the first, lowest,
  /// highest and last point. A line of a million points looks the same and is drawn in a moment.
  package static func line(_ points: [Point]) -> [Point] {
    guard points.count > 2000 else { return points }
    var thinned: [Point] = []
    var index = 0
    while index < points.count {
      let column = (points[index].x * columnsPerPoint).rounded(.down)
      let first = index
      var (low, high) = (index, index)
      while index < points.count, (points[index].x * columnsPerPoint).rounded(.down) == column {
        if points[index].y < points[low].y { low = index }
        if points[index].y > points[high].y { high = index }
        index += 1
      }
      thinned.append(points[first])
      for extreme in [min(low, high), max(low, high)] where extreme != first && extreme != index - 1
      {
        thinned.append(points[extreme])
      }
      if index - 1 != first { thinned.append(points[index - 1]) }
    }
    return thinned
  }

  /// Every so many of the points, at most `limit`: enough to tell where there are some.
  package static func sample(_ points: [Point], limit: Int = 20_000) -> [Point] {
    guard points.count > limit else { return points }
    let stride = (points.count + limit - 1) / limit
    return Swift.stride(from: 0, to: points.count, by: stride).map { points[$0] }
  }
}

extension Thinning {
  /// The stretches of points without a gap. Places far outside any sheet are brought nearer, which
  /// keeps the arithmetic of drawing within bounds.
  package static func runs(_ points: [Point]) -> [[Point]] {
    if points.allSatisfy({ abs($0.x) < 1e5 && abs($0.y) < 1e5 }) {
      return points.isEmpty ? [] : [points]
    }
    var runs: [[Point]] = []
    var run: [Point] = []
    for point in points {
      if point.isFinite {
        run.append(Point(min(max(point.x, -1e5), 1e5), min(max(point.y, -1e5), 1e5)))
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }
}
