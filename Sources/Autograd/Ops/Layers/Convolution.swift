import Tensors

extension Variable {
  /// Images seen through filters: at every place, the sum of a patch of the image times each
  /// filter, plus a bias, then a function.
  ///
  /// Images are [number, height, width, channels] and filters [height, width, channels, outputs];
  /// with several groups, each group of outputs sees its own group of channels. The result is
  /// [number, height', width', outputs], where height' = (height + 2 padding - filter) / stride + 1.
  /// With a dilation of d, neighbours in a filter meet pixels d apart: the filter reaches over
  /// (filter - 1) d + 1 of them, at the same cost.
  ///
  /// With P the matrix of patches, a row for each place, it is a matrix product:
  ///
  ///     Y = f(P F + b)       ∂L/∂F = Pᵀ S       ∂L/∂b = Σ rows of S       where S = ∂L/∂Y f'
  ///     ∂L/∂P = S Fᵀ, added up where patches overlap, is the gradient of the images
  ///
  /// Patches are made a few rows at a time, in the cache, and made again on the way back. With as
  /// many groups as channels and outputs (a depthwise convolution) there are none: each channel is
  /// summed by itself, sixteen at a time. Images, filters and, with a function, the result are kept.
  public func convolved(
    with filters: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0,
    groups: Int = 1, dilation: Int = 1, activation: Activation = .identity
  ) -> Variable {
    let patches = required(
      try Patches(
        images: shape, filters: filters.shape, stride: stride, padding: padding, groups: groups,
        dilation: dilation))
    required(try Self.checkConvolutionBias(bias?.shape, outputs: patches.outputs))
    let (x, f) = (value, filters.value)
    let y = patches.forward(x, f, bias: bias?.value, activation)
    let kept = activation == .identity ? nil : y
    let (slot, filterSlot, biasSlot) = (slot, filters.slot, bias?.slot)
    return Variable.recorded(y, in: "convolution", from: [self, filters, bias]) {
      gradient, adjoints in
      if let kept { gradient.scale(bySlopeOf: activation, at: kept) }
      let sums = patches.backward(
        gradient, x, f, wantsImages: slot != nil, wantsFilters: filterSlot != nil)
      if let biasSlot {
        adjoints[biasSlot].add(gradient.reshaped([-1, patches.outputs]).sum(axes: [0]))
      }
      if let own = sums.filters { adjoints.add(own, to: filterSlot) }
      if let own = sums.images { adjoints.add(own, to: slot) }
    }
  }

  /// One number for each output.
  package static func checkConvolutionBias(
    _ bias: [Int]?, outputs: Int, in operation: String = "convolution"
  ) throws {
    guard (bias ?? [outputs]) == [outputs] else {
      throw TensorError(
        "\(operation): the bias has shape \(bias!), and for \(outputs) outputs it should be "
          + "[\(outputs)]")
    }
  }
}
