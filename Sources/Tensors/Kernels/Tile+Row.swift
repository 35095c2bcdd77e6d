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
    // In stretches as for many rows: a sum of a million terms, one after the other, has few digits.
    for first in Swift.stride(from: 0, to: max(shared, 1), by: Tile.depth) {
      let part = Tile(
        rows: 1, columns: columns, shared: min(Tile.depth, shared - first), factor: factor,
        left: left.moved(down: 0, right: first), right: right.moved(down: first, right: 0),
        result: result, stride: self.stride)
      part.multiplyStretch(step, adding: adding || first > 0)
    }
  }

  private func multiplyStretch(_ step: Int, adding: Bool) {
    var column = 0
    while RegisterTile.hasWide && column + 128 <= columns {
      multiplyWideRow(step, at: column, adding: adding)
      column += 128
    }
    while column + 64 <= columns {
      multiplyRow(step, at: column, adding: adding)
      column += 64
    }
    while column + 16 <= columns {
      var sums = Lanes(repeating: 0)
      for index in 0..<shared {
        sums.addProduct(
          left.start[index * step], Lanes(right.start + index * right.stride + column))
      }
      keep(sums, at: column, adding: adding)
      column += 16
    }
    for column in column..<columns {
      var sum: Float = 0
      for index in 0..<shared {
        sum.addProduct(left.start[index * step], right.start[index * right.stride + column])
      }
      result[column] = adding ? result[column].addingProduct(sum, factor) : sum * factor
    }
  }

  /// Sixty-four columns at a time: enough sums that none waits for the one before.
  private func multiplyRow(_ step: Int, at column: Int, adding: Bool) {
    let zero = Lanes(repeating: 0)
    var (a, b, c, d) = (zero, zero, zero, zero)
    var y = right.start + column
    for index in 0..<shared {
      let x = left.start[index * step]
      a.addProduct(x, Lanes(y))
      b.addProduct(x, Lanes(y + 16))
      c.addProduct(x, Lanes(y + 32))
      d.addProduct(x, Lanes(y + 48))
      y += right.stride
    }
    keep(a, at: column, adding: adding)
    keep(b, at: column + 16, adding: adding)
    keep(c, at: column + 32, adding: adding)
    keep(d, at: column + 48, adding: adding)
  }

  /// A hundred and twenty-eight, where there are registers for them: memory likes to be read in
  /// long pieces, and a quarter of the time is saved.
  private func multiplyWideRow(_ step: Int, at column: Int, adding: Bool) {
    let zero = Lanes(repeating: 0)
    var (a, b, c, d, e, f, g, h) = (zero, zero, zero, zero, zero, zero, zero, zero)
    var y = right.start + column
    for index in 0..<shared {
      let x = left.start[index * step]
      a.addProduct(x, Lanes(y))
      b.addProduct(x, Lanes(y + 16))
      c.addProduct(x, Lanes(y + 32))
      d.addProduct(x, Lanes(y + 48))
      e.addProduct(x, Lanes(y + 64))
      f.addProduct(x, Lanes(y + 80))
      g.addProduct(x, Lanes(y + 96))
      h.addProduct(x, Lanes(y + 112))
      y += right.stride
    }
    keep(a, at: column, adding: adding)
    keep(b, at: column + 16, adding: adding)
    keep(c, at: column + 32, adding: adding)
    keep(d, at: column + 48, adding: adding)
    keep(e, at: column + 64, adding: adding)
    keep(f, at: column + 80, adding: adding)
    keep(g, at: column + 96, adding: adding)
    keep(h, at: column + 112, adding: adding)
  }

  @inline(__always)
  private func keep(_ sums: Lanes, at column: Int, adding: Bool) {
    let place = result + column
    (adding ? Lanes(place).addingProduct(sums, factor) : sums * factor).store(to: place)
  }

  /// The left row times a row of the right matrix.
  private func dot(_ y: UnsafePointer<Float>, step: Int) -> Float {
    guard step != 1 else { return Sums.dot(left.start, y, count: shared) }
    var sum: Float = 0
    for index in 0..<shared { sum.addProduct(left.start[index * step], y[index]) }
    return sum
  }
}
