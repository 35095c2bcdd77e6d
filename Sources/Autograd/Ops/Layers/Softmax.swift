import Tensors

extension Tensor {
  /// Positive shares that add up to 1 along an axis, in the proportions of e to the power of each
  /// scalar.
  ///
  ///     yᵢ = e^xᵢ / Σ e^xⱼ
  ///
  /// The largest scalar is subtracted first, which changes nothing but keeps powers in range.
  public func softmax(axis: Int = -1) -> Tensor {
    mappedRows(axis: axis, in: "softmax", SoftmaxRow.forward)
  }

  /// The logarithm of ``softmax(axis:)``, exact also where a share is too small for a float.
  ///
  ///     yᵢ = xᵢ - log Σ e^xⱼ
  public func logSoftmax(axis: Int = -1) -> Tensor {
    mappedRows(axis: axis, in: "log-softmax", SoftmaxRow.logarithm)
  }

  /// Turns the gradient of a softmax along the last axis, whose result was `y`, into that of its
  /// input.
  mutating func pullBackSoftmax(of y: Tensor) {
    changeRows(with: y, SoftmaxRow.backward)
  }

  /// The same for ``logSoftmax(axis:)``.
  mutating func pullBackLogSoftmax(of y: Tensor) {
    changeRows(with: y, SoftmaxRow.backwardOfLogarithm)
  }

  private mutating func changeRows(
    with y: Tensor, _ row: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void
  ) {
    let (rows, width) = rowsAndWidth
    y.read { y in
      change { gradient in
        Rows.pieces(rows, width: width) { range in
          for index in range { row(gradient + index * width, y + index * width, width) }
        }
      }
    }
  }
}

extension Variable {
  /// Positive shares that add up to 1 along an axis; see ``Tensor/softmax(axis:)``.
  ///
  ///     ∂L/∂xᵢ = yᵢ (gᵢ - Σ gⱼ yⱼ)
  ///
  /// The result is kept.
  public func softmax(axis: Int = -1) -> Variable {
    alongRows(axis, in: "softmax") { x in
      let y = x.value.softmax()
      return x.recorded(y, inPlace: { gradient in gradient.pullBackSoftmax(of: y) })
    }
  }

  /// A function of rows applied along any axis, which is brought to the end and back again.
  private func alongRows(
    _ axis: Int, in operation: String, _ function: (Variable) -> Variable
  ) -> Variable {
    let place = required(try Shape.axis(axis, of: shape, in: operation))
    guard place != rank - 1 else { return function(self) }
    var order = Array(shape.indices)
    order.swapAt(place, rank - 1)
    return function(permuted(order)).permuted(order)
  }

  /// The logarithm of ``softmax(axis:)``.
  ///
  ///     ∂L/∂xᵢ = gᵢ - e^yᵢ Σ gⱼ
  ///
  /// The result is kept.
  public func logSoftmax(axis: Int = -1) -> Variable {
    alongRows(axis, in: "log-softmax") { x in
      let y = x.value.logSoftmax()
      return x.recorded(y, inPlace: { gradient in gradient.pullBackLogSoftmax(of: y) })
    }
  }
}
