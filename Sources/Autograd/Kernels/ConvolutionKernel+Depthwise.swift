import Tensors

extension Patches {
  /// Whether every channel has one filter, and each filter one channel.
  var isDepthwise: Bool { groups > 1 && groups == channels && groups == outputs }

  /// From the images to the sums, or from the gradients of the sums back to those of the images.
  private func depthwise(isBack: Bool) -> Depthwise {
    func taps(_ image: Int, _ sums: Int, _ size: Int) -> Taps {
      Taps(
        isBack ? image : sums, source: isBack ? sums : image, size: size, stride: stride,
        padding: padding, dilation: dilation, isBack: isBack)
    }
    return Depthwise(
      images: images, channels: channels, filterHeight: filterHeight,
      filterWidth: filterWidth,
      sourceHeight: isBack ? outputHeight : height, sourceWidth: isBack ? outputWidth : width,
      rows: taps(height, outputHeight, filterHeight),
      columns: taps(width, outputWidth, filterWidth))
  }

  /// The sums, with bias and function while a row of them is in the cache.
  func depthwise(
    _ images: Tensor, _ filters: Tensor, bias: Tensor?, _ activation: Activation
  ) -> Tensor {
    reading(images, filters, bias ?? .zeros([outputs])) { images, filters, bias in
      Tensor(shape: shape) { result in
        depthwise(isBack: false).sums(images, filters, into: result) {
          activation.finish($0, adding: bias, rows: outputWidth, width: outputs)
        }
      }
    }
  }

  func depthwiseImageGradient(_ gradient: Tensor, _ filters: Tensor) -> Tensor {
    gradient.read { gradient in
      filters.read { filters in
        Tensor(shape: [images, height, width, channels]) { result in
          depthwise(isBack: true).sums(gradient, filters, into: result, finish: { _ in })
        }
      }
    }
  }

  func depthwiseFilterGradient(_ gradient: Tensor, _ images: Tensor) -> Tensor {
    var sums = Tensor.zeros([filterHeight, filterWidth, 1, outputs])
    gradient.read { gradient in
      images.read { images in
        sums.change { sums in
          depthwise(isBack: false).addFilterGradients(gradient, images, to: sums)
        }
      }
    }
    return sums
  }
}
