import Foundation
import Tensors

/// A linear model fitted by least squares, with how far each coefficient may be off.
///
///     let fit = LeastSquares(rows: [[1, 20], [2, 21], [3, 25]], targets: [1.1, 2.3, 3.0])
///     fit.coefficients    // the constant first, then one for each column
///     fit.interval(of: 1)
///
/// The errors are those of independent residuals of one variance: rows that belong together make
/// them too small. Computed in double precision by Householder's reflections.
public struct LeastSquares: Sendable, Equatable {
  /// The constant and the coefficients of the columns.
  public let coefficients: [Double]
  /// The standard error of each.
  public let standardErrors: [Double]
  /// The deviation of the residuals, with the degrees of freedom that are left.
  public let residualDeviation: Double
  /// Rows less coefficients.
  public let degreesOfFreedom: Int

  /// Fits targets by the columns of `rows` and a constant.
  public init(rows: [[Double]], targets: [Double]) {
    self = required(try LeastSquares(checking: rows, targets: targets))
  }

  /// Student's interval of a coefficient; 0 is the constant.
  public func interval(of coefficient: Int, level: Double = 0.95) -> Interval {
    let reach = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile((1 + level) / 2)
    let (middle, half) = (coefficients[coefficient], reach * standardErrors[coefficient])
    return Interval(estimate: middle, lower: middle - half, upper: middle + half, level: level)
  }

  package init(checking rows: [[Double]], targets: [Double]) throws(TensorError) {
    try Score.check(rows.count, against: targets.count, "rows and targets")
    let columns = rows[0].count + 1
    if let other = rows.firstIndex(where: { $0.count + 1 != columns }) {
      throw TensorError(
        "Least squares need rows of one length, and row \(other) has \(rows[other].count) numbers "
          + "where the first has \(columns - 1).")
    }
    guard rows.count > columns else {
      throw TensorError(
        "Least squares with errors need more rows than coefficients, and there are \(rows.count) "
          + "and \(columns).")
    }
    var matrix = rows.map { [1] + $0 }
    var targets = targets
    try LeastSquares.triangulate(&matrix, &targets)
    let freedom = rows.count - columns
    let squares = targets[columns...].reduce(0) { $0 + $1 * $1 }
    let deviation = (squares / Double(freedom)).squareRoot()
    var solved = [Double](repeating: 0, count: columns)
    for row in (0..<columns).reversed() {
      let rest = (row + 1..<columns).reduce(0.0) { $0 + matrix[row][$1] * solved[$1] }
      solved[row] = (targets[row] - rest) / matrix[row][row]
    }
    coefficients = solved
    standardErrors = LeastSquares.lengths(ofInverse: matrix, columns).map { deviation * $0 }
    residualDeviation = deviation
    degreesOfFreedom = freedom
  }

  /// Turns the columns one after the other so that all below the diagonal becomes zero, and the
  /// targets with them: lengths stay, and what is left of the targets below are the residuals.
  private static func triangulate(
    _ matrix: inout [[Double]], _ targets: inout [Double]
  ) throws(TensorError) {
    let columns = matrix[0].count
    for column in 0..<columns {
      let size = matrix.reduce(0) { $0 + $1[column] * $1[column] }.squareRoot()
      var normal = matrix.indices.map { $0 < column ? 0 : matrix[$0][column] }
      let length = normal.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 1e-12 * size, length.isFinite else {
        throw TensorError(
          "Least squares cannot tell column \(column) from those before it (0 is the constant): it "
            + "is a combination of them, or not finite.")
      }
      normal[column] += normal[column] < 0 ? -length : length
      let square = normal.reduce(0) { $0 + $1 * $1 }
      func reflect(_ value: (Int) -> Double) -> Double {
        2 * (column..<normal.count).reduce(0) { $0 + normal[$1] * value($1) } / square
      }
      for other in column..<columns {
        let share = reflect { matrix[$0][other] }
        for row in column..<matrix.count { matrix[row][other] -= share * normal[row] }
      }
      let share = reflect { targets[$0] }
      for row in column..<matrix.count { targets[row] -= share * normal[row] }
    }
  }

  /// The length of each row of the inverse of a triangular matrix: the square root of the diagonal of
  /// ``$`(X^T X)^{-1}`$``.
  private static func lengths(ofInverse matrix: [[Double]], _ columns: Int) -> [Double] {
    var squares = [Double](repeating: 0, count: columns)
    for unit in 0..<columns {
      var column = [Double](repeating: 0, count: columns)
      for row in (0...unit).reversed() {
        let rest = (row + 1..<columns).reduce(row == unit ? 1.0 : 0) {
          $0 - matrix[row][$1] * column[$1]
        }
        column[row] = rest / matrix[row][row]
        squares[row] += column[row] * column[row]
      }
    }
    return squares.map { $0.squareRoot() }
  }
}
