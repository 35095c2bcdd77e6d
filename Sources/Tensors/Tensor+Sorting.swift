extension Tensor {
  /// The scalars of each line along an axis in ascending order, or descending. NaN counts as larger
  /// than everything.
  ///
  ///     Tensor([[3, 1, 2], [0, 9, 4]]).sorted()   // [[1, 2, 3], [0, 4, 9]]
  public func sorted(axis: Int = -1, descending: Bool = false) -> Tensor {
    ordered(axis: axis, descending: descending, in: "sorting").values
  }

  /// Where the scalars of ``sorted(axis:descending:)`` come from: indices along the axis, in the
  /// order of the sorted tensor's scalars. Equal scalars stay in their order.
  ///
  ///     Tensor([3, 1, 2]).argsorted()   // [1, 2, 0]
  public func argsorted(axis: Int = -1, descending: Bool = false) -> [Int] {
    ordered(axis: axis, descending: descending, in: "sorting").indices
  }

  /// The `k` largest scalars of each line along an axis, the largest first, and where they come
  /// from.
  ///
  ///     let best = Tensor([3, 1, 2]).topK(2)
  ///     best.values    // [3, 2]
  ///     best.indices   // [0, 2]
  public func topK(_ k: Int, axis: Int = -1) -> (values: Tensor, indices: [Int]) {
    let place = required(try checkTopK(k, axis: axis))
    return ordered(axis: place, descending: true, keeping: k, in: "topK")
  }

  /// The different scalars, in ascending order.
  ///
  ///     Tensor([3, 1, 3]).unique()   // [1, 3]
  public func unique() -> Tensor {
    var result: [Float] = []
    for scalar in flattened().sorted().scalars {
      if let last = result.last, last == scalar || (last.isNaN && scalar.isNaN) { continue }
      result.append(scalar)
    }
    return Tensor(result)
  }

  package func checkTopK(_ k: Int, axis: Int) throws -> Int {
    let place = try Shape.axis(axis, of: shape, in: "topK")
    guard k >= 0, k <= shape[place] else {
      throw TensorError(
        "topK: axis \(place) of shape \(shape) has \(shape[place]) places, not \(k) to choose")
    }
    return place
  }
}

extension Tensor {
  /// The scalars of each line along an axis in order, the first few of them, and their indices.
  package func ordered(
    axis: Int, descending: Bool, keeping limit: Int? = nil, in operation: String
  ) -> (values: Tensor, indices: [Int]) {
    let axis = required(try Shape.axis(axis, of: shape, in: operation))
    // Bring the axis to the end, order each line, and bring it back.
    var order = Array(shape.indices)
    order.append(order.remove(at: axis))
    let lines = permuted(order)
    let length = shape[axis]
    let kept = limit ?? length
    var lengths = lines.shape
    lengths[rank - 1] = kept
    var values = Tensor.zeros(lengths)
    var places = [Int](repeating: 0, count: values.count)
    var keys = [UInt64](repeating: 0, count: isEmpty ? 0 : length)
    for line in 0..<(isEmpty ? 0 : lines.count / length) {
      let start = line * length
      for place in 0..<length {
        keys[place] = Self.sortingKey(
          lines.scalars[start + place], place: place, descending: descending)
      }
      keys.sort()
      for rank in 0..<kept {
        let place = Int(keys[rank] & 0xffff_ffff)
        places[line * kept + rank] = place
        values.scalars[line * kept + rank] = lines.scalars[start + place]
      }
    }
    let back = Shape.inverse(order)
    return (values.permuted(back), Self.permuted(places, lengths, back))
  }

  /// A whole number that sorts as the scalar does, with its place to tell equals apart.
  private static func sortingKey(_ scalar: Float, place: Int, descending: Bool) -> UInt64 {
    // NaN of either sign is largest, and -0 equals 0.
    let bits = scalar.isNaN ? 0x7fc0_0000 : (scalar == 0 ? 0 : scalar.bitPattern)
    let ascending = bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
    return UInt64(descending ? ~ascending : ascending) << 32 | UInt64(place)
  }

  /// Whole numbers laid out row by row with the given lengths, with their axes in another order.
  private static func permuted(_ numbers: [Int], _ lengths: [Int], _ order: [Int]) -> [Int] {
    if order == Array(order.indices) { return numbers }
    let strides = Shape.strides(lengths)
    var result = [Int](repeating: 0, count: numbers.count)
    let wanted = order.map { lengths[$0] }
    for place in result.indices {
      var (rest, from) = (place, 0)
      for axis in order.indices.reversed() {
        from += rest % wanted[axis] * strides[order[axis]]
        rest /= wanted[axis]
      }
      result[place] = numbers[from]
    }
    return result
  }
}
