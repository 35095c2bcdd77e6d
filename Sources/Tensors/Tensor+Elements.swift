// Between brackets an index counts from the front, and a negative one from the end, -1 being the
// last.

extension Tensor {
  /// The scalar at a place of a vector: `x[0]` is the first, `x[-1]` the last.
  public subscript(index: Int) -> Float {
    get { scalars[position([index])] }
    set { scalars[position([index])] = newValue }
  }

  /// The scalar in a row and column of a matrix.
  public subscript(row: Int, column: Int) -> Float {
    get { scalars[position([row, column])] }
    set { scalars[position([row, column])] = newValue }
  }

  /// The scalar at a place given by one index per axis.
  public subscript(first: Int, second: Int, third: Int, more: Int...) -> Float {
    get { scalars[position([first, second, third] + more)] }
    set { scalars[position([first, second, third] + more)] = newValue }
  }

  private func position(_ indices: [Int]) -> Int {
    required(try Self.position(indices, in: shape))
  }

  /// Where the scalar with the given indices stands among all.
  package static func position(_ indices: [Int], in shape: [Int]) throws -> Int {
    guard indices.count == shape.count else {
      throw TensorError(
        "reading a scalar: \(indices.count) indices were given for the \(shape.count) axes of "
          + "shape \(shape); use row(_:) or ranges to take a part")
    }
    var position = 0
    for (axis, index) in indices.enumerated() {
      let length = shape[axis]
      guard index >= -length, index < length else {
        throw TensorError(
          "reading a scalar: index \(index) is not in 0..<\(length), the range of axis \(axis) of "
            + "shape \(shape), nor in \(-length)..<0, which counts from the end")
      }
      position = position * length + (index < 0 ? index + length : index)
    }
    return position
  }
}
