import Tensors

/// The discrete Fourier transform of real signals of one length, and its inverse.
///
///     Xₖ = Σₙ xₙ e^(-2πi kn / N)        xₙ = 1/N Σₖ Xₖ e^(2πi kn / N)
///
/// Any length will do and takes N log N steps; powers of two are the fastest. It is computed in double
/// precision and equals NumPy's `rfft` and `irfft` to the last digit or two of single precision.
///
///     let transform = FourierTransform(length: 3)
///     let spectrum = transform.spectrum(of: Tensor([1, 2, 3]))
///     spectrum.real                       // [6, -1.5]
///     transform.signal(from: spectrum)    // [1, 2, 3]
public struct FourierTransform: Sendable {
  /// The number of samples.
  public let length: Int

  private enum Way {
    case radixTwo(RadixTwo)
    case chirp(Chirp)
  }

  private let way: Way

  /// A transform of signals of `length` samples, for which it keeps sines and cosines.
  public init(length: Int) {
    self = required(try FourierTransform(checking: length))
  }

  package init(checking length: Int) throws(TensorError) {
    guard length > 0, length <= 1 << 28 else {
      throw TensorError(
        "Fourier transform: signals of \(length) samples, and there must be between 1 and 2^28")
    }
    self.length = length
    way =
      length & (length - 1) == 0
      ? .radixTwo(RadixTwo(count: length)) : .chirp(Chirp(count: length))
  }

  /// The number of frequencies: half the samples, and one.
  public var frequencyCount: Int { length / 2 + 1 }

  /// The spectrum of signals, [..., length].
  public func spectrum(of signals: Tensor) -> Spectrum {
    required(try check(signals.shape, width: length, "signals"))
    let (length, frequencies) = (length, frequencyCount)
    let rows = signals.count / length
    let shape = signals.shape.dropLast() + [frequencies]
    var imaginary = Tensor.zeros(Array(shape))
    let real = signals.read { x in
      imaginary.change { imaginary in
        Tensor(shape: Array(shape)) { real in
          each(of: rows) { row, a, b in
            for n in 0..<length { (a[n], b[n]) = (Double(x[row * length + n]), 0) }
            transform(a, b)
            for k in 0..<frequencies {
              real[row * frequencies + k] = Float(a[k])
              imaginary[row * frequencies + k] = Float(b[k])
            }
          }
        }
      }
    }
    return Spectrum(real: real, imaginary: imaginary)
  }

  /// The signals that have a spectrum, [..., length]. Their sines of frequency 0, and of the highest
  /// where the length is even, count as 0: no real signal has them.
  public func signal(from spectrum: Spectrum) -> Tensor {
    required(try check(spectrum.real.shape, width: frequencyCount, "spectra"))
    let (length, frequencies) = (length, frequencyCount)
    let rows = spectrum.real.count / frequencies
    let shape = spectrum.real.shape.dropLast() + [length]
    return spectrum.real.read { real in
      spectrum.imaginary.read { imaginary in
        Tensor(shape: Array(shape)) { x in
          each(of: rows) { row, a, b in
            let (real, imaginary) = (real + row * frequencies, imaginary + row * frequencies)
            for k in 0..<frequencies {
              (a[k], b[k]) = (Double(real[k]), k == 0 || 2 * k == length ? 0 : Double(imaginary[k]))
              if k > 0 { (a[length - k], b[length - k]) = (a[k], -b[k]) }
            }
            // With the parts exchanged it is the inverse, but for the factor.
            transform(b, a)
            for n in 0..<length { x[row * length + n] = Float(a[n] / Double(length)) }
          }
        }
      }
    }
  }

  /// Every row may be on another thread, with room for its complex numbers.
  private func each(
    of rows: Int,
    _ body: (Int, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    Parallel.pieces(of: rows, size: max(1, 4096 / length)) { range in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * length) { buffer in
        for row in range { body(row, buffer.baseAddress!, buffer.baseAddress! + length) }
      }
    }
  }

  private func transform(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>
  ) {
    switch way {
    case .radixTwo(let plan): plan.transform(real, imaginary)
    case .chirp(let plan): plan.transform(real, imaginary)
    }
  }

  package func check(_ shape: [Int], width: Int, _ what: String) throws(TensorError) {
    guard shape.last == width else {
      throw TensorError(
        "Fourier transform of length \(length): \(what) of shape \(shape) should have \(width) numbers "
          + "along the last axis")
    }
  }
}
