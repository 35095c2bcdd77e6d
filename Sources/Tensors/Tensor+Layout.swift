extension Tensor {
  /// The same scalars, row by row, in another shape. One length may be -1, to be worked out.
  ///
  /// Costs nothing: the scalars are shared.
  ///
  ///     Tensor.range(0..<6).reshaped([2, -1])   // [[0, 1, 2], [3, 4, 5]]
  public func reshaped(_ wanted: [Int]) -> Tensor {
    if wanted == shape { return self }
    return Tensor(shape: required(try Shape.reshape(shape, to: wanted)), scalars: scalars)
  }

  /// All scalars as a vector.
  public func flattened() -> Tensor {
    reshaped([count])
  }

  /// The tensor with an axis of length 1 inserted before `axis`; -1 appends one.
  ///
  ///     Tensor([1, 2]).expanded(axis: 0)   // [[1, 2]]
  public func expanded(axis: Int) -> Tensor {
    let wanted = shape + [1]
    let place = required(try Shape.axis(axis, of: wanted, in: "expanding \(shape)"))
    var expanded = shape
    expanded.insert(1, at: place)
    return reshaped(expanded)
  }

  /// The tensor without an axis of length 1, or without all of them.
  ///
  ///     Tensor([[1, 2]]).squeezed()   // [1, 2]
  public func squeezed(axis: Int? = nil) -> Tensor {
    guard let axis else { return reshaped(shape.filter { $0 != 1 }) }
    return reshaped(required(try Self.squeeze(shape, axis: axis)))
  }

  package static func squeeze(_ shape: [Int], axis: Int) throws -> [Int] {
    let place = try Shape.axis(axis, of: shape, in: "squeezing")
    guard shape[place] == 1 else {
      throw TensorError(
        "squeezing: axis \(place) of shape \(shape) has length \(shape[place]), not 1")
    }
    var squeezed = shape
    squeezed.remove(at: place)
    return squeezed
  }

  /// The tensor with its last two axes exchanged: rows become columns.
  ///
  ///     Tensor([[1, 2], [3, 4]]).transposed()   // [[1, 3], [2, 4]]
  public func transposed() -> Tensor {
    guard rank >= 2 else {
      fatalError("transposing: shape \(shape) has fewer than two axes")
    }
    return permuted(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }

  /// The tensor with its axes in another order: axis `i` of the result is axis `order[i]` here.
  ///
  ///     images.permuted([0, 2, 3, 1])   // from [n, channels, height, width] to NHWC
  public func permuted(_ order: [Int]) -> Tensor {
    let order = required(try Self.checkPermutation(order, of: shape))
    if order == Array(0..<rank) { return self }
    let strides = Shape.strides(shape)
    let lengths = order.map { shape[$0] }
    return Strided(lengths: lengths, strides: order.map { strides[$0] }).copied(from: self)
  }

  package static func checkPermutation(_ order: [Int], of shape: [Int]) throws -> [Int] {
    let places = try order.map { try Shape.axis($0, of: shape, in: "permuting") }
    guard places.sorted() == Array(shape.indices) else {
      throw TensorError(
        "permuting: \(order) does not name each of the \(shape.count) axes of \(shape) once")
    }
    return places
  }
}
