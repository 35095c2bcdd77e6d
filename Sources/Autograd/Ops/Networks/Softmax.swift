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
    let (rows, width) = rowsAndWidth
    y.read { y in
      change { gradient in
        Rows.pieces(rows, width: width) { range in
          for row in range { SoftmaxRow.backward(gradient + row * width, y + row * width, width) }
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
    let place = required(try Shape.axis(axis, of: shape, in: "softmax"))
    if place != rank - 1 {
      var order = Array(shape.indices)
      order.swapAt(place, rank - 1)
      return permuted(order).softmax().permuted(order)
    }
    let y = value.softmax()
    return recorded(y, inPlace: { gradient in gradient.pullBackSoftmax(of: y) })
  }

  /// The logarithm of ``softmax(axis:)``.
  ///
  ///     ∂L/∂xᵢ = gᵢ - e^yᵢ Σ gⱼ
  ///
  /// The result is kept.
  public func logSoftmax(axis: Int = -1) -> Variable {
    let y = value.logSoftmax(axis: axis)
    return recorded(
      y,
      inPlace: { gradient in
        let total = gradient.sum(axes: [axis], keepingAxes: true)
        gradient -= y.exp() * total
      })
  }
}
