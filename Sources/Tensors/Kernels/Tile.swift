import COpenBLAS

/// One small matrix product on the calling core, given by pointers: the building block of kernels
/// that cut their own work, such as convolution and attention.
package struct Tile {
  /// Where the scalars of a matrix start, how far apart its rows are, and whether it is transposed.
  package struct Operand {
    let start: UnsafePointer<Float>
    let stride: Int
    let isTransposed: Bool

    package init(_ start: UnsafePointer<Float>, stride: Int, isTransposed: Bool = false) {
      (self.start, self.stride, self.isTransposed) = (start, stride, isTransposed)
    }
  }

  /// `result = factor left right + keeping result`, for a result of the given size whose rows are
  /// `stride` apart.
  package static func multiply(
    rows: Int, columns: Int, shared: Int, factor: Float = 1, _ left: Operand, _ right: Operand,
    into result: UnsafeMutablePointer<Float>, stride: Int, keeping: Float = 0
  ) {
    guard rows > 0, columns > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, left.isTransposed ? CblasTrans : CblasNoTrans,
      right.isTransposed ? CblasTrans : CblasNoTrans, blasint(rows), blasint(columns),
      blasint(shared), factor, left.start, blasint(left.stride), right.start,
      blasint(right.stride), keeping, result, blasint(stride))
  }
}
