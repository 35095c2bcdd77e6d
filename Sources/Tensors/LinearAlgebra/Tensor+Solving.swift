import COpenBLAS

extension Tensor {
  /// The x with `self` x = `right`: for a square matrix and a vector, or a matrix of one column per
  /// system. Throws when the matrix is singular.
  ///
  /// Both sides are first multiplied by a triangular matrix (Gaussian elimination with row
  /// exchanges), then solved from the bottom up.
  public func solve(_ right: Tensor) throws -> Tensor {
    let size = try squareSize("solve")
    guard right.rank == 1 || right.rank == 2, right.shape[0] == size else {
      throw TensorError(
        "solve: a matrix of shape \(shape) needs a right side of \(size) rows, "
          + "not shape \(right.shape)")
    }
    guard right.count > 0 else { return right }
    let systems = right.count / size
    var matrix = transposed().scalars
    // Fortran wants each right side in one piece.
    var columns = right.reshaped([size, systems]).transposed().scalars
    var (n, count) = (Int32(size), Int32(systems))
    var (ldA, ldB) = (n, n)
    var pivots = [Int32](repeating: 0, count: size)
    let norm = oneNorm()
    let info = LAPACK.call("solve") { info in
      sgesv_(&n, &count, &matrix, &ldA, &pivots, &columns, &ldB, info)
    }
    try Self.checkRegular(info, matrix, size, norm, "solve")
    return Tensor(shape: [systems, size], scalars: columns).transposed().reshaped(right.shape)
  }

  /// The matrix whose product with this one is the identity. Throws when there is none.
  ///
  /// To solve equations, ``solve(_:)`` is faster and more exact.
  public func inverse() throws -> Tensor {
    let size = try squareSize("inverse")
    var (matrix, pivots, info) = factored("inverse")
    try Self.checkRegular(info, matrix, size, oneNorm(), "inverse")
    var n = Int32(size)
    var lda = max(1, n)
    info = LAPACK.withWorkspace("inverse") { work, count, info in
      sgetri_(&n, &matrix, &lda, &pivots, work, count, info)
    }
    return Tensor(shape: shape, scalars: matrix).transposed()
  }

  /// The determinant: the factor by which the matrix multiplies volumes, negative when it mirrors.
  public func determinant() throws -> Float {
    let size = try squareSize("determinant")
    let (matrix, pivots, _) = factored("determinant")
    // In Double, since the product may leave the range of Float on the way.
    var result = 1.0
    for row in 0..<size {
      result *= Double(matrix[row * size + row])
      // Each exchange of two rows changes the sign.
      if Int(pivots[row]) != row + 1 { result = -result }
    }
    return Float(result)
  }

  /// The x for which `self` x is nearest to `right`, in the sum of squares: for more equations than
  /// unknowns, a fit; for fewer, the shortest of all solutions.
  ///
  /// Works through the singular values; those below 1e-6 of the largest count as zero, so that
  /// columns which say the same do no harm.
  public func leastSquares(_ right: Tensor) throws -> Tensor {
    let (rows, columns) = try matrixSize("leastSquares")
    guard right.rank == 1 || right.rank == 2, right.shape[0] == rows else {
      throw TensorError(
        "leastSquares: a matrix of shape \(shape) needs a right side of \(rows) rows, "
          + "not shape \(right.shape)")
    }
    let wanted = [columns] + right.shape.dropFirst()
    guard count > 0, right.count > 0 else { return .zeros(wanted) }
    let systems = right.count / rows
    var matrix = transposed().scalars
    let tall = max(rows, columns)
    let padding = [(0, 0), (0, tall - rows)].map { (before: $0.0, after: $0.1) }
    var sides = right.reshaped([rows, systems]).transposed().padded(padding).scalars
    var (m, n, count) = (Int32(rows), Int32(columns), Int32(systems))
    var (lda, ldb, found, tolerance) = (m, Int32(tall), Int32(0), Float(1e-6))
    var values = [Float](repeating: 0, count: min(rows, columns))
    let info = LAPACK.withWorkspace("leastSquares") { work, size, info in
      sgelss_(
        &m, &n, &count, &matrix, &lda, &sides, &ldb, &values, &tolerance, &found, work, size, info)
    }
    guard info == 0 else {
      throw TensorError("leastSquares: the singular values of the matrix were not found")
    }
    let solutions = Tensor(shape: [systems, tall], scalars: sides)
    return solutions[0..., 0..<columns].transposed().reshaped(wanted)
  }
}

extension Tensor {
  /// The triangular factors of a square matrix, the row exchanges, and LAPACK's report.
  private func factored(_ operation: String) -> ([Float], [Int32], Int32) {
    var matrix = transposed().scalars
    var (m, n) = (Int32(shape[0]), Int32(shape[0]))
    var lda = max(1, n)
    var pivots = [Int32](repeating: 0, count: shape[0])
    let info = LAPACK.call(operation) { info in
      sgetrf_(&m, &n, &matrix, &lda, &pivots, info)
    }
    return (matrix, pivots, info)
  }

  /// The largest sum of sizes of a column.
  private func oneNorm() -> Float {
    isEmpty ? 0 : abs().sum(axes: [0]).maximum().scalar
  }

  /// A matrix is singular when elimination meets a zero, or so nearly that no digit of a solution
  /// would be right: LAPACK estimates how much errors are magnified.
  private static func checkRegular(
    _ info: Int32, _ factors: [Float], _ size: Int, _ norm: Float, _ operation: String
  ) throws {
    var (n, norm, reciprocal, failed) = (Int32(size), norm, Float(1), Int32(0))
    if info == 0 && size > 0 {
      var (factors, lda) = (factors, Int32(size))
      var work = [Float](repeating: 0, count: 4 * size)
      var integers = [Int32](repeating: 0, count: size)
      var kind = CChar(UInt8(ascii: "1"))
      sgecon_(
        &kind, &n, &factors, &lda, &norm, &reciprocal, &work, &integers, &failed, 1)
    }
    guard info == 0, reciprocal > 1e-8 else {
      throw TensorError(
        "\(operation): the \(size) by \(size) matrix is singular: one of its rows is, within "
          + "rounding, a combination of the others")
    }
  }
}
