import COpenBLAS

extension Tensor {
  /// The lower triangular L with L Lᵀ = `self`, for a symmetric positive definite matrix such as a
  /// covariance. Throws when there is none.
  public func cholesky() throws -> Tensor {
    try checkSymmetric("cholesky")
    let size = shape[0]
    var matrix = scalars
    var n = Int32(size)
    var lda = Swift.max(1, n)
    // The upper triangle of Fortran's columns is the lower triangle of our rows.
    var triangle = CChar(UInt8(ascii: "U"))
    let info = LAPACK.call("cholesky") { info in spotrf_(&triangle, &n, &matrix, &lda, info, 1) }
    guard info == 0 else {
      throw TensorError(
        "cholesky: the matrix is not positive definite: its first \(info) rows and columns "
          + "stretch some direction by 0 or less")
    }
    for row in 0..<size {
      for column in (row + 1)..<Swift.max(row + 1, size) { matrix[row * size + column] = 0 }
    }
    return Tensor(shape: shape, scalars: matrix)
  }

  /// The factors Q R of a matrix: Q has orthonormal columns and R is upper triangular with a
  /// diagonal that is not negative, which makes them unique for independent columns.
  public func qr() throws -> (q: Tensor, r: Tensor) {
    let (rows, columns) = try matrixSize("qr")
    let short = min(rows, columns)
    guard short > 0 else { return (.zeros([rows, short]), .zeros([short, columns])) }
    var matrix = transposed().scalars
    var (m, n, k) = (Int32(rows), Int32(columns), Int32(short))
    var lda = m
    var scales = [Float](repeating: 0, count: short)
    _ = LAPACK.withWorkspace("qr") { work, size, info in
      sgeqrf_(&m, &n, &matrix, &lda, &scales, work, size, info)
    }
    var r = Tensor(shape: [columns, rows], scalars: matrix).transposed()[0..<short]
    for row in 0..<short {
      for column in 0..<min(row, columns) { r[row, column] = 0 }
    }
    _ = LAPACK.withWorkspace("qr") { work, size, info in
      sorgqr_(&m, &k, &k, &matrix, &lda, &scales, work, size, info)
    }
    let q = Tensor(shape: [columns, rows], scalars: matrix).transposed()[0..., 0..<short]
    let signs = Tensor((0..<short).map { r[$0, $0] < 0 ? -1 : 1 })
    return (q * signs, r * signs.reshaped([-1, 1]))
  }

  /// The singular value decomposition U diag(s) Vᵀ = `self`: U and V have orthonormal columns, and
  /// the stretches s descend.
  public func svd() throws -> (u: Tensor, s: Tensor, vTransposed: Tensor) {
    let (rows, columns) = try matrixSize("svd")
    let short = min(rows, columns)
    guard short > 0 else {
      return (.zeros([rows, short]), .zeros([short]), .zeros([short, columns]))
    }
    // Our rows, read as Fortran's columns, are the transposed matrix, whose factors are V s Uᵀ.
    var matrix = scalars
    var (m, n) = (Int32(columns), Int32(rows))
    var (lda, ldu, ldv) = (m, m, Int32(short))
    var s = [Float](repeating: 0, count: short)
    var v = [Float](repeating: 0, count: columns * short)
    var u = [Float](repeating: 0, count: short * rows)
    var integers = [Int32](repeating: 0, count: 8 * short)
    var job = CChar(UInt8(ascii: "S"))
    let info = LAPACK.withWorkspace("svd") { work, size, info in
      sgesdd_(
        &job, &m, &n, &matrix, &lda, &s, &v, &ldu, &u, &ldv, work, size, &integers, info, 1)
    }
    guard info == 0 else { throw TensorError("svd: the iteration did not settle") }
    return (
      Tensor(shape: [rows, short], scalars: u), Tensor(s),
      Tensor(shape: [short, columns], scalars: v)
    )
  }
}
