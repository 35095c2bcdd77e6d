/// A walk through a tensor's scalars in another order: lengths, and the step along each axis.
package struct Strided {
  package let lengths: [Int]
  package let strides: [Int]
  package var offset = 0

  /// A tensor of the walked scalars.
  package func copied(from tensor: Tensor) -> Tensor {
    tensor.read { x in
      Tensor(shape: lengths) { result in
        let length = lengths.last ?? 1
        let stride = strides.last ?? 0
        var row = 0
        forEachRow { start in
          let (from, to) = (x + start, result + row * length)
          for i in 0..<length { to[i] = from[i * stride] }
          row += 1
        }
      }
    }
  }

  /// Calls `body` with the offset of the first scalar of each innermost row, in order.
  package func forEachRow(_ body: (Int) -> Void) {
    guard !lengths.contains(0) else { return }
    var index = [Int](repeating: 0, count: lengths.count)
    var start = offset
    while true {
      body(start)
      var axis = lengths.count - 2
      while axis >= 0 {
        index[axis] += 1
        start += strides[axis]
        if index[axis] < lengths[axis] { break }
        start -= strides[axis] * lengths[axis]
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
