import Tensors

/// Rows of an image with their border of zeros, one after the other, in which the patches of a
/// convolution can be read where they lie.
///
/// The pixels that a row of a filter meets lie side by side, and one place further on they start
/// `stride` pixels later: the patches of a row of places are a matrix whose rows overlap. Only from
/// one row of the filter to the next is there a jump, by the length of a row of the image. So no
/// patch has to be copied, where the matrix of patches is nine times the image for filters of 3 x 3.
struct ImageBand {
  /// The rows and columns of the image, and its channels.
  let height: Int
  let width: Int
  let channels: Int
  let filterHeight: Int
  let filterWidth: Int
  let stride: Int
  /// How many rows of zeros stand above the image, and how many columns on its left.
  let above: Int
  let left: Int
  /// How many places there are in a row.
  let places: Int

  /// The scalars of a row with its border, as far as filters reach.
  var length: Int { ((places - 1) * stride + filterWidth) * channels }
  /// The rows of the image that the filters meet at so many rows of places.
  func rows(_ count: Int) -> Int { (count - 1) * stride + filterHeight }

  /// Copies what the filters meet at a range of rows of places, with zeros around.
  func copy(
    _ range: Range<Int>, of image: UnsafePointer<Float>, to band: UnsafeMutablePointer<Float>
  ) {
    let first = range.lowerBound * stride - above
    // The columns of the band that are in the image.
    let start = min(left, length / channels)
    let end = max(start, min(length / channels, left + width))
    for index in 0..<rows(range.count) {
      let (to, row) = (band + index * length, first + index)
      guard row >= 0, row < height else {
        to.update(repeating: 0, count: length)
        continue
      }
      to.update(repeating: 0, count: start * channels)
      (to + start * channels).update(
        from: image + row * width * channels, count: (end - start) * channels)
      (to + end * channels).update(repeating: 0, count: length - end * channels)
    }
  }

  /// The patches at the places of a row, a row each, for a product with the filters.
  func patches(_ row: Int, in band: UnsafePointer<Float>) -> Tile.Operand {
    Tile.Operand(band + row * stride * length, stride: stride * channels)
      .stretches(of: filterWidth * channels, stride: length)
  }

  /// What one row of the filters meets at all places of some rows, a column each, for a product
  /// with the gradients of those places.
  func patches(ofFilterRow row: Int, in band: UnsafePointer<Float>) -> Tile.Operand {
    Tile.Operand(band + row * length, stride: stride * channels, isTransposed: true)
      .stretches(of: places, stride: stride * length)
  }
}
