/// Some columns of the right matrix of a product, copied so that each step along the shared axis
/// finds its scalars side by side: transposed if need be, and filled up to the width of a tile.
struct Panel {
  let width: Int
  let scalars: UnsafeMutablePointer<Float>

  /// The panel of the next columns, when so many are left.
  init(before columns: Int, scalars: UnsafeMutablePointer<Float>) {
    let isWide = RegisterTile.hasWide && columns > RegisterTile.narrowWidth
    width = isWide ? RegisterTile.wideWidth : RegisterTile.narrowWidth
    self.scalars = scalars
  }

  /// Copies some columns, at most the width, of some rows of a matrix.
  func fill(from matrix: Tile.Operand, _ columns: Range<Int>, _ steps: Range<Int>) {
    let from = matrix.moved(down: steps.lowerBound, right: columns.lowerBound)
    let (depth, columns) = (steps.count, columns.count)
    if matrix.isTransposed {
      fill(transposing: from.start, stride: from.stride, depth: depth, columns: columns)
    } else {
      fill(from.start, stride: from.stride, depth: depth, columns: columns)
    }
  }

  /// Copies `columns` columns, at most the width, of `depth` rows.
  ///
  /// What stands in columns beyond those counts for nothing: whatever lies behind in memory, or 0.
  private func fill(_ x: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int) {
    // Whole lanes may be read as long as they end before the last row does.
    let missing = width - columns
    let whole = missing == 0 ? depth : max(0, depth - (missing + stride - 1) / max(stride, 1))
    for step in 0..<whole {
      let (from, to) = (x + step * stride, scalars + step * width)
      Lanes(from).store(to: to)
      if width > 16 { Lanes(from + 16).store(to: to + 16) }
    }
    for step in whole..<depth {
      let (from, to) = (x + step * stride, scalars + step * width)
      for column in 0..<columns { to[column] = from[column] }
      for column in columns..<width { to[column] = 0 }
    }
  }

  /// The same of a matrix that is stored transposed: its rows become the columns.
  private func fill(transposing x: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int) {
    for column in Swift.stride(from: 0, to: width, by: 8) {
      var step = 0
      while column + 8 <= columns, step + 16 <= depth {
        Self.transpose(
          x + column * stride + step, stride: stride, into: scalars + step * width + column,
          stride: width)
        step += 16
      }
      for step in step..<depth {
        let to = scalars + step * width
        for column in column..<column + 8 {
          to[column] = column < columns ? x[column * stride + step] : 0
        }
      }
    }
  }

  /// Eight rows of sixteen floats become columns.
  ///
  /// Numbered through, the float of row r and column c has the number 16 r + c. To interleave the
  /// first half of all with the second moves each number's highest bit to its low end; after three
  /// times, the row's bits are the lowest, and the eight floats of a column lie side by side.
  @inline(__always)
  private static func transpose(
    _ x: UnsafePointer<Float>, stride: Int, into y: UnsafeMutablePointer<Float>,
    stride resultStride: Int
  ) {
    let (a0, a1) = interleave(Lanes(x), Lanes(x + 4 * stride))
    let (a2, a3) = interleave(Lanes(x + stride), Lanes(x + 5 * stride))
    let (a4, a5) = interleave(Lanes(x + 2 * stride), Lanes(x + 6 * stride))
    let (a6, a7) = interleave(Lanes(x + 3 * stride), Lanes(x + 7 * stride))
    let (b0, b1) = interleave(a0, a4)
    let (b2, b3) = interleave(a1, a5)
    let (b4, b5) = interleave(a2, a6)
    let (b6, b7) = interleave(a3, a7)
    let (c0, c1) = interleave(b0, b4)
    let (c2, c3) = interleave(b1, b5)
    let (c4, c5) = interleave(b2, b6)
    let (c6, c7) = interleave(b3, b7)
    func put(_ pair: Int, _ columns: Lanes) {
      let place = y + 2 * pair * resultStride
      UnsafeMutableRawPointer(place).storeBytes(of: columns.lowHalf, as: SIMD8<Float>.self)
      UnsafeMutableRawPointer(place + resultStride)
        .storeBytes(of: columns.highHalf, as: SIMD8<Float>.self)
    }
    put(0, c0)
    put(1, c1)
    put(2, c2)
    put(3, c3)
    put(4, c4)
    put(5, c5)
    put(6, c6)
    put(7, c7)
  }

  @inline(__always)
  private static func interleave(_ x: Lanes, _ y: Lanes) -> (Lanes, Lanes) {
    var both = SIMD32<Float>()
    both.evenHalf = x
    both.oddHalf = y
    return (both.lowHalf, both.highHalf)
  }
}
