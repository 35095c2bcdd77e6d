import Tensors

/// How the pixels between pixels are made up when images are made larger.
public enum UpsamplingMethod: Sendable {
  /// Each is that of the pixel which it lies in.
  case nearest
  /// Each is a mean of the four pixels around it, the nearer ones counting more.
  case bilinear
}

extension Tensor {
  /// Larger images; see ``Variable/upsampled(by:_:)``.
  ///
  ///     let image = Tensor(shape: [1, 1, 2, 1], scalars: [1, 3])
  ///     image.upsampled(by: 2).shape                             // [1, 2, 4, 1]
  ///     image.upsampled(by: 2).reshaped([2, 4])                  // [[1, 1, 3, 3], [1, 1, 3, 3]]
  ///     image.upsampled(by: 2, .bilinear).reshaped([2, 4]).row(0)  // [1, 1.5, 2.5, 3]
  public func upsampled(by factor: Int, _ method: UpsamplingMethod = .nearest) -> Tensor {
    let enlargement = required(try Enlargement(shape, by: factor, method))
    return read { x in
      Tensor(shape: enlargement.shape) { y in enlargement.forward(x, into: y) }
    }
  }
}

extension Variable {
  /// Images [number, height, width, channels] made larger by a whole factor, in height and width.
  ///
  /// Old and new images cover the same square. The centre of a new pixel is (i + ½) / factor - ½ of
  /// the old ones, and where that is before the first or after the last, it is that one.
  ///
  ///     y = Σ shares of the pixels around        ∂L/∂x = Σ ∂L/∂y times the share it had
  ///
  /// Nothing is kept.
  public func upsampled(by factor: Int, _ method: UpsamplingMethod = .nearest) -> Variable {
    let enlargement = required(try Enlargement(shape, by: factor, method))
    let shape = shape
    return recorded(value.upsampled(by: factor, method)) { gradient in
      var sums = Tensor.zeros(shape)
      gradient.read { gradient in sums.change { enlargement.backward(gradient, into: $0) } }
      return sums
    }
  }
}
