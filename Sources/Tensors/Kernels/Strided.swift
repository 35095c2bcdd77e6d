/// A walk through a tensor's scalars in an order of its own: lengths, and the step along each axis.
///
/// Slices, permutations, flips and tiles are all one walk, written to a new tensor row by row.
package struct Strided {
  package private(set) var lengths: [Int]
  package private(set) var strides: [Int]
  package let offset: Int
  private let shape: [Int]

  /// Plans a walk; neighbouring axes that are one long axis are merged.
  package init(lengths: [Int], strides: [Int], offset: Int = 0) {
    (shape, self.offset) = (lengths, offset)
    (self.lengths, self.strides) = ([1], [1])
    for (length, stride) in zip(lengths, strides) where length != 1 {
      let last = self.lengths.count - 1
      if self.lengths == [1] {
        (self.lengths, self.strides) = ([length], [stride])
      } else if self.strides[last] == stride * length {
        self.lengths[last] *= length
        self.strides[last] = stride
      } else {
        self.lengths.append(length)
        self.strides.append(stride)
      }
    }
  }

  /// A tensor of the walked scalars.
  package func copied(from tensor: Tensor) -> Tensor {
    tensor.read { x in
      Tensor(shape: shape) { result in
        guard !lengths.contains(0) else { return }
        let inner = lengths.count - 1
        if strides[inner] != 1, let plain = strides.lastIndex(of: 1) {
          copyTransposed(x + offset, plain: plain, into: result)
        } else {
          forEachRow { start, row in
            Self.copyRow(
              x + start, strides[inner], into: result + row * lengths[inner], 1, lengths[inner])
          }
        }
      }
    }
  }

  /// Writes scalars, which stand row by row, to the walked places.
  package func write(_ values: UnsafePointer<Float>, to x: UnsafeMutablePointer<Float>) {
    guard !lengths.contains(0) else { return }
    let inner = lengths.count - 1
    forEachRow { start, row in
      Self.copyRow(
        values + row * lengths[inner], 1, into: x + start, strides[inner], lengths[inner])
    }
  }

  /// Adds scalars, which stand row by row, to the walked places: the gradient of a copy.
  package func add(_ values: UnsafePointer<Float>, to x: UnsafeMutablePointer<Float>) {
    guard !lengths.contains(0) else { return }
    let (length, stride) = (lengths[lengths.count - 1], strides[lengths.count - 1])
    forEachRow { start, row in
      let (values, x) = (values + row * length, x + start)
      for i in 0..<length { x[i * stride] += values[i] }
    }
  }

  private static func copyRow(
    _ x: UnsafePointer<Float>, _ stride: Int, into result: UnsafeMutablePointer<Float>,
    _ resultStride: Int, _ count: Int
  ) {
    switch (stride, resultStride) {
    case (1, 1): result.update(from: x, count: count)
    case (0, 1): result.update(repeating: x[0], count: count)
    default: for i in 0..<count { result[i * resultStride] = x[i * stride] }
    }
  }

  /// Calls `body` with where each innermost row starts and its number, on all cores.
  private func forEachRow(_ body: (Int, Int) -> Void) {
    let rows = lengths.dropLast().reduce(1, *)
    let length = lengths[lengths.count - 1]
    Parallel.pieces(of: rows, size: max(1, Piece.length / length)) { range in
      for row in range { body(start(ofRow: row), row) }
    }
  }

  private func start(ofRow row: Int) -> Int {
    var (rest, start) = (row, offset)
    for axis in lengths.indices.dropLast().reversed() {
      let (quotient, index) = rest.quotientAndRemainder(dividingBy: lengths[axis])
      start += index * strides[axis]
      rest = quotient
    }
    return start
  }

  /// Copies where neighbours in the result are far apart in memory, while neighbours along the
  /// `plain` axis are not: in square tiles, so that each line of the cache is fetched once.
  private func copyTransposed(
    _ x: UnsafePointer<Float>, plain: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let inner = lengths.count - 1
    let steps = Shape.strides(lengths)
    let outer = lengths.indices.filter { $0 != plain && $0 != inner }
    let planes = outer.reduce(1) { $0 * lengths[$1] }
    let bands = (lengths[plain] + Self.tile - 1) / Self.tile
    let (width, stride, step) = (lengths[inner], strides[inner], steps[plain])
    let size = max(1, Piece.length / (Self.tile * width))
    Parallel.pieces(of: planes * bands, size: size) { range in
      for piece in range {
        var (rest, from, to) = (piece / bands, 0, 0)
        for axis in outer.reversed() {
          let (quotient, index) = rest.quotientAndRemainder(dividingBy: lengths[axis])
          from += index * strides[axis]
          to += index * steps[axis]
          rest = quotient
        }
        let first = piece % bands * Self.tile
        let last = min(first + Self.tile, lengths[plain])
        for start in Swift.stride(from: 0, to: width, by: Self.tile) {
          for row in first..<last {
            for column in start..<min(start + Self.tile, width) {
              result[to + row * step + column] = x[from + row + column * stride]
            }
          }
        }
      }
    }
  }

  private static let tile = 32
}
