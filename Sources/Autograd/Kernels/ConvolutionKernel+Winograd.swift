import Tensors

extension Patches {
  /// The way with fewer multiplications, for filters of 3 x 3 that move by single pixels.
  var winograd: Winograd? {
    guard is3x3 else { return nil }
    return Winograd(
      images: images, imageHeight: height, imageWidth: width, channels: channels, above: padding,
      left: padding, height: outputHeight, width: outputWidth, outputs: outputs)
  }

  /// The same for the gradient of the images: the gradient of the sums, seen through the filters
  /// turned round.
  var winogradBack: Winograd? {
    guard is3x3, padding <= 2 else { return nil }
    return Winograd(
      images: images, imageHeight: outputHeight, imageWidth: outputWidth, channels: outputs,
      above: 2 - padding, left: 2 - padding, height: height, width: width, outputs: channels)
  }

  private var is3x3: Bool {
    filterHeight == 3 && filterWidth == 3 && stride == 1 && groups == 1 && dilation == 1
  }

  func forward(
    _ images: Tensor, _ filters: Tensor, bias: Tensor?, _ activation: Activation,
    by winograd: Winograd
  ) -> Tensor {
    reading(images, winograd.sums(ofFilters: filters), bias ?? .zeros([outputs])) {
      images, sums, bias in
      Tensor(shape: shape) { result in
        winograd.pieces { range in
          winograd.convolve(range, images, sums, into: result) {
            activation.finish($0, adding: bias, rows: $1, width: outputs)
          }
        }
      }
    }
  }

  func imageGradient(_ gradient: Tensor, _ filters: Tensor, by winograd: Winograd) -> Tensor {
    gradient.read { gradient in
      winograd.sums(ofFilters: reverse(filters)).read { sums in
        Tensor(shape: [images, height, width, channels]) { result in
          winograd.pieces { range in
            winograd.convolve(range, gradient, sums, into: result, finish: { _, _ in })
          }
        }
      }
    }
  }

  func filterGradient(_ gradient: Tensor, _ images: Tensor, by winograd: Winograd) -> Tensor {
    var sums = Tensor.zeros([16, channels, outputs])
    gradient.read { gradient in
      images.read { images in
        sums.change { sums in
          Rows.summing(
            self.images * winograd.squaresDown, width: winograd.squaresAcross * channels * outputs,
            sums: 16 * channels * outputs, pieces: 16, into: sums
          ) { range, sums in
            winograd.addGradients(range, gradient, images, to: sums)
          }
        }
      }
    }
    return winograd.filters(ofSums: sums)
  }
}

extension Winograd {
  /// Calls `body` with ranges of rows of squares on as many threads as there are.
  fileprivate func pieces(_ body: (Range<Int>) -> Void) {
    Parallel.pieces(of: images * squaresDown, size: 2 * rows, body)
  }
}
