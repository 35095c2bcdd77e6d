import Tensors

extension Patches {
  /// Whether the patches may be read where they lie: all channels are seen by all filters, the
  /// pixels of a patch are neighbours, and rows are long enough to fill the tiles of a product.
  var areRead: Bool { groups == 1 && dilation == 1 && outputWidth >= 6 && !areImages }

  /// Whether the gradient of the images is itself a convolution, of the gradient with the filters
  /// turned round: where the filters moved by single pixels, and the border does not reach further
  /// than they do. With few channels a product would be mostly padding.
  var isReversible: Bool {
    areRead && stride == 1 && width >= 6 && channels >= 8 && padding < filterHeight
      && padding < filterWidth
  }

  /// The images as the filters meet them.
  var imageBand: ImageBand {
    ImageBand(
      height: height, width: width, channels: channels, filterHeight: filterHeight,
      filterWidth: filterWidth, stride: stride, above: padding, left: padding, places: outputWidth)
  }

  /// The gradients as the filters turned round meet them.
  var gradientBand: ImageBand {
    ImageBand(
      height: outputHeight, width: outputWidth, channels: outputs, filterHeight: filterHeight,
      filterWidth: filterWidth, stride: 1, above: filterHeight - 1 - padding,
      left: filterWidth - 1 - padding, places: width)
  }

  /// The filters turned round, from outputs to channels: [height, width, outputs, channels].
  func reverse(_ filters: Tensor) -> Tensor {
    filters.flipped(axis: 0).flipped(axis: 1).permuted([0, 1, 3, 2])
  }
}

extension ImageBand {
  /// How many rows of places are worked on at a time: their part of the image, about a quarter of a
  /// megabyte, stays in a core's own cache.
  func step(of rows: Int) -> Int { max(1, min(rows, (1 << 16) / max(1, stride * length))) }

  /// Writes the sums for `count` rows of places of each of some images, counted through all of
  /// them, and calls `finish` with each stretch of results while it is in the cache.
  func convolve(
    _ range: Range<Int>, of count: Int, _ images: UnsafePointer<Float>,
    _ filters: UnsafePointer<Float>, outputs: Int, into result: UnsafeMutablePointer<Float>,
    finish: (UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    let step = step(of: count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows(step) * length) { buffer in
      let band = buffer.baseAddress!
      var first = range.lowerBound
      while first < range.upperBound {
        let (image, row) = first.quotientAndRemainder(dividingBy: count)
        let some = row..<min(row + step, count, row + range.upperBound - first)
        copy(some, of: images + image * height * width * channels, to: band)
        let start = result + first * places * outputs
        for index in 0..<some.count {
          Tile.multiply(
            rows: places, columns: outputs, shared: filterHeight * filterWidth * channels,
            patches(index, in: band), .init(filters, stride: outputs),
            into: start + index * places * outputs, stride: outputs)
        }
        finish(start, some.count * places)
        first += some.count
      }
    }
  }

  /// Adds what the gradients of `count` rows of places of an image say about the filters.
  func addFilterGradients(
    _ gradient: UnsafePointer<Float>, rows count: Int, _ image: UnsafePointer<Float>,
    outputs: Int, to sums: UnsafeMutablePointer<Float>
  ) {
    let step = step(of: count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows(step) * length) { buffer in
      let band = buffer.baseAddress!
      for first in Swift.stride(from: 0, to: count, by: step) {
        let some = first..<min(first + step, count)
        copy(some, of: image, to: band)
        for row in 0..<filterHeight {
          Tile.multiply(
            rows: filterWidth * channels, columns: outputs, shared: some.count * places,
            patches(ofFilterRow: row, in: band),
            .init(gradient + first * places * outputs, stride: outputs),
            into: sums + row * filterWidth * channels * outputs, stride: outputs, adding: true)
        }
      }
    }
  }
}
