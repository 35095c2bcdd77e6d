import Tensors

extension Variable {
  /// One scalar from each line along an axis: the one at the line's index. The gradient goes to the
  /// picked scalars and nowhere else. The indices are kept.
  ///
  ///     let logLikelihood = logits.logSoftmax().picked(labels).mean()
  public func picked(_ indices: [Int], axis: Int = -1) -> Variable {
    let shape = shape
    let place = required(try Shape.axis(axis, of: shape, in: "picking"))
    return recorded(
      value.picked(indices, axis: place),
      adding: { gradient, adjoint in
        adjoint.update(shape) { sum in sum.put(gradient, at: indices, axis: place) }
      })
  }

  /// The scalars of each line along an axis in order. Each gradient goes back to where its scalar
  /// came from.
  public func sorted(axis: Int = -1, descending: Bool = false) -> Variable {
    let (values, indices) = value.ordered(axis: axis, descending: descending, in: "sorting")
    return placed(values, from: indices, axis: axis)
  }

  /// The `k` largest scalars of each line along an axis, the largest first, and where they come
  /// from. Each gradient goes back to where its scalar came from.
  public func topK(_ k: Int, axis: Int = -1) -> (values: Variable, indices: [Int]) {
    let (values, indices) = value.topK(k, axis: axis)
    return (placed(values, from: indices, axis: axis), indices)
  }

  private func placed(_ values: Tensor, from indices: [Int], axis: Int) -> Variable {
    let shape = shape
    let place = required(try Shape.axis(axis, of: shape, in: "sorting"))
    return recorded(
      values,
      adding: { gradient, adjoint in
        adjoint.update(shape) { sum in sum.put(gradient, at: indices, axis: place) }
      })
  }
}

extension Tensor {
  /// Adds each of `values`, in order, at its index along an axis. The values stand in lines along
  /// that axis of any length, or are one for each line.
  mutating func put(_ values: Tensor, at indices: [Int], axis: Int) {
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let outer = shape[..<axis].reduce(1, *)
    guard inner * outer > 0 else { return }
    let wide = indices.count / outer
    values.read { values in
      change { x in
        for (place, index) in indices.enumerated() {
          x[(place / wide * length + index) * inner + place % inner] += values[place]
        }
      }
    }
  }
}
