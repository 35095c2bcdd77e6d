extension Tensor {
  /// The rows with the given indices, in that order; an index may come more than once.
  ///
  ///     let embedding = table.rows(tokens)   // [vocabulary, width] to [tokens, width]
  public func rows(_ indices: [Int]) -> Tensor {
    gathered(indices, axis: 0)
  }

  /// The tensor with the given places of an axis, in that order, and the other axes whole.
  ///
  ///     Tensor([[1, 2, 3], [4, 5, 6]]).gathered([2, 0], axis: 1)   // [[3, 1], [6, 4]]
  public func gathered(_ indices: [Int], axis: Int) -> Tensor {
    let axis = required(try checkGather(indices, axis: axis, in: "gathering"))
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    var lengths = shape
    lengths[axis] = indices.count
    return read { x in
      Tensor(shape: lengths) { result in
        let rows = outer * indices.count
        Parallel.pieces(of: rows, size: max(1, Piece.length / max(inner, 1))) { range in
          for row in range {
            let (block, place) = row.quotientAndRemainder(dividingBy: indices.count)
            let from = x + (block * shape[axis] + indices[place]) * inner
            (result + row * inner).update(from: from, count: inner)
          }
        }
      }
    }
  }

  /// One scalar from each line along an axis: the one at the line's index. Indices stand in the
  /// order of the remaining axes, as ``argmax(axis:)`` gives them.
  ///
  ///     let probabilities = Tensor([[0.2, 0.8], [0.6, 0.4]])
  ///     probabilities.picked([1, 0])   // [0.8, 0.6]
  public func picked(_ indices: [Int], axis: Int = -1) -> Tensor {
    let axis = required(try checkPick(indices, axis: axis))
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let kept = required(try Shape.reduce(shape, axes: [axis]))
    return read { x in
      Tensor(shape: kept) { result in
        for (line, index) in indices.enumerated() {
          let (block, column) = line.quotientAndRemainder(dividingBy: inner)
          result[line] = x[(block * length + index) * inner + column]
        }
      }
    }
  }
}

extension Tensor {
  package func checkGather(_ indices: [Int], axis: Int, in operation: String) throws -> Int {
    let place = try Shape.axis(axis, of: shape, in: operation)
    try Self.checkIndices(
      indices, below: shape[place], in: "\(operation) along axis \(place) of shape \(shape)")
    return place
  }

  package func checkPick(_ indices: [Int], axis: Int) throws -> Int {
    let place = try checkGather(indices, axis: axis, in: "picking")
    let lines = try Shape.reduce(shape, axes: [place]).reduce(1, *)
    guard indices.count == lines else {
      throw TensorError(
        "picking along axis \(place) of shape \(shape): \(indices.count) indices were given for "
          + "\(lines) lines")
    }
    return place
  }
}
