import Tensors

extension Patches {
  /// The convolution, then bias and function while a band of the result is still in the cache.
  func forward(
    _ images: Tensor, _ filters: Tensor, bias: Tensor?, _ activation: Activation
  ) -> Tensor {
    if let winograd { return forward(images, filters, bias: bias, activation, by: winograd) }
    if isDepthwise { return depthwise(images, filters, bias: bias, activation) }
    let (rows, width) = (self.images * outputHeight, outputWidth * outputs)
    let (band, length) = (areRead ? imageBand.step(of: outputHeight) : band, length)
    return reading(images, filters, bias ?? .zeros([outputs])) { images, filters, bias in
      Tensor(shape: shape) { result in
        Parallel.pieces(of: rows, size: band) { range in
          guard !areRead else {
            imageBand.convolve(
              range, of: outputHeight, images, filters, outputs: outputs, into: result
            ) { activation.finish($0, adding: bias, rows: $1, width: outputs) }
            return
          }
          withUnsafeTemporaryAllocation(
            of: Float.self, capacity: areImages ? 1 : range.count * outputWidth * length
          ) { buffer in
            let result = result + range.lowerBound * width
            for group in 0..<groups {
              multiply(range, group, images, filters, buffer.baseAddress!, result)
            }
            activation.finish(result, adding: bias, rows: range.count * outputWidth, width: outputs)
          }
        }
      }
    }
  }

  private func multiply(
    _ range: Range<Int>, _ group: Int, _ images: UnsafePointer<Float>,
    _ filters: UnsafePointer<Float>, _ patches: UnsafeMutablePointer<Float>,
    _ result: UnsafeMutablePointer<Float>
  ) {
    let share = outputs / groups
    var left = UnsafePointer(patches)
    if areImages {
      left = images + range.lowerBound * width * channels
    } else {
      gather(range, group: group, from: images, into: patches)
    }
    Tile.multiply(
      rows: range.count * outputWidth, columns: share, shared: length,
      .init(left, stride: length), .init(filters + group * share, stride: outputs),
      into: result + group * share, stride: outputs)
  }

  /// The gradients of images and filters, each if wanted, from that of the sums. Where that of the
  /// filters is not wanted, the images may be missing.
  ///
  /// Images are shared out among the cores; each adds to a filter gradient of its own. Where patches
  /// are made, they are made again rather than kept, and their gradients take their place.
  func backward(
    _ gradient: Tensor, _ images: Tensor, _ filters: Tensor, wantsImages: Bool, wantsFilters: Bool
  ) -> (images: Tensor?, filters: Tensor?) {
    if let there = winograd, let back = winogradBack {
      return (
        wantsImages ? imageGradient(gradient, filters, by: back) : nil,
        wantsFilters ? filterGradient(gradient, images, by: there) : nil
      )
    }
    guard !isDepthwise else {
      return (
        wantsImages ? depthwiseImageGradient(gradient, filters) : nil,
        wantsFilters ? depthwiseFilterGradient(gradient, images) : nil
      )
    }
    let perImage = height * width * channels
    var filterGradient = Tensor.zeros(filters.shape)
    var imageGradient = Tensor.zeros(wantsImages ? [self.images, height, width, channels] : [0])
    let turned = isReversible && wantsImages ? reverse(filters) : filters
    reading(gradient, images, turned) { gradient, images, filters in
      filterGradient.change { filterSums in
        imageGradient.change { imageSums in
          let work = outputHeight * outputWidth * length
          Rows.summing(
            self.images, width: max(work, perImage), sums: filterGradientCount, pieces: 16,
            into: filterSums
          ) { range, filterSums in
            backward(
              range, gradient, images, filters, wantsImages ? imageSums : nil,
              wantsFilters ? filterSums : nil)
          }
        }
      }
    }
    return (wantsImages ? imageGradient : nil, wantsFilters ? filterGradient : nil)
  }

  private var filterGradientCount: Int { length * outputs }

  /// The part of the gradients that flows through some images, each in the way that suits.
  private func backward(
    _ images: Range<Int>, _ gradient: UnsafePointer<Float>, _ pixels: UnsafePointer<Float>,
    _ filters: UnsafePointer<Float>, _ imageSums: UnsafeMutablePointer<Float>?,
    _ filterSums: UnsafeMutablePointer<Float>?
  ) {
    if areRead, let filterSums {
      for image in images {
        imageBand.addFilterGradients(
          gradient + image * outputHeight * outputWidth * outputs, rows: outputHeight,
          pixels + image * height * width * channels, outputs: outputs, to: filterSums)
      }
    }
    if isReversible, let imageSums {
      gradientBand.convolve(
        images.lowerBound * height..<images.upperBound * height, of: height, gradient, filters,
        outputs: channels, into: imageSums, finish: { _, _ in })
    }
    let rows = images.lowerBound * outputHeight..<images.upperBound * outputHeight
    for start in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: band) {
      backwardThroughCopies(
        start..<min(start + band, rows.upperBound), gradient, pixels, filters,
        isReversible ? nil : imageSums, areRead ? nil : filterSums)
    }
  }

  /// The part of the gradients that flows through a band of output rows, by copies of patches.
  private func backwardThroughCopies(
    _ band: Range<Int>, _ gradient: UnsafePointer<Float>, _ images: UnsafePointer<Float>,
    _ filters: UnsafePointer<Float>, _ imageSums: UnsafeMutablePointer<Float>?,
    _ filterSums: UnsafeMutablePointer<Float>?
  ) {
    guard imageSums != nil || filterSums != nil else { return }
    let (rows, share, length) = (band.count * outputWidth, outputs / groups, length)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * length) { buffer in
      let patches = buffer.baseAddress!
      for group in 0..<groups {
        let sums = Tile.Operand(
          gradient + band.lowerBound * outputWidth * outputs + group * share, stride: outputs)
        if let filterSums {
          gather(band, group: group, from: images, into: patches)
          Tile.multiply(
            rows: length, columns: share, shared: rows,
            .init(patches, stride: length, isTransposed: true), sums,
            into: filterSums + group * share, stride: outputs, adding: true)
        }
        if let imageSums {
          Tile.multiply(
            rows: rows, columns: length, shared: share, sums,
            .init(filters + group * share, stride: outputs, isTransposed: true),
            into: patches, stride: length)
          scatter(band, group: group, from: patches, into: imageSums)
        }
      }
    }
  }
}
