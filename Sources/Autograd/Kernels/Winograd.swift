import Tensors

/// Convolution by filters of 3 x 3 with 16 multiplications where 36 are written down: Winograd's
/// minimal filtering, F(2 x 2, 3 x 3).
///
/// Two neighbouring places of a row of numbers d, filtered by g, take six multiplications:
///
///     y₀ = d₀ g₀ + d₁ g₁ + d₂ g₂           y₁ = d₁ g₀ + d₂ g₁ + d₃ g₂
///
/// Four are enough. With m₀ = (d₀ - d₂) g₀, m₁ = (d₁ + d₂)(g₀ + g₁ + g₂)/2,
/// m₂ = (d₂ - d₁)(g₀ - g₁ + g₂)/2 and m₃ = (d₁ - d₃) g₂,
///
///     y₀ = m₀ + m₁ + m₂                    y₁ = m₁ - m₂ - m₃
///
/// as multiplying out shows. Done along both axes it makes 2 x 2 places out of 4 x 4 numbers. What is
/// done to the numbers and to the filters before they meet are sums only; where they meet, channels
/// are summed, and that is a matrix product for each of the 16 pairs. Sums of the filters are made
/// once, sums of the numbers serve all filters, and so it pays where there are many channels: with it
/// the step of `./build.sh bench cnn --threads 1` takes 93 ms of processor time instead of 124.
///
/// All steps are linear, so the gradients are the same steps turned round, and exact.
struct Winograd {
  /// The rows of places that are worked on two at a time: what the filters meet there.
  let band: ImageBand
  let images: Int
  /// Rows and columns of places.
  let height: Int
  let width: Int
  let outputs: Int

  var channels: Int { band.channels }
  /// How many squares of 2 x 2 places there are down and across an image.
  var squaresDown: Int { (height + 1) / 2 }
  var squaresAcross: Int { (width + 1) / 2 }
  /// How many rows of squares are worked on at a time: about 64 squares, enough for a product, so
  /// few that what is made of them stays in a core's own cache.
  var rows: Int { max(1, 64 / squaresAcross) }

  /// For places of `height` by `width` that see 3 x 3 of the given images, or nil where channels do
  /// not fill lanes.
  init?(
    images: Int, imageHeight: Int, imageWidth: Int, channels: Int, above: Int, left: Int,
    height: Int, width: Int, outputs: Int
  ) {
    guard channels % 16 == 0, outputs % 16 == 0, channels > 0, height >= 2, width >= 2 else {
      return nil
    }
    (self.images, self.height, self.width, self.outputs) = (images, height, width, outputs)
    // Whole squares: a last odd place sees zeros beyond the border.
    band = ImageBand(
      height: imageHeight, width: imageWidth, channels: channels, filterHeight: 3, filterWidth: 3,
      stride: 1, above: above, left: left, places: (width + 1) / 2 * 2)
  }

  /// The sums of filters [3, 3, channels, outputs]: 16 matrices of [channels, outputs].
  func sums(ofFilters filters: Tensor) -> Tensor {
    let count = channels * outputs
    return filters.read { filters in
      Tensor(shape: [16, channels, outputs]) { sums in
        Parallel.pieces(of: count / 16, size: 256) { range in
          for place in range {
            let column = 16 * place
            var rows = (0..<3).map { row in
              (0..<3).map { Lanes(filters + (3 * row + $0) * count + column) }
            }
            rows = rows.map(Self.spread)
            for across in 0..<4 {
              let spread = Self.spread(rows.map { $0[across] })
              for down in 0..<4 {
                spread[down].store(to: sums + (4 * down + across) * count + column)
              }
            }
          }
        }
      }
    }
  }

  /// The gradient of the filters from that of their sums: the same steps turned round.
  func filters(ofSums sums: Tensor) -> Tensor {
    let count = channels * outputs
    return sums.read { sums in
      Tensor(shape: [3, 3, channels, outputs]) { filters in
        Parallel.pieces(of: count / 16, size: 256) { range in
          for place in range {
            let column = 16 * place
            let rows = (0..<4).map { down in
              Self.gather((0..<4).map { Lanes(sums + (4 * down + $0) * count + column) })
            }
            for across in 0..<3 {
              let gathered = Self.gather(rows.map { $0[across] })
              for down in 0..<3 {
                gathered[down].store(to: filters + (3 * down + across) * count + column)
              }
            }
          }
        }
      }
    }
  }

  /// What is multiplied with numbers, made of three filters' scalars.
  private static func spread(_ g: [Lanes]) -> [Lanes] {
    let half = Lanes(repeating: 0.5)
    let outer = g[0] + g[2]
    return [g[0], (outer + g[1]) * half, (outer - g[1]) * half, g[2]]
  }

  private static func gather(_ s: [Lanes]) -> [Lanes] {
    let half = Lanes(repeating: 0.5)
    return [s[0] + (s[1] + s[2]) * half, (s[1] - s[2]) * half, (s[1] + s[2]) * half + s[3]]
  }
}
