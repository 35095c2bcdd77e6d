import Tensors

extension Variable {
  /// The matrix product of the last two axes; leading axes are stacks of matrices and broadcast.
  ///
  ///     Y = A B        ∂L/∂A = G Bᵀ      ∂L/∂B = Aᵀ G      where G = ∂L/∂Y
  ///
  /// With a transposed operand, its gradient is transposed too. Each side is kept when the other
  /// one wants a gradient, and its gradient is added by the product itself to what is there.
  public func matmul(
    _ right: Variable, transposeLeft: Bool = false, transposeRight: Bool = false
  ) -> Variable {
    if rank > 2, right.rank == 2, !transposeLeft {
      // A stack of matrices times one matrix is one tall product, and so are its gradients.
      let plan = required(try MatrixProduct(shape, right.shape, transposeRight: transposeRight))
      return reshaped([shape.dropLast().reduce(1, *), shape[rank - 1]])
        .matmul(right, transposeRight: transposeRight)
        .reshaped(plan.shape)
    }
    let (a, b) = (value, right.value)
    let (aShape, bShape) = (shape, right.shape)
    return Variable.recorded(
      a.matmul(b, transposeLeft: transposeLeft, transposeRight: transposeRight), in: "matmul",
      self,
      { gradient, adjoint in
        if transposeLeft {
          adjoint.addProduct(
            b, gradient, transposeLeft: transposeRight, transposeRight: true, shape: aShape)
        } else {
          adjoint.addProduct(gradient, b, transposeRight: !transposeRight, shape: aShape)
        }
      },
      right,
      { gradient, adjoint in
        if transposeRight {
          adjoint.addProduct(
            gradient, a, transposeLeft: true, transposeRight: transposeLeft, shape: bShape)
        } else {
          adjoint.addProduct(a, gradient, transposeLeft: !transposeLeft, shape: bShape)
        }
      })
  }
}
