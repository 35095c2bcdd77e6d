import Foundation
import Tensors

/// Least squares in double precision with a penalty on each weight, by Cholesky's factors.
enum RidgeSystem {
  /// The weights with the least sum of squared errors and of `penalties` times their squares.
  static func solve(
    _ rows: [[Double]], _ targets: [Double], penalties: [Double], for what: String
  ) throws(TensorError) -> [Double] {
    let size = penalties.count
    var normal = [Double](repeating: 0, count: size * size)
    var right = [Double](repeating: 0, count: size)
    for (row, target) in zip(rows, targets) {
      for i in 0..<size {
        right[i] += row[i] * target
        for j in 0...i { normal[i * size + j] += row[i] * row[j] }
      }
    }
    let largest = (0..<size).map { normal[$0 * size + $0] }
    for i in 0..<size { normal[i * size + i] += penalties[i] }
    for i in 0..<size {
      for j in 0...i {
        let rest = (0..<j).reduce(normal[i * size + j]) {
          $0 - normal[i * size + $1] * normal[j * size + $1]
        }
        if i == j {
          guard rest > 1e-12 * largest[i], rest > 0 else {
            throw TensorError(
              "\(what) cannot tell its terms apart on these values: one of them is a sum of the "
                + "others. Ask for fewer terms, or give more values.")
          }
          normal[i * size + i] = rest.squareRoot()
        } else {
          normal[i * size + j] = rest / normal[j * size + j]
        }
      }
    }
    for i in 0..<size {
      let rest = (0..<i).reduce(right[i]) { $0 - normal[i * size + $1] * right[$1] }
      right[i] = rest / normal[i * size + i]
    }
    for i in (0..<size).reversed() {
      let rest = (i + 1..<size).reduce(right[i]) { $0 - normal[$1 * size + i] * right[$1] }
      right[i] = rest / normal[i * size + i]
    }
    return right
  }
}
