import Tensors

/// The dual of the widest margin between two classes, solved two weights at a time.
///
/// It minimises ``$`\tfrac12 \sum \alpha_i \alpha_j y_i y_j K_{ij} - \sum \alpha_i`$`` for weights
/// from 0 to C with ``$`\sum \alpha_i y_i = 0`$``. Changing two of them along that condition is a
/// parabola, whose lowest point is known (Platt's sequential minimal optimisation). Of the two, the
/// first is the one that misses the conditions of the optimum most, the second the one with which
/// the fall is greatest (Fan, Chen and Lin). It ends when no two miss them by more than the
/// tolerance. Rows of the kernel are computed when they are first needed, which for most rows is
/// never.
struct MarginDual {
  private let rows: Tensor
  private let signs: [Float]
  private let kernel: Kernel
  private let slack: Double
  private let squares: Tensor
  private let diagonal: [Float]
  private var kernelRows: [[Float]?]
  private var weights: [Double]
  /// The slope of what is minimised, for each weight.
  private var slopes: [Double]
  private(set) var bias: Float = 0

  init(_ rows: Tensor, _ signs: [Float], _ kernel: Kernel, slack: Float) {
    (self.rows, self.signs, self.kernel, self.slack) = (rows, signs, kernel, Double(slack))
    let count = signs.count
    kernelRows = [[Float]?](repeating: nil, count: count)
    weights = [Double](repeating: 0, count: count)
    slopes = [Double](repeating: -1, count: count)
    squares = (rows * rows).sum(axes: [1])
    diagonal = kernel.values(products: squares, squares, squares).scalars
  }

  /// The weights, with the sign of their class; 0 for rows that do not matter.
  var signedWeights: [Float] { zip(weights, signs).map { Float($0) * $1 } }

  /// Takes pairs until all conditions are met within the tolerance.
  mutating func solve(tolerance: Float) {
    let limit = max(10_000_000, 100 * signs.count)
    for _ in 0..<limit {
      guard let (first, second) = worstPair(tolerance: Double(tolerance)) else { break }
      move(first, second)
    }
    bias = Float(-threshold())
  }

  private func canRise(_ i: Int) -> Bool { signs[i] > 0 ? weights[i] < slack : weights[i] > 0 }
  private func canFall(_ i: Int) -> Bool { signs[i] > 0 ? weights[i] > 0 : weights[i] < slack }

  /// The two weights to move, or nil where none misses its condition by more than the tolerance.
  private mutating func worstPair(tolerance: Double) -> (Int, Int)? {
    var (first, highest) = (-1, -Double.infinity)
    for i in signs.indices where canRise(i) {
      let pull = -Double(signs[i]) * slopes[i]
      if pull > highest { (first, highest) = (i, pull) }
    }
    guard first >= 0 else { return nil }
    let row = kernelRow(first)
    var (second, lowest, greatestFall) = (-1, Double.infinity, 0.0)
    for j in signs.indices where canFall(j) {
      let pull = -Double(signs[j]) * slopes[j]
      lowest = min(lowest, pull)
      let gap = highest - pull
      guard gap > 0 else { continue }
      let curvature = Double(diagonal[first] + diagonal[j] - 2 * row[j])
      let fall = gap * gap / max(curvature, 1e-12)
      if fall > greatestFall { (second, greatestFall) = (j, fall) }
    }
    guard second >= 0, highest - lowest >= tolerance else { return nil }
    return (first, second)
  }

  /// Moves two weights to the lowest point of their parabola, within 0 and C.
  private mutating func move(_ i: Int, _ j: Int) {
    let (rowI, rowJ) = (kernelRow(i), kernelRow(j))
    let (yI, yJ) = (Double(signs[i]), Double(signs[j]))
    let curvature = max(Double(diagonal[i] + diagonal[j] - 2 * rowI[j]), 1e-12)
    // A step t adds y_i t to the first weight and takes y_j t from the second.
    var t = (-yI * slopes[i] + yJ * slopes[j]) / curvature
    t = min(t, yI > 0 ? slack - weights[i] : weights[i])
    t = min(t, yJ > 0 ? weights[j] : slack - weights[j])
    let (oldI, oldJ) = (weights[i], weights[j])
    weights[i] = within(oldI + yI * t)
    weights[j] = within(oldJ - yJ * t)
    let (changeI, changeJ) = ((weights[i] - oldI) * yI, (weights[j] - oldJ) * yJ)
    let signs = signs
    slopes.withUnsafeMutableBufferPointer { slopes in
      for k in signs.indices {
        slopes[k] += Double(signs[k]) * (changeI * Double(rowI[k]) + changeJ * Double(rowJ[k]))
      }
    }
  }

  /// A weight within its bounds, and exactly on one where rounding left it beside it.
  private func within(_ weight: Double) -> Double {
    if weight < 1e-12 * slack { return 0 }
    return weight > slack * (1 - 1e-12) ? slack : weight
  }

  /// The value that y_i times the slope has for weights between their bounds; where there are none,
  /// the middle of what the others allow.
  private func threshold() -> Double {
    var (sum, count) = (0.0, 0)
    var (upper, lower) = (Double.infinity, -Double.infinity)
    for i in signs.indices {
      let value = Double(signs[i]) * slopes[i]
      if weights[i] > 0, weights[i] < slack {
        sum += value
        count += 1
      } else if canRise(i) {
        upper = min(upper, value)
      } else {
        lower = max(lower, value)
      }
    }
    if count > 0 { return sum / Double(count) }
    if upper.isFinite, lower.isFinite { return (upper + lower) / 2 }
    return upper.isFinite ? upper : (lower.isFinite ? lower : 0)
  }

  private mutating func kernelRow(_ i: Int) -> [Float] {
    if let row = kernelRows[i] { return row }
    let products = rows[i..<i + 1].matmul(rows, transposeRight: true)
    let row = kernel.values(products: products, squares[i..<i + 1], squares).scalars
    kernelRows[i] = row
    return row
  }
}
