// Two tensors whose shapes differ go together as in NumPy: shapes are aligned at their last axis and
// the shorter is filled up with axes of length 1; lengths must then be equal, or one of them 1, which
// is repeated without being copied.
//
//     [2, 3] and [3]      give [2, 3]   the vector meets every row
//     [2, 3] and [2, 1]   give [2, 3]   the column meets every column
//     [2, 1] and [3]      give [2, 3]   every pair

extension Tensor {
  /// This tensor repeated along axes of length 1 (or missing ones) until it has the given shape.
  ///
  ///     Tensor([1, 2]).broadcast(to: [2, 2])   // [[1, 2], [1, 2]]
  public func broadcast(to wanted: [Int]) -> Tensor {
    required(try Self.checkBroadcast(shape, to: wanted))
    guard shape != wanted else { return self }
    return Strided(lengths: wanted, strides: Broadcast.strides(of: shape, broadcastTo: wanted))
      .copied(from: self)
  }

  /// A shape broadcasts to another when the two together broadcast to just that.
  package static func checkBroadcast(_ shape: [Int], to wanted: [Int]) throws {
    let together = try Shape.broadcast(shape, wanted, in: "broadcasting \(shape) to \(wanted)")
    guard together == wanted else {
      throw TensorError("broadcasting \(shape) to \(wanted): the result would be \(together)")
    }
  }

  /// The sum over the axes along which `smaller` was repeated to broadcast to this shape: the
  /// gradient of broadcasting.
  package func summed(to smaller: [Int]) -> Tensor {
    guard smaller != shape else { return self }
    required(try Self.checkBroadcast(smaller, to: shape))
    let missing = rank - smaller.count
    let axes = shape.indices.filter {
      $0 < missing || (smaller[$0 - missing] == 1 && shape[$0] != 1)
    }
    return sum(axes: axes, keepingAxes: true).reshaped(smaller)
  }
}
