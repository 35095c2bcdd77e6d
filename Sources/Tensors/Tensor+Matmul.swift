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
        Tensor(shape: plan.shape) { plan.multiply(a, b, into: $0, adding: false) }
      }
    }
  }

  /// Adds the matrix product of two tensors to this one, which has the shape of the product: how
  /// gradients of weights are collected without a product of their own.
  package mutating func addProduct(
    _ left: Tensor, _ right: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false
  ) {
    let plan = required(
      try MatrixProduct(
        left.shape, right.shape, transposeLeft: transposeLeft, transposeRight: transposeRight))
    required(try plan.checkResult(shape))
    left.read { a in
      right.read { b in change { plan.multiply(a, b, into: $0, adding: true) } }
    }
  }

  /// The sum of the products of counterparts of two vectors.
  ///
  ///     Tensor([1, 2]).dot(Tensor([3, 4]))   // 11
  public func dot(_ other: Tensor) -> Tensor {
    required(try Self.checkDot(shape, other.shape))
    return Tensor(read { a in other.read { b in Sums.dot(a, b, count: count) } })
  }

  package static func checkDot(_ left: [Int], _ right: [Int]) throws {
    guard left.count == 1, left == right else {
      throw TensorError("dot of \(left) and \(right): both must be vectors of the same length")
    }
  }
}
