import Foundation

extension Polyline {
  /// The line cut into dashes: drawn for the first length, left out for the second, and so on.
  ///
  /// Lengths are in device pixels. A pattern without a positive length leaves the line whole.
  func dashed(_ pattern: [Double]) -> [Polyline] {
    let lengths = pattern.map { $0.isFinite ? max($0, 0) : 0 }
    let period = lengths.reduce(0, +)
    var corners = points.filter(\.isFinite)
    if isClosed, let first = corners.first { corners.append(first) }
    let total = zip(corners, corners.dropFirst()).reduce(0.0) { $0 + ($1.1 - $1.0).length }
    // More dashes than anyone could see are a solid line.
    guard period > 0, total / period < 1e5, corners.count > 1 else { return [self] }
    var dashes: [Polyline] = []
    var current = Polyline(points: [corners[0]])
    var phase = 0
    var rest = lengths[0]
    for (start, end) in zip(corners, corners.dropFirst()) {
      let length = (end - start).length
      var done = 0.0
      while length - done > rest {
        done += rest
        let place = start + (end - start) * (done / length)
        current.points.append(place)
        if phase % 2 == 0 { dashes.append(current) }
        current = Polyline(points: [place])
        phase += 1
        rest = lengths[phase % lengths.count]
      }
      rest -= length - done
      current.points.append(end)
    }
    if phase % 2 == 0 { dashes.append(current) }
    return dashes
  }
}
