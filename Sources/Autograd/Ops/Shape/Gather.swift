import Tensors

extension Variable {
  /// The rows with the given indices, in that order: an embedding lookup.
  ///
  /// The gradient of each row is added to the row of the table that it came from, straight into
  /// the table's gradient. The indices are kept.
  ///
  ///     let embedding = tape.parameter(table).rows(tokens)   // [vocabulary, width] to [n, width]
  public func rows(_ indices: [Int]) -> Variable {
    gathered(indices, axis: 0)
  }

  /// The places of an axis with the given indices, in that order, the other axes whole; see
  /// ``rows(_:)``.
  public func gathered(_ indices: [Int], axis: Int) -> Variable {
    let shape = shape
    return recorded(
      value.gathered(indices, axis: axis),
      adding: { gradient, adjoint in
        adjoint.update(shape) { sum in sum.scatterAdd(gradient, at: indices, axis: axis) }
      })
  }

  /// The variable with `values` added at the given places of an axis.
  ///
  /// The gradient goes to this variable as it is, and to the values from the places they went to.
  public func scatterAdding(_ values: Variable, at indices: [Int], axis: Int = 0) -> Variable {
    Variable.recorded(
      value.scatterAdding(values.value, at: indices, axis: axis), in: "scattering",
      self, { gradient, adjoint in adjoint.add(gradient) },
      values, { gradient, adjoint in adjoint.add(gradient.gathered(indices, axis: axis)) })
  }
}
