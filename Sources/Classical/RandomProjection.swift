import Tensors

/// A few numbers in place of many, by directions drawn at random, which look at no data.
///
/// ```swift
/// let project = RandomProjection(from: 4_096, to: 256, using: &random)
/// let short = project(rows)   // [n, 4096] to [n, 256]
/// ```
///
/// Every entry of the matrix is drawn from a normal distribution of variance ``$`1/k`$``, with k the
/// count. The squared distance of two rows is then kept on average, and the ratio of the distance
/// afterwards to the one before misses 1 by about ``$`1/\sqrt{2k}`$``, whatever the number of columns.
public struct RandomProjection: Sendable, Equatable {
  /// The matrix that rows are multiplied by: `[columns, count]`.
  public let matrix: Tensor

  /// Draws `count` directions for rows of `columns` numbers.
  public init(from columns: Int, to count: Int, using random: inout Random) {
    required(try RandomProjection.check(columns, count))
    matrix = Tensor.normal(
      [columns, count], deviation: 1 / Float(count).squareRoot(), using: &random)
  }

  /// The rows in fewer numbers: `[n, columns]` to `[n, count]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkColumns(of: rows.shape))
    return rows.matmul(matrix)
  }

  package static func check(_ columns: Int, _ count: Int) throws(TensorError) {
    guard columns > 0, count > 0 else {
      throw TensorError(
        "A random projection leads from at least one number to at least one, and \(columns) and "
          + "\(count) were given.")
    }
  }

  package func checkColumns(of shape: [Int]) throws(TensorError) {
    guard shape.count == 2, shape[1] == matrix.shape[0] else {
      throw TensorError(
        "This random projection takes rows of shape [n, \(matrix.shape[0])], and these have the "
          + "shape \(shape).")
    }
  }
}
