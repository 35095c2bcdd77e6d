import Tensors

/// Batch norm of the columns of a matrix: every channel over all images and places.
struct ColumnNorm {
  let rows: Int
  let width: Int

  /// The mean of each column and its mean squared distance from it.
  ///
  /// Each piece of rows, small enough to stay in the cache, is measured by itself; then the pieces
  /// are joined in order, by Chan's rule for the variance of a union.
  func measure(_ x: UnsafePointer<Float>) -> (mean: Tensor, variance: Tensor) {
    let (rows, width) = (rows, width)
    let size = max(Rows.piece(width: width), (rows + 255) / 256)
    let pieces = (rows + size - 1) / size
    var (mean, squares) = (Tensor.zeros([width]), Tensor.zeros([width]))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, pieces * 2 * width)) { buffer in
      let parts = buffer.baseAddress!
      Parallel.pieces(of: rows, size: size) { range in
        let part = parts + range.lowerBound / size * 2 * width
        Self.measure(x + range.lowerBound * width, range.count, width, part, part + width)
      }
      mean.change { mean in
        squares.change { squares in
          for piece in 0..<pieces {
            let (start, part) = (Float(piece * size), parts + piece * 2 * width)
            let count = Float(min(size, rows - piece * size))
            let (share, weight) = (count / (start + count), start * count / (start + count))
            for i in 0..<width {
              let distance = part[i] - mean[i]
              mean[i] += distance * share
              squares[i] += part[width + i] + distance * distance * weight
            }
          }
        }
      }
    }
    return (mean, squares / Float(rows))
  }

  /// Mean and sum of squared distances of the columns of a few rows.
  private static func measure(
    _ x: UnsafePointer<Float>, _ rows: Int, _ width: Int,
    _ mean: UnsafeMutablePointer<Float>, _ squares: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<width { (mean[i], squares[i]) = (0, 0) }
    for row in 0..<rows {
      let x = x + row * width
      for i in 0..<width { mean[i] += x[i] }
    }
    let share = 1 / Float(rows)
    for i in 0..<width { mean[i] *= share }
    for row in 0..<rows {
      let x = x + row * width
      for i in 0..<width { squares[i] += (x[i] - mean[i]) * (x[i] - mean[i]) }
    }
  }

  /// `y = x factor + offset`, column by column.
  func scale(_ x: Tensor, factor: Tensor, offset: Tensor) -> Tensor {
    let width = width
    return reading(x, factor, offset) { x, factor, offset in
      Tensor(shape: [rows, width]) { y in
        Rows.pieces(rows, width: width) { range in
          for row in range {
            let (x, y) = (x + row * width, y + row * width)
            for i in 0..<width { y[i] = x[i] * factor[i] + offset[i] }
          }
        }
      }
    }
  }

  /// `gradient = gradient factor + x slope + offset`, column by column.
  func turn(_ gradient: inout Tensor, _ x: Tensor, factor: Tensor, slope: Tensor, offset: Tensor) {
    let width = width
    x.read { x in
      reading(factor, slope, offset) { factor, slope, offset in
        gradient.change { gradient in
          Rows.pieces(rows, width: width) { range in
            for row in range {
              let (x, gradient) = (x + row * width, gradient + row * width)
              var i = 0
              while i + 16 <= width {
                let line = Lanes(offset + i).addingProduct(Lanes(x + i), Lanes(slope + i))
                line.addingProduct(Lanes(gradient + i), Lanes(factor + i)).store(to: gradient + i)
                i += 16
              }
              while i < width {
                let line = offset[i].addingProduct(x[i], slope[i])
                gradient[i] = line.addingProduct(gradient[i], factor[i])
                i += 1
              }
            }
          }
        }
      }
    }
  }

  /// The sums over all rows of the gradient times the distance from the mean, and of the gradient.
  func sums(_ gradient: Tensor, _ x: Tensor, mean: Tensor) -> (products: Tensor, gradients: Tensor)
  {
    let width = width
    var sums = Tensor.zeros([2, width])
    reading(gradient, x, mean) { gradient, x, mean in
      sums.change { sums in
        Rows.summing(rows, width: width, sums: 2 * width, into: sums) { range, sums in
          for row in range {
            let (x, gradient) = (x + row * width, gradient + row * width)
            for i in 0..<width { sums[i] += gradient[i] * (x[i] - mean[i]) }
            for i in 0..<width { sums[width + i] += gradient[i] }
          }
        }
      }
    }
    return (sums.row(0), sums.row(1))
  }
}
