import Tensors

/// How much of each frequency a real signal holds: N / 2 + 1 complex numbers for N samples, in the
/// parts of their own. The others are the mirror image of these.
///
///     let spectrum = FourierTransform(length: 4).spectrum(of: Tensor([1, 0, -1, 0]))
///     spectrum.real     // [0, 2, 0]
///     spectrum.power    // [0, 4, 0]
public struct Spectrum: Sendable, Equatable {
  /// The cosines, [..., frequencies].
  public let real: Tensor
  /// The sines, with the sign that the convention e^(-2πi kn / N) gives them.
  public let imaginary: Tensor

  /// A spectrum of its two parts, which have one shape.
  public init(real: Tensor, imaginary: Tensor) {
    self = required(try Spectrum(checking: real, imaginary))
  }

  package init(checking real: Tensor, _ imaginary: Tensor) throws(TensorError) {
    guard real.shape == imaginary.shape, real.rank > 0 else {
      throw TensorError(
        "making a spectrum: the real part has shape \(real.shape) and the imaginary \(imaginary.shape), "
          + "which must be equal, with at least one axis")
    }
    (self.real, self.imaginary) = (real, imaginary)
  }

  /// The square of the size of each number.
  public var power: Tensor { real * real + imaginary * imaginary }

  /// The size of each number.
  public var magnitude: Tensor { power.squareRoot() }
}
