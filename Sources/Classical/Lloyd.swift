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
    var parted = part(by: centres)
    var history = [parted.sumOfSquares]
    for _ in 0..<limit {
      let moved = means(of: parted, groups: centres.shape[0])
      let step = moved - centres
      centres = moved
      let before = parted.places
      parted = part(by: centres)
      history.append(parted.sumOfSquares)
      if parted.places == before || (step * step).sum().scalar <= tolerance { break }
    }
    return (centres, history)
  }

  /// Rows that have been dealt to centres.
  private struct Parted {
    /// The nearest centre of each row, the first of equals, and its squared distance.
    var places: [Int]
    var distances: [Float]
    /// The sum of each group's rows: `[groups, columns]`.
    var sums: Tensor

    var sumOfSquares: Double { distances.reduce(0) { $0 + Double($1) } }
  }

  /// Deals the rows to the nearest centres and adds up each group's, in one pass: what a few rows are
  /// multiplied by is used while they are in the cache.
  private func part(by centres: Tensor) -> Parted {
    let (count, width, groups) = (rows.shape[0], rows.shape[1], centres.shape[0])
    let theirs = (centres * centres).sum(axes: [1]).scalars
    let own = squares.scalars
    var places = [Int](repeating: 0, count: count)
    var distances = [Float](repeating: 0, count: count)
    // As many pieces as rows say and not as cores do; each adds up sums of its own.
    let size = max(2_048, (count + 31) / 32)
    var sums = Tensor.zeros([(count + size - 1) / size, groups, width])
    places.withUnsafeMutableBufferPointer { places in
      distances.withUnsafeMutableBufferPointer { distances in
        sums.change { sums in
          multiplying(centres, piecesOf: size) { met, products in
            let sum = sums + met.lowerBound / size * groups * width
            for row in met {
              let first = (row - met.lowerBound) * groups
              var (best, score) = (0, theirs[0] - 2 * products[first])
              for group in 1..<groups {
                let other = theirs[group] - 2 * products[first + group]
                if other < score { (best, score) = (group, other) }
              }
              places[row] = best
              distances[row] = max(0, score + own[row])
              add(row, to: sum + best * width)
            }
          }
        }
      }
    }
    return Parted(places: places, distances: distances, sums: sums.sum(axes: [0]))
  }

  /// Calls `body` with a few rows after the other and their products with all centres, row by row;
  /// those of one piece on one core. The centres are brought into the order of a product only once.
  private func multiplying(
    _ centres: Tensor, piecesOf size: Int,
    _ body: (_ met: Range<Int>, _ products: UnsafeMutablePointer<Float>) -> Void
  ) {
    let (width, groups, few) = (rows.shape[1], centres.shape[0], 128)
    let room = (groups + 31) / 32 * 32 * width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(room, 1)) { room in
      let centres = centres.read {
        Tile.Operand($0, stride: width, isTransposed: true)
          .panels(columns: groups, depth: width, at: room.baseAddress!)
      }
      rows.read { rows in
        Parallel.pieces(of: self.rows.shape[0], size: size) { piece in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: few * groups) { products in
            let products = products.baseAddress!
            for start in stride(from: piece.lowerBound, to: piece.upperBound, by: few) {
              let met = start..<min(start + few, piece.upperBound)
              Tile.multiply(
                rows: met.count, columns: groups, shared: width,
                Tile.Operand(rows + start * width, stride: width), centres, into: products,
                stride: groups)
              body(met, products)
            }
          }
        }
      }
    }
  }

  private func add(_ row: Int, to sum: UnsafeMutablePointer<Float>) {
    let width = rows.shape[1]
    rows.read { rows in
      let row = rows + row * width
      for column in 0..<width { sum[column] += row[column] }
    }
  }

  /// The mean of each group. A group that lost all its rows takes the row that lies furthest from its
  /// centre, of a group that can spare one.
  private func means(of parted: Parted, groups: Int) -> Tensor {
    var (places, sums) = (parted.places, parted.sums)
    var counts = [Int](repeating: 0, count: groups)
    for place in places { counts[place] += 1 }
    let empty = counts.indices.filter { counts[$0] == 0 }
    if !empty.isEmpty {
      let width = rows.shape[1]
      var furthest = Tensor(parted.distances).argsorted(descending: true)[...]
      for group in empty {
        // There are as many rows as groups, so one is found.
        while let row = furthest.popFirst() {
          guard counts[places[row]] > 1 else { continue }
          for column in 0..<width {
            let value = rows.scalars[row * width + column]
            sums.scalars[places[row] * width + column] -= value
            sums.scalars[group * width + column] = value
          }
          counts[places[row]] -= 1
          counts[group] = 1
          places[row] = group
          break
        }
      }
    }
    return sums / Tensor(counts.map { Float(max($0, 1)) }).reshaped([-1, 1])
  }
}
