import Tensors

/// Layer norm and RMS norm of the rows of a matrix: both scale every row to a mean square of 1, and
/// layer norm takes the mean away first.
struct RowNorm {
  let takesMean: Bool
  let epsilon: Float

  /// The normalised rows times a gain plus a bias, and each row's mean and scale.
  func forward(_ x: Tensor, gain: Tensor, bias: Tensor) -> (result: Tensor, statistics: Tensor) {
    let (rows, width) = x.rowsAndWidth
    var statistics = Tensor.zeros([rows, 2])
    let result = reading(x, gain, bias) { x, gain, bias in
      statistics.change { statistics in
        Tensor(shape: [rows * width]) { y in
          Rows.pieces(rows, width: width) { range in
            for row in range {
              let (x, y) = (x + row * width, y + row * width)
              let (mean, scale) = measure(x, width)
              statistics[2 * row] = mean
              statistics[2 * row + 1] = scale
              Self.write(x, mean, scale, gain, bias, to: y, width)
            }
          }
        }
      }
    }
    return (result.reshaped(x.shape), statistics)
  }

  /// Writes a row: `(x - mean) scale gain + bias`. By lanes, since a loop over four runs of numbers
  /// becomes scalar code that asks which of them overlap.
  private static func write(
    _ x: UnsafePointer<Float>, _ mean: Float, _ scale: Float, _ gain: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, _ width: Int
  ) {
    guard width >= 16 else {
      for i in 0..<width { y[i] = bias[i].addingProduct((x[i] - mean) * scale, gain[i]) }
      return
    }
    let (means, scales) = (Lanes(repeating: mean), Lanes(repeating: scale))
    var i = 0
    while i < width {
      // The last sixteen may overlap those before.
      let at = min(i, width - 16)
      let z = (Lanes(x + at) - means) * scales
      Lanes(bias + at).addingProduct(z, Lanes(gain + at)).store(to: y + at)
      i += 16
    }
  }

  /// The mean that is taken away and the factor that brings the mean square to 1.
  private func measure(_ x: UnsafePointer<Float>, _ width: Int) -> (mean: Float, scale: Float) {
    let (mean, square) =
      takesMean
      ? Sums.moments(x, count: width) : (0, Sums.sumOfSquares(x, count: width) / Float(width))
    return (mean, 1 / (square + epsilon).squareRoot())
  }

  /// Turns the gradient of the result into that of the rows, in place, and returns those of gain
  /// and bias.
  ///
  /// With z the normalised row and t the gradient times the gain, the gradient of the row is
  /// scale (t - mean(t) - z mean(t z)), without mean(t) when no mean was taken away.
  func backward(
    _ gradient: inout Tensor, x: Tensor, gain: Tensor, statistics: Tensor
  ) -> (gain: Tensor, bias: Tensor) {
    let (rows, width) = x.rowsAndWidth
    var sums = Tensor.zeros([2, width])
    reading(x, gain, statistics) { x, gain, statistics in
      gradient.change { gradient in
        sums.change { sums in
          Rows.summing(rows, width: width, sums: 2 * width, into: sums) { range, sums in
            for row in range {
              let (mean, scale) = (statistics[2 * row], statistics[2 * row + 1])
              turn(gradient + row * width, x + row * width, mean, scale, gain, sums, width)
            }
          }
        }
      }
    }
    return (sums.row(0), sums.row(1))
  }

  /// Turns a row of the gradient, and adds its part to the gradients of gain and bias.
  ///
  /// In two walks: one for the sums, of which t stays in place of the gradient, and one for the
  /// result. The normalised row is computed in both, so that no room is needed to keep it.
  private func turn(
    _ gradient: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ mean: Float,
    _ scale: Float, _ gain: UnsafePointer<Float>, _ sums: UnsafeMutablePointer<Float>,
    _ width: Int
  ) {
    let biases = sums + width
    let (means, scales) = (Lanes(repeating: mean), Lanes(repeating: scale))
    let zero = Lanes(repeating: 0)
    @inline(__always) func collect(_ i: Int, _ total: inout Lanes, _ product: inout Lanes) {
      let (z, slope) = ((Lanes(x + i) - means) * scales, Lanes(gradient + i))
      Lanes(sums + i).addingProduct(slope, z).store(to: sums + i)
      (Lanes(biases + i) + slope).store(to: biases + i)
      let t = slope * Lanes(gain + i)
      t.store(to: gradient + i)
      total += t
      product = product.addingProduct(t, z)
    }
    var (i, sum, dot) = (0, Float(0), Float(0))
    while i + 16 <= width {
      var (a, b, aa, bb) = (zero, zero, zero, zero)
      let end = min(width, i + Folding.blockLength)
      while i + 32 <= end {
        collect(i, &a, &aa)
        collect(i + 16, &b, &bb)
        i += 32
      }
      if i + 16 <= end {
        collect(i, &a, &aa)
        i += 16
      }
      sum += (a + b).folded
      dot += (aa + bb).folded
    }
    for i in i..<width {
      let z = (x[i] - mean) * scale
      sums[i].addProduct(gradient[i], z)
      biases[i] += gradient[i]
      gradient[i] *= gain[i]
      sum += gradient[i]
      dot.addProduct(gradient[i], z)
    }
    let (level, slope) = (takesMean ? sum / Float(width) : 0, dot / Float(width))
    let (levels, slopes) = (Lanes(repeating: level), Lanes(repeating: slope))
    i = 0
    while i + 16 <= width {
      let z = (Lanes(x + i) - means) * scales
      (scales * (Lanes(gradient + i) - levels - z * slopes)).store(to: gradient + i)
      i += 16
    }
    for i in i..<width {
      gradient[i] = scale * (gradient[i] - level - (x[i] - mean) * scale * slope)
    }
  }
}
