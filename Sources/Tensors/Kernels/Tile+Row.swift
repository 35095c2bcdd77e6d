extension Tile {
  /// A product whose left matrix is a single row: each scalar of the right one is used once, so
  /// there is nothing to be gained from copies.
  func multiplyRow(adding: Bool) {
    let step = left.isTransposed ? left.stride : 1
    if right.isTransposed {
      for column in 0..<columns {
        let sum = factor * dot(right.start + column * right.stride, step: step)
        result[column] = adding ? result[column] + sum : sum
      }
      return
    }
    // Rows of the right matrix are read from end to end, four at a time: memory is what this waits
    // for, and it is fastest where it can tell what comes next.
    withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { buffer in
      let sums = buffer.baseAddress!
      sums.update(repeating: 0, count: columns)
      var index = 0
      while index + 4 <= shared {
        addRows(from: index, step, to: sums)
        index += 4
      }
      for index in index..<shared {
        let (x, y) = (left.start[index * step], right.start + index * right.stride)
        for column in 0..<columns { sums[column].addProduct(x, y[column]) }
      }
      for column in 0..<columns {
        let sum = sums[column]
        result[column] = adding ? result[column].addingProduct(sum, factor) : sum * factor
      }
    }
  }

  /// Adds four rows of the right matrix, each times its scalar of the left one.
  @inline(__always)
  private func addRows(from index: Int, _ step: Int, to sums: UnsafeMutablePointer<Float>) {
    let x = left.start + index * step
    let (a, b, c, d) = (x[0], x[step], x[2 * step], x[3 * step])
    let rows = right.start + index * right.stride
    let (y, z) = (rows + right.stride, rows + 2 * right.stride)
    let last = rows + 3 * right.stride
    var column = 0
    while column + 16 <= columns {
      var sum = Lanes(sums + column)
      sum.addProduct(a, Lanes(rows + column))
      sum.addProduct(b, Lanes(y + column))
      sum.addProduct(c, Lanes(z + column))
      sum.addProduct(d, Lanes(last + column))
      sum.store(to: sums + column)
      column += 16
    }
    while column < columns {
      var sum = sums[column]
      sum.addProduct(a, rows[column])
      sum.addProduct(b, y[column])
      sum.addProduct(c, z[column])
      sum.addProduct(d, last[column])
      sums[column] = sum
      column += 1
    }
  }

  /// The left row times a row of the right matrix.
  private func dot(_ y: UnsafePointer<Float>, step: Int) -> Float {
    guard step != 1 else { return Sums.dot(left.start, y, count: shared) }
    var sum: Float = 0
    for index in 0..<shared { sum.addProduct(left.start[index * step], y[index]) }
    return sum
  }
}
