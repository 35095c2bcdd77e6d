import Tensors

extension Variable {
  /// A convolution backwards: every pixel writes itself, times each filter, over a patch of a larger
  /// image, and what is written over one another is added up.
  ///
  /// Images are [number, height, width, channels] and filters [height, width, outputs, channels]: those
  /// of the convolution from the result to the images. The result is [number, height', width',
  /// outputs], where height' = (height - 1) stride - 2 padding + filter + extra. Several heights are
  /// made into the same one by a convolution with a stride; `extra` rows and columns, fewer than the
  /// stride, say which of them is meant.
  ///
  /// With C the convolution with these filters, stride and padding, as a matrix, it is
  ///
  ///     Y = f(Cᵀ X + b)      ∂L/∂X = C S      ∂L/∂b = Σ S      where S = ∂L/∂Y f'
  ///     ∂L/∂F is that of the convolution of S whose sums have the gradient X
  ///
  /// Images, filters and, with a function, the result are kept.
  public func transposeConvolved(
    with filters: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0,
    extra: Int = 0, activation: Activation = .identity
  ) -> Variable {
    let patches = required(
      try Patches(
        transposed: shape, filters: filters.shape, stride: stride, padding: padding, extra: extra))
    let outputs = patches.channels
    let name = "transposed convolution"
    required(try Self.checkConvolutionBias(bias?.shape, outputs: outputs, in: name))
    let (x, f) = (value, filters.value)
    var sums = patches.backward(x, .zeros([0]), f, wantsImages: true, wantsFilters: false).images!
    sums.finish(adding: bias?.value, activation)
    let y = sums
    let kept = activation == .identity ? nil : y
    let (slot, filterSlot, biasSlot) = (slot, filters.slot, bias?.slot)
    return Variable.recorded(y, in: name, from: [self, filters, bias]) { gradient, adjoints in
      if let kept { gradient.scale(bySlopeOf: activation, at: kept) }
      if let biasSlot {
        adjoints[biasSlot].add(gradient.reshaped([-1, outputs]).sum(axes: [0]))
      }
      if filterSlot != nil {
        let own = patches.backward(x, gradient, f, wantsImages: false, wantsFilters: true).filters!
        adjoints.add(own, to: filterSlot)
      }
      if slot != nil { adjoints.add(patches.forward(gradient, f, bias: nil, .identity), to: slot) }
    }
  }
}

extension Patches {
  /// The convolution that leads from the result of a transposed one back to its images.
  package init(
    transposed images: [Int], filters: [Int], stride: Int, padding: Int, extra: Int
  ) throws {
    func what() -> String { "transposed convolution of images \(images) by filters \(filters)" }
    guard images.count == 4, filters.count == 4, images[3] == filters[3] else {
      throw TensorError(
        "\(what()): images have the axes [number, height, width, channels] and filters [height, "
          + "width, outputs, channels], with as many channels")
    }
    guard images[1] >= 1, images[2] >= 1, filters[0] >= 1, filters[1] >= 1 else {
      throw TensorError("\(what()): there must be a pixel at least in images and in filters")
    }
    guard (1...Int(Int32.max)).contains(stride), (0...Int(Int32.max)).contains(padding),
      extra >= 0, extra < stride
    else {
      throw TensorError(
        "\(what()): stride \(stride) and padding \(padding) must be at least 1 and 0, and the extra "
          + "rows \(extra) at least 0 and fewer than the stride")
    }
    _ = try Shape.count([images[1], stride], in: what())
    _ = try Shape.count([images[2], stride], in: what())
    let height = (images[1] - 1) * stride - 2 * padding + filters[0] + extra
    let width = (images[2] - 1) * stride - 2 * padding + filters[1] + extra
    guard height >= 1, width >= 1 else {
      throw TensorError("\(what()): a padding of \(padding) takes all of the result away")
    }
    try self.init(
      images: [images[0], height, width, filters[2]], filters: filters, stride: stride,
      padding: padding, groups: 1)
  }
}
