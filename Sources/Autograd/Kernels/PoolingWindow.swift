import Tensors

/// The lengths of a pooling: a window that moves over images and sums them up.
package struct PoolingWindow {
  package let images: Int
  package let height: Int
  package let width: Int
  package let channels: Int
  package let size: Int
  package let stride: Int
  package let padding: Int

  package var outputHeight: Int { (height + 2 * padding - size) / stride + 1 }
  package var outputWidth: Int { (width + 2 * padding - size) / stride + 1 }
  package var shape: [Int] { [images, outputHeight, outputWidth, channels] }

  /// Checks that the images and the window go together.
  package init(_ shape: [Int], size: Int, stride: Int, padding: Int, in operation: String) throws {
    guard shape.count == 4 else {
      throw TensorError(
        "\(operation): images have the axes [number, height, width, channels], not \(shape)")
    }
    guard size >= 1, stride >= 1, padding >= 0, padding <= size / 2 else {
      throw TensorError(
        "\(operation): size \(size) and stride \(stride) must be at least 1, and the padding "
          + "\(padding) at most half the size")
    }
    guard size <= 1 << 15 else {
      throw TensorError("\(operation): a window of size \(size) is larger than any image")
    }
    guard size - 2 * padding <= min(shape[1], shape[2]) else {
      throw TensorError(
        "\(operation): a window of size \(size) does not fit into images of shape \(shape) "
          + "with padding \(padding)")
    }
    guard shape[1] > 0, shape[2] > 0 else {
      throw TensorError("\(operation): images of shape \(shape) have no pixels")
    }
    // Places are remembered as 32 bits.
    guard let count = try? Shape.count(shape, in: operation), count <= Int(Int32.max) else {
      throw TensorError("\(operation): images of shape \(shape) are too many at once")
    }
    (images, height, width, channels) = (shape[0], shape[1], shape[2], shape[3])
    (self.size, self.stride, self.padding) = (size, stride, padding)
  }

  /// Calls `body` with every output place of the given rows, counted through all images: the place,
  /// the image, and the rows and columns of the image that the window covers.
  @inline(__always)
  func forEachPlace(
    _ rows: Range<Int>, _ body: (_ place: Int, _ image: Int, Range<Int>, Range<Int>) -> Void
  ) {
    for line in rows {
      let (image, row) = line.quotientAndRemainder(dividingBy: outputHeight)
      let top = row * stride - padding
      let lines = max(0, top)..<min(height, top + size)
      for column in 0..<outputWidth {
        let left = column * stride - padding
        body(line * outputWidth + column, image, lines, max(0, left)..<min(width, left + size))
      }
    }
  }

  /// Where the channels of a pixel start.
  @inline(__always)
  func pixel(_ image: Int, _ row: Int, _ column: Int) -> Int {
    ((image * height + row) * width + column) * channels
  }

  /// Calls `body` with ranges of output rows on as many threads as there are.
  func pieces(_ body: (Range<Int>) -> Void) {
    Rows.pieces(images * outputHeight, width: outputWidth * channels * size * size, body)
  }

  /// Calls `body` with the output rows of some images, so that their gradients meet no other's.
  func imagePieces(_ body: (Range<Int>) -> Void) {
    Rows.pieces(images, width: height * width * channels) { range in
      body(range.lowerBound * outputHeight..<range.upperBound * outputHeight)
    }
  }
}
