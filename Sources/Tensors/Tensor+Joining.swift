extension Tensor {
  /// Tensors one after another along an axis that they have; the other lengths must agree.
  ///
  ///     let (above, below) = (Tensor([[1, 2]]), Tensor([[3, 4], [5, 6]]))
  ///     Tensor.concatenated([above, below], axis: 0)   // [[1, 2], [3, 4], [5, 6]]
  public static func concatenated(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    let (shape, axis) = required(try concatenate(tensors.map(\.shape), axis: axis))
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    return Tensor(shape: shape) { result in
      var start = 0
      for tensor in tensors {
        let width = tensor.shape[axis] * inner
        tensor.read { x in
          for block in 0..<outer {
            (result + block * shape[axis] * inner + start)
              .update(from: x + block * width, count: width)
          }
        }
        start += width
      }
    }
  }

  /// The shape of tensors one after another, and the axis counted from the front.
  package static func concatenate(_ shapes: [[Int]], axis: Int) throws -> ([Int], Int) {
    guard let first = shapes.first else {
      throw TensorError("concatenating: there are no tensors, so there is no shape to give")
    }
    let place = try Shape.axis(axis, of: first, in: "concatenating")
    var result = first
    for (number, shape) in shapes.enumerated() {
      var others = shape
      if others.indices.contains(place) { others[place] = first[place] }
      guard others == first else {
        throw TensorError(
          "concatenating along axis \(place): tensor 0 has shape \(first) and tensor \(number) "
            + "\(shape); only the lengths of axis \(place) may differ")
      }
    }
    result[place] = try Shape.sum(shapes.map { $0[place] }, in: "concatenating")
    _ = try Shape.count(result, in: "concatenating \(shapes.count) tensors")
    return (result, place)
  }

  /// Tensors of one shape as one tensor with a new axis, which counts them.
  ///
  ///     Tensor.stacked([Tensor([1, 2]), Tensor([3, 4])])   // [[1, 2], [3, 4]]
  public static func stacked(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    required(try checkStack(tensors.map(\.shape)))
    return concatenated(tensors.map { $0.expanded(axis: axis) }, axis: axis)
  }

  package static func checkStack(_ shapes: [[Int]]) throws {
    guard let first = shapes.first else {
      throw TensorError("stacking: there are no tensors, so there is no shape to give")
    }
    if let odd = shapes.firstIndex(where: { $0 != first }) {
      throw TensorError(
        "stacking: tensor 0 has shape \(first) and tensor \(odd) \(shapes[odd]); "
          + "all must be the same")
    }
  }

  /// The tensor cut along an axis into parts of the given lengths.
  ///
  ///     let parts = qkv.split(axis: -1, counts: [64, 64, 64])
  public func split(axis: Int, counts: [Int]) -> [Tensor] {
    let axis = required(try Self.checkSplit(shape, axis: axis, counts: counts))
    var start = 0
    return counts.map { count in
      defer { start += count }
      return slice(axis: axis, start..<start + count)
    }
  }

  package static func checkSplit(_ shape: [Int], axis: Int, counts: [Int]) throws -> Int {
    let place = try Shape.axis(axis, of: shape, in: "splitting")
    guard counts.allSatisfy({ $0 >= 0 }),
      try Shape.sum(counts, in: "splitting") == shape[place]
    else {
      throw TensorError(
        "splitting axis \(place) of shape \(shape) into \(counts): the parts must add up to "
          + "\(shape[place])")
    }
    return place
  }
}
