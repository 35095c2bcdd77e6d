import COpenBLAS

/// The shapes of a product of two stacks of matrices.
package struct MatrixProduct {
  /// Rows of the left matrix (after transposing), columns of the right one, and what they share.
  package let rows: Int
  package let columns: Int
  package let shared: Int
  /// How the leading axes of both operands broadcast.
  package let batch: Broadcast

  /// The shape of the result.
  package var shape: [Int] { batch.shape + [rows, columns] }

  /// Plans the product, or throws the sentence about two shapes that do not go together.
  package init(_ left: [Int], _ right: [Int], transposeLeft: Bool, transposeRight: Bool) throws {
    let product =
      "matmul of \(left)\(transposeLeft ? " transposed" : "") "
      + "and \(right)\(transposeRight ? " transposed" : "")"
    guard left.count >= 2, right.count >= 2 else {
      throw TensorError(
        "\(product): both must have at least two axes; "
          + "a vector becomes a column with reshaped([-1, 1]) and a row with reshaped([1, -1])")
    }
    let (l, r) = (Array(left.suffix(2)), Array(right.suffix(2)))
    rows = l[transposeLeft ? 1 : 0]
    shared = l[transposeLeft ? 0 : 1]
    columns = r[transposeRight ? 0 : 1]
    let meets = r[transposeRight ? 1 : 0]
    guard shared == meets else {
      throw TensorError(
        "\(product): the left has \(shared) columns and the right \(meets) rows, "
          + "which must be equal")
    }
    batch = try Broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)), in: product)
  }
}

extension Tensor {
  /// The matrix product of the last two axes; leading axes are stacks of matrices and broadcast.
  ///
  /// A flag takes the transpose of an operand without making it.
  ///
  ///     [m, k] by [k, n]           gives [m, n]
  ///     [b, m, k] by [k, n]        gives [b, m, n]
  ///     [b, 1, m, k] by [h, k, n]  gives [b, h, m, n]
  public func matmul(
    _ right: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false
  ) -> Tensor {
    let plan = required(
      try MatrixProduct(
        shape, right.shape, transposeLeft: transposeLeft, transposeRight: transposeRight))
    return read { a in
      right.read { b in
        Tensor(shape: plan.shape) { result in
          plan.multiply(
            a, transposed: transposeLeft, b, transposed: transposeRight, into: result, scale: 0)
        }
      }
    }
  }
}

extension MatrixProduct {
  /// `result = left right + scale result`.
  package func multiply(
    _ left: UnsafePointer<Float>, transposed transposeLeft: Bool,
    _ right: UnsafePointer<Float>, transposed transposeRight: Bool,
    into result: UnsafeMutablePointer<Float>, scale: Float
  ) {
    guard !shape.contains(0) else { return }
    let count = batch.shape.reduce(1, *)
    guard shared > 0 else {
      for i in 0..<count * rows * columns { result[i] *= scale }
      return
    }
    let length = batch.lengths[batch.lengths.count - 1]
    for item in 0..<count {
      let start = batch.offsets(ofRow: item / length)
      let index = item % length
      let l = start.left + index * batch.leftStrides[batch.lengths.count - 1]
      let r = start.right + index * batch.rightStrides[batch.lengths.count - 1]
      cblas_sgemm(
        CblasRowMajor, transposeLeft ? CblasTrans : CblasNoTrans,
        transposeRight ? CblasTrans : CblasNoTrans,
        Int32(rows), Int32(columns), Int32(shared), 1,
        left + l * rows * shared, Int32(transposeLeft ? rows : shared),
        right + r * shared * columns, Int32(transposeRight ? shared : columns), scale,
        result + item * rows * columns, Int32(columns))
    }
  }
}
