import Tensors

/// The search of k-means: rows go to the nearest centre, centres to the mean of their rows, in turns.
///
/// It works on rows less their mean, so that ``$`|x|^2 + |c|^2 - 2\,x \cdot c`$`` loses few digits.
struct Lloyd {
  /// The rows, less ``middle``.
  let rows: Tensor
  /// The mean of the rows.
  let middle: Tensor
  private let squares: Tensor
  private let limit: Int
  private let tolerance: Float

  /// - Parameter tolerance: As a share of the columns' mean variance.
  init(_ rows: Tensor, limit: Int, tolerance: Float) {
    middle = rows.mean(axes: [0])
    self.rows = rows - middle
    squares = (self.rows * self.rows).sum(axes: [1])
    self.limit = limit
    self.tolerance = tolerance * self.rows.variance(axes: [0]).mean().scalar
  }

  /// Rows to begin at, far from one another: each is drawn with a chance in proportion to its squared
  /// distance from those already drawn.
  func drawn(_ groups: Int, using random: inout Random) -> Tensor {
    var chosen = [random.below(rows.shape[0])]
    var nearest = [Float](repeating: .infinity, count: rows.shape[0])
    while chosen.count < groups {
      let last = chosen[chosen.count - 1]
      let products = rows.matmul(rows[last..<last + 1], transposeRight: true).scalars
      let square: Float = squares[last]
      for (row, own) in squares.scalars.enumerated() {
        nearest[row] = min(nearest[row], max(0, own + square - 2 * products[row]))
      }
      // A row that was drawn is as near as can be, whatever rounding says.
      nearest[last] = 0
      chosen.append(Lloyd.draw(nearest, using: &random))
    }
    return rows.rows(chosen)
  }

  /// A place, drawn in proportion to what stands there; where that is nothing, any place.
  private static func draw(_ weights: [Float], using random: inout Random) -> Int {
    let total = weights.reduce(0.0) { $0 + Double($1) }
    guard total > 0 else { return random.below(weights.count) }
    var left = random.unit() * total
    for (place, weight) in weights.enumerated() {
      left -= Double(weight)
      if left < 0 { return place }
    }
    // Rounding may leave a trace of the last weight that is not 0.
    return weights.lastIndex { $0 > 0 }!
  }

  /// The centres that the search ends at, and the sum of squares before each step and at the end.
  func run(from start: Tensor) -> (centres: Tensor, history: [Double]) {
    var centres = start
    var (places, distances) = nearest(of: centres)
    var history = [distances.reduce(0) { $0 + Double($1) }]
    for _ in 0..<limit {
      let moved = means(of: places, distances, groups: centres.shape[0])
      let step = moved - centres
      centres = moved
      let before = places
      (places, distances) = nearest(of: centres)
      history.append(distances.reduce(0) { $0 + Double($1) })
      if places == before || (step * step).sum().scalar <= tolerance { break }
    }
    return (centres, history)
  }

  /// The nearest centre of each row, the first of equals, and its squared distance.
  private func nearest(of centres: Tensor) -> (places: [Int], distances: [Float]) {
    let groups = centres.shape[0]
    let theirs = (centres * centres).sum(axes: [1]).scalars
    let products = rows.matmul(centres, transposeRight: true).scalars
    let own = squares.scalars
    var places = [Int](repeating: 0, count: own.count)
    var distances = [Float](repeating: 0, count: own.count)
    places.withUnsafeMutableBufferPointer { places in
      distances.withUnsafeMutableBufferPointer { distances in
        Parallel.pieces(of: own.count, size: 4_096) { piece in
          for row in piece {
            let start = row * groups
            var (best, score) = (0, theirs[0] - 2 * products[start])
            for group in 1..<groups {
              let other = theirs[group] - 2 * products[start + group]
              if other < score { (best, score) = (group, other) }
            }
            places[row] = best
            distances[row] = max(0, score + own[row])
          }
        }
      }
    }
    return (places, distances)
  }

  /// The mean of each group. A group that lost all its rows takes the row that lies furthest from its
  /// centre, of a group that can spare one.
  private func means(of places: [Int], _ distances: [Float], groups: Int) -> Tensor {
    var places = places
    var counts = [Int](repeating: 0, count: groups)
    for place in places { counts[place] += 1 }
    let empty = counts.indices.filter { counts[$0] == 0 }
    if !empty.isEmpty {
      var furthest = Tensor(distances).argsorted(descending: true)[...]
      for group in empty {
        // There are as many rows as groups, so one is found.
        while let row = furthest.popFirst() {
          guard counts[places[row]] > 1 else { continue }
          counts[places[row]] -= 1
          counts[group] = 1
          places[row] = group
          break
        }
      }
    }
    let sums = Tensor.oneHot(places, classes: groups).matmul(rows, transposeLeft: true)
    return sums / Tensor(counts.map { Float(max($0, 1)) }).reshaped([-1, 1])
  }
}
