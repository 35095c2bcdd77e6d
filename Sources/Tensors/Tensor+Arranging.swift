extension Tensor {
  /// The tensor with a border: for each axis, how many places before and after, filled with a value.
  ///
  ///     images.padded([(0, 0), (2, 2), (2, 2), (0, 0)])   // two pixels around each NHWC image
  public func padded(_ widths: [(before: Int, after: Int)], with value: Float = 0) -> Tensor {
    let wanted = required(try Self.pad(shape, by: widths))
    let start = zip(widths, Shape.strides(wanted)).reduce(0) { $0 + $1.0.before * $1.1 }
    let inside = Strided(lengths: shape, strides: Shape.strides(wanted), offset: start)
    var result = Tensor.filled(wanted, with: value)
    read { x in result.change { inside.write(x, to: $0) } }
    return result
  }

  package static func pad(_ shape: [Int], by widths: [(before: Int, after: Int)]) throws -> [Int] {
    guard widths.count == shape.count else {
      throw TensorError(
        "padding: \(widths.count) widths were given for the \(shape.count) axes of shape \(shape)")
    }
    guard widths.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
      throw TensorError("padding: the widths \(widths) must not be negative; slice to make smaller")
    }
    let wanted = try zip(shape, widths).map { length, width in
      try Shape.sum([width.before, length, width.after], in: "padding")
    }
    _ = try Shape.count(wanted, in: "padding \(shape)")
    return wanted
  }

  /// The tensor with the places of an axis in reverse order.
  ///
  ///     Tensor([[1, 2], [3, 4]]).flipped(axis: 1)   // [[2, 1], [4, 3]]
  public func flipped(axis: Int) -> Tensor {
    let axis = required(try Shape.axis(axis, of: shape, in: "flipping"))
    guard !isEmpty else { return self }
    var strides = Shape.strides(shape)
    let last = (shape[axis] - 1) * strides[axis]
    strides[axis] = -strides[axis]
    return Strided(lengths: shape, strides: strides, offset: last).copied(from: self)
  }

  /// The tensor repeated along each axis the given number of times.
  ///
  ///     Tensor([1, 2]).tiled([3])   // [1, 2, 1, 2, 1, 2]
  public func tiled(_ times: [Int]) -> Tensor {
    let wanted = required(try Self.tile(shape, times))
    let strides = Shape.strides(shape)
    let walk = Strided(
      lengths: zip(times, shape).flatMap { [$0, $1] }, strides: strides.flatMap { [0, $0] })
    return walk.copied(from: self).reshaped(wanted)
  }

  package static func tile(_ shape: [Int], _ times: [Int]) throws -> [Int] {
    guard times.count == shape.count, times.allSatisfy({ $0 >= 0 }) else {
      throw TensorError(
        "tiling: \(times) must give one number of times, not negative, for each axis of \(shape)")
    }
    // Every number of times and every length is a factor, and no two may overflow.
    _ = try Shape.count(shape + times, in: "tiling \(shape) \(times) times")
    return zip(times, shape).map { $0 * $1 }
  }

  /// Scalars of `a` where the mask is not 0, and of `b` where it is, after broadcasting all three.
  ///
  ///     Tensor.where(scores .> 0, scores, Tensor(0))
  public static func `where`(_ mask: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    let pair = required(try Shape.broadcast(a.shape, b.shape, in: "where"))
    let shape = required(try Shape.broadcast(mask.shape, pair, in: "where"))
    let (mask, a, b) = (mask.broadcast(to: shape), a.broadcast(to: shape), b.broadcast(to: shape))
    return mask.read { m in
      a.read { x in
        b.read { y in
          Tensor(shape: shape) { result in
            Parallel.pieces(of: mask.count, size: Piece.length) { range in
              for i in range { result[i] = m[i] != 0 ? x[i] : y[i] }
            }
          }
        }
      }
    }
  }
}
