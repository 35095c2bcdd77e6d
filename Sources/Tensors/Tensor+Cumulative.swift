extension Tensor {
  /// Running sums along an axis: place `i` holds the sum of places 0 to `i`.
  ///
  ///     Tensor([1, 2, 3]).cumulativeSum(axis: 0)   // [1, 3, 6]
  public func cumulativeSum(axis: Int = -1) -> Tensor {
    let axis = required(try Shape.axis(axis, of: shape, in: "cumulativeSum"))
    guard !isEmpty else { return self }
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let outer = shape[..<axis].reduce(1, *)
    return read { x in
      Tensor(shape: shape) { result in
        // In Double: a running sum adds small terms to large totals, where Float forgets them.
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(inner, 1)) { totals in
          for block in 0..<outer {
            totals.initialize(repeating: 0)
            for row in block * length..<(block + 1) * length {
              for column in 0..<inner {
                totals[column] += Double(x[row * inner + column])
                result[row * inner + column] = Float(totals[column])
              }
            }
          }
        }
      }
    }
  }
}
