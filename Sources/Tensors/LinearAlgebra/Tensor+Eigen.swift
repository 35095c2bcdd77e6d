import COpenBLAS

extension Tensor {
  /// The eigenvalues of a symmetric matrix, ascending, and its eigenvectors as the columns of an
  /// orthogonal matrix: `self` V = V diag(values).
  public func symmetricEigen() throws -> (values: Tensor, vectors: Tensor) {
    try checkSymmetric("symmetricEigen")
    let size = shape[0]
    guard size > 0 else { return (.zeros([0]), .zeros([0, 0])) }
    var matrix = scalars
    var n = Int32(size)
    var lda = n
    var values = [Float](repeating: 0, count: size)
    var (job, triangle) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")))
    let info = LAPACK.withWorkspace("symmetricEigen") { work, count, info in
      ssyev_(&job, &triangle, &n, &matrix, &lda, &values, work, count, info, 1, 1)
    }
    guard info == 0 else { throw TensorError("symmetricEigen: the iteration did not settle") }
    return (Tensor(values), Tensor(shape: shape, scalars: matrix).transposed())
  }

  /// The eigenvalues of any square matrix, real and imaginary parts, and its eigenvectors as
  /// columns of two matrices with the real and imaginary parts. Complex ones come in pairs, the one
  /// with the positive imaginary part first.
  public func eigen() throws -> (
    values: (real: Tensor, imaginary: Tensor), vectors: (real: Tensor, imaginary: Tensor)
  ) {
    let size = try squareSize("eigen")
    guard size > 0 else {
      return ((.zeros([0]), .zeros([0])), (.zeros([0, 0]), .zeros([0, 0])))
    }
    var matrix = transposed().scalars
    var n = Int32(size)
    var (lda, ldl, ldr) = (n, n, n)
    var real = [Float](repeating: 0, count: size)
    var imaginary = real
    var (unused, packed) = ([Float](repeating: 0, count: 1), matrix)
    var (left, right) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "V")))
    let info = LAPACK.withWorkspace("eigen") { work, count, info in
      sgeev_(
        &left, &right, &n, &matrix, &lda, &real, &imaginary, &unused, &ldl, &packed, &ldr, work,
        count, info, 1, 1)
    }
    guard info == 0 else { throw TensorError("eigen: the iteration did not settle") }
    let vectors = Self.unpacked(packed, imaginary)
    return ((Tensor(real), Tensor(imaginary)), vectors)
  }

  /// LAPACK packs a pair of complex vectors a ± ib as the two vectors a and b.
  private static func unpacked(
    _ packed: [Float], _ imaginary: [Float]
  ) -> (real: Tensor, imaginary: Tensor) {
    let size = imaginary.count
    var (a, b) = (packed, [Float](repeating: 0, count: packed.count))
    for column in 0..<size where imaginary[column] > 0 {
      for row in 0..<size {
        let part = packed[(column + 1) * size + row]
        a[(column + 1) * size + row] = packed[column * size + row]
        b[column * size + row] = part
        b[(column + 1) * size + row] = -part
      }
    }
    let shape = [size, size]
    return (
      Tensor(shape: shape, scalars: a).transposed(), Tensor(shape: shape, scalars: b).transposed()
    )
  }

  /// The matrix multiplied by itself `exponent` times; 0 gives the identity, and a negative number
  /// the power of the inverse.
  public func matrixPower(_ exponent: Int) throws -> Tensor {
    let size = try squareSize("matrixPower")
    var base = exponent < 0 ? try inverse() : self
    var (result, rest) = (Tensor.identity(size), exponent.magnitude)
    // Square the base for each binary digit of the exponent, and multiply where the digit is 1.
    while rest > 0 {
      if rest & 1 == 1 { result = result.matmul(base) }
      rest >>= 1
      if rest > 0 { base = base.matmul(base) }
    }
    return result
  }
}
