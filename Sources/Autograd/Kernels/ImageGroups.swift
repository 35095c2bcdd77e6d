import Tensors

/// Group norm: of each image, groups of neighbouring channels are shifted and scaled together, over
/// all places.
struct ImageGroups {
  let images: Int
  /// The places of an image.
  let places: Int
  let channels: Int
  let groups: Int
  let epsilon: Float

  private var share: Int { channels / groups }

  /// The mean that each channel of each image is shifted by and the factor that it is scaled by, the
  /// same for all channels of a group: [images, 2, channels].
  ///
  /// Means and variances of channels are joined by the rule for the variance of a union.
  func measure(_ x: UnsafePointer<Float>) -> Tensor {
    let norm = ColumnNorm(rows: places, width: channels)
    var statistics = Tensor.zeros([images, 2, channels])
    statistics.change { statistics in
      Parallel.pieces(of: images, size: 1) { range in
        for image in range {
          let (mean, variance) = norm.measure(x + image * places * channels)
          let own = statistics + 2 * image * channels
          mean.read { mean in
            variance.read { variance in
              for group in 0..<groups { join(group, mean, variance, own) }
            }
          }
        }
      }
    }
    return statistics
  }

  private func join(
    _ group: Int, _ mean: UnsafePointer<Float>, _ variance: UnsafePointer<Float>,
    _ statistics: UnsafeMutablePointer<Float>
  ) {
    let range = group * share..<(group + 1) * share
    var (level, square) = (Float(0), Float(0))
    for channel in range { level += mean[channel] }
    level /= Float(share)
    for channel in range {
      let distance = mean[channel] - level
      square += variance[channel] + distance * distance
    }
    let scale = 1 / (square / Float(share) + epsilon).squareRoot()
    for channel in range {
      statistics[channel] = level
      statistics[channels + channel] = scale
    }
  }

  /// `y = (x - mean) scale gain + bias`.
  func scale(_ x: Tensor, _ statistics: Tensor, gain: Tensor, bias: Tensor) -> Tensor {
    reading(statistics, gain, bias) { statistics, gain, bias in
      x.read { x in
        Tensor(shape: [images, places, channels]) { y in
          eachRow { row, image in
            let (x, y) = (x + row * channels, y + row * channels)
            let (means, scales) = Self.halves(statistics + 2 * image * channels, channels)
            var i = 0
            while i + 16 <= channels {
              let z = (Lanes(x + i) - Lanes(means + i)) * Lanes(scales + i)
              Lanes(bias + i).addingProduct(z, Lanes(gain + i)).store(to: y + i)
              i += 16
            }
            for i in i..<channels {
              y[i] = bias[i].addingProduct((x[i] - means[i]) * scales[i], gain[i])
            }
          }
        }
      }
    }
  }

  /// Turns the gradient of the result into that of the images, in place, and returns those of gain
  /// and bias.
  ///
  /// With z the normalised numbers and t the gradient times the gain, the gradient of a number is
  /// scale (t - mean(t) - z mean(t z)), with the means of its group.
  func backward(
    _ gradient: inout Tensor, _ x: Tensor, _ statistics: Tensor, gain: Tensor
  ) -> (gain: Tensor, bias: Tensor) {
    let sums = sums(gradient, x, statistics)
    let levels = levels(sums, statistics, gain)
    reading(x, statistics, levels) { x, statistics, levels in
      gain.read { gain in
        gradient.change { gradient in
          eachRow { row, image in
            let (x, gradient) = (x + row * channels, gradient + row * channels)
            let (means, scales) = Self.halves(statistics + 2 * image * channels, channels)
            let (level, slope) = Self.halves(levels + 2 * image * channels, channels)
            var i = 0
            while i + 16 <= channels {
              let z = (Lanes(x + i) - Lanes(means + i)) * Lanes(scales + i)
              let t = Lanes(gradient + i) * Lanes(gain + i)
              ((t - Lanes(level + i) - z * Lanes(slope + i)) * Lanes(scales + i))
                .store(to: gradient + i)
              i += 16
            }
            for i in i..<channels {
              let z = (x[i] - means[i]) * scales[i]
              gradient[i] = (gradient[i] * gain[i] - level[i] - z * slope[i]) * scales[i]
            }
          }
        }
      }
    }
    let total = sums.sum(axes: [0])
    return (total.row(0), total.row(1))
  }

  /// For each image and channel the sums over its places of gradient times z, and of the gradient:
  /// [images, 2, channels].
  private func sums(_ gradient: Tensor, _ x: Tensor, _ statistics: Tensor) -> Tensor {
    var sums = Tensor.zeros([images, 2, channels])
    reading(gradient, x, statistics) { gradient, x, statistics in
      sums.change { sums in
        Parallel.pieces(of: images, size: 1) { range in
          for image in range {
            let start = image * places * channels
            let (means, scales) = Self.halves(statistics + 2 * image * channels, channels)
            let own = sums + 2 * image * channels
            Rows.summing(places, width: channels, sums: 2 * channels, into: own) { range, sums in
              for row in range {
                let (x, slopes) = (x + start + row * channels, gradient + start + row * channels)
                for i in 0..<channels { sums[i] += slopes[i] * (x[i] - means[i]) }
                for i in 0..<channels { sums[channels + i] += slopes[i] }
              }
            }
            for i in 0..<channels { own[i] *= scales[i] }
          }
        }
      }
    }
    return sums
  }

  /// The means over each group of t, and of t z, for every channel: [images, 2, channels].
  private func levels(_ sums: Tensor, _ statistics: Tensor, _ gain: Tensor) -> Tensor {
    let count = Float(share) * Float(places)
    return sums.read { sums in
      gain.read { gain in
        Tensor(shape: [images, 2, channels]) { levels in
          for image in 0..<images {
            let (products, gradients) = Self.halves(sums + 2 * image * channels, channels)
            let own = levels + 2 * image * channels
            for group in 0..<groups {
              let range = group * share..<(group + 1) * share
              var (level, slope) = (Float(0), Float(0))
              for i in range {
                level += gain[i] * gradients[i]
                slope += gain[i] * products[i]
              }
              for i in range { (own[i], own[channels + i]) = (level / count, slope / count) }
            }
          }
        }
      }
    }
  }

  /// Calls `body` with each place and the image that it is in, on as many threads as there are.
  @inline(__always)
  private func eachRow(_ body: (_ row: Int, _ image: Int) -> Void) {
    Rows.pieces(images * places, width: channels) { range in
      for row in range { body(row, row / places) }
    }
  }

  /// Two rows that lie one behind the other.
  @inline(__always)
  private static func halves(
    _ rows: UnsafePointer<Float>, _ width: Int
  ) -> (UnsafePointer<Float>, UnsafePointer<Float>) { (rows, rows + width) }
}
