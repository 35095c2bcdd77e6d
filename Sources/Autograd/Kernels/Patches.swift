import Tensors

/// The lengths of a convolution, and the walk from images to patches and back.
///
/// A patch is what one output place sees: `filterHeight` rows of `filterWidth` pixels of one group's
/// channels, laid out as a row. In NHWC the pixels of such a row lie side by side in the image, so
/// that making a patch is copying a few runs. A convolution is then the product of the matrix of
/// patches and the matrix of filters.
package struct Patches {
  package let images: Int
  package let height: Int
  package let width: Int
  package let channels: Int
  package let filterHeight: Int
  package let filterWidth: Int
  package let outputs: Int
  package let stride: Int
  package let padding: Int
  package let groups: Int
  /// How far apart the pixels are that neighbours in a filter meet.
  package let dilation: Int

  /// Rows and columns of output places.
  package var outputHeight: Int { (height + 2 * padding - reachDown) / stride + 1 }
  package var outputWidth: Int { (width + 2 * padding - reachAcross) / stride + 1 }
  /// Rows and columns of the image from the first to the last that a filter meets.
  private var reachDown: Int { (filterHeight - 1) * dilation + 1 }
  private var reachAcross: Int { (filterWidth - 1) * dilation + 1 }
  package var shape: [Int] { [images, outputHeight, outputWidth, outputs] }
  /// The channels of a group, and the scalars of a patch of it.
  var depth: Int { channels / groups }
  var length: Int { filterHeight * filterWidth * depth }
  /// True when the patches are the images themselves.
  var areImages: Bool { filterHeight * filterWidth * stride * groups == 1 && padding == 0 }

  /// Checks that images, filters and settings go together.
  package init(
    images: [Int], filters: [Int], stride: Int, padding: Int, groups: Int, dilation: Int = 1
  ) throws {
    // A function: to describe shapes takes longer than some of the work.
    func what() -> String { "convolution of images \(images) by filters \(filters)" }
    guard images.count == 4, filters.count == 4 else {
      throw TensorError(
        "\(what()): images have the axes [number, height, width, channels] and filters [height, "
          + "width, channels of a group, outputs]")
    }
    guard stride >= 1, padding >= 0, groups >= 1 else {
      throw TensorError(
        "\(what()): stride \(stride), padding \(padding) and groups \(groups) must be at least "
          + "1, 0 and 1")
    }
    guard padding <= Int(Int32.max), groups <= max(1, images[3]) else {
      throw TensorError(
        "\(what()): a padding of \(padding) and \(groups) groups are more than images of "
          + "\(images[3]) channels can have")
    }
    guard images[3] == filters[2] * groups, filters[3] % groups == 0 else {
      throw TensorError(
        "\(what()) in \(groups) groups: the images have \(images[3]) channels, and filters that see "
          + "\(filters[2]) in each group need \(filters[2] * groups); "
          + "the \(filters[3]) outputs must be a multiple of the groups")
    }
    guard dilation >= 1 else {
      throw TensorError("\(what()): a dilation of \(dilation) must be at least 1")
    }
    // The pixels between the first and the last that a filter meets, compared by division: lengths
    // may be so large that their product cannot be counted.
    guard filters[0] >= 1, filters[1] >= 1, images[1] + 2 * padding >= 1,
      images[2] + 2 * padding >= 1, filters[0] - 1 <= (images[1] + 2 * padding - 1) / dilation,
      filters[1] - 1 <= (images[2] + 2 * padding - 1) / dilation
    else {
      let apart = dilation == 1 ? "" : " and dilation \(dilation)"
      throw TensorError(
        "\(what()) with padding \(padding)\(apart): the filters do not fit into the images")
    }
    (self.images, height, width, channels) = (images[0], images[1], images[2], images[3])
    (filterHeight, filterWidth, outputs) = (filters[0], filters[1], filters[3])
    (self.stride, self.padding, self.groups) = (stride, padding, groups)
    self.dilation = dilation
    _ = try Shape.count(shape, in: what())
    _ = try Shape.count([outputWidth, length], in: "\(what()), for a row of patches")
  }

  /// How many output rows have their patches in memory at a time: about a quarter of a megabyte,
  /// which stays in a core's own cache until the product has read it.
  var band: Int { max(1, (1 << 16) / max(1, outputWidth * length)) }

  /// Calls `body` with the runs of scalars that make up the patches of an output row: where the run
  /// starts in the image, or nil for the border, where it starts in the patches, and its length.
  @inline(__always)
  func forEachRun(
    image: Int, row: Int, group: Int, _ body: (_ image: Int?, _ patches: Int, _ count: Int) -> Void
  ) {
    let run = filterWidth * depth
    for filterRow in 0..<filterHeight {
      let y = row * stride + filterRow * dilation - padding
      let isInside = y >= 0 && y < height
      let start = ((image * height + y) * width) * channels + group * depth
      for column in 0..<outputWidth {
        let patch = column * length + filterRow * run
        let x = column * stride - padding
        guard dilation == 1 else {
          for pixel in 0..<filterWidth {
            let x = x + pixel * dilation
            let isInside = isInside && x >= 0 && x < width
            body(isInside ? start + x * channels : nil, patch + pixel * depth, depth)
          }
          continue
        }
        let (first, end) = (max(0, -x), min(filterWidth, width - x))
        guard isInside, first < end else {
          body(nil, patch, run)
          continue
        }
        if first > 0 { body(nil, patch, first * depth) }
        if groups == 1 {
          body(start + (x + first) * channels, patch + first * depth, (end - first) * depth)
        } else {
          for pixel in first..<end {
            body(start + (x + pixel) * channels, patch + pixel * depth, depth)
          }
        }
        if end < filterWidth { body(nil, patch + end * depth, (filterWidth - end) * depth) }
      }
    }
  }

  /// Writes the patches of output rows, counted through all images.
  func gather(
    _ rows: Range<Int>, group: Int, from images: UnsafePointer<Float>,
    into patches: UnsafeMutablePointer<Float>
  ) {
    for (place, row) in rows.enumerated() {
      let (image, row) = row.quotientAndRemainder(dividingBy: outputHeight)
      let patches = patches + place * outputWidth * length
      forEachRun(image: image, row: row, group: group) { from, to, count in
        if let from {
          for i in 0..<count { patches[to + i] = images[from + i] }
        } else {
          for i in 0..<count { patches[to + i] = 0 }
        }
      }
    }
  }

  /// Adds patches of output rows to the images that they came from.
  func scatter(
    _ rows: Range<Int>, group: Int, from patches: UnsafePointer<Float>,
    into images: UnsafeMutablePointer<Float>
  ) {
    for (place, row) in rows.enumerated() {
      let (image, row) = row.quotientAndRemainder(dividingBy: outputHeight)
      let patches = patches + place * outputWidth * length
      forEachRun(image: image, row: row, group: group) { to, from, count in
        if let to {
          for i in 0..<count { images[to + i] += patches[from + i] }
        }
      }
    }
  }
}
