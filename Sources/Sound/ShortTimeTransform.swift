import Tensors

/// The spectrum of a sound from moment to moment: short pieces, one every few samples, each weighed by
/// a window and transformed.
///
/// A long piece tells frequencies apart and not moments, a short one the other way round. Pieces and
/// their numbers are those of librosa's `stft`.
///
///     let transform = ShortTimeTransform(length: 4, step: 2)
///     transform.power(of: Tensor([1, 1, 1, 1])).shape   // [3, 3]
public struct ShortTimeTransform: Sendable {
  /// The samples of one piece.
  public let length: Int
  /// The samples between the beginnings of two pieces.
  public let step: Int
  /// The weights of the samples of a piece; where the window is shorter it stands in the middle.
  public let weights: Tensor
  /// Whether the first piece has the first sample in its middle, with silence before it.
  public let isCentered: Bool
  private let transform: FourierTransform

  /// Pieces of `length` samples, every `step` samples, under a window as long or shorter.
  public init(
    length: Int, step: Int, window: Window = .hann, windowLength: Int? = nil,
    isCentered: Bool = true
  ) {
    self = required(
      try ShortTimeTransform(
        checking: length, step: step, window: window, windowLength: windowLength ?? length,
        isCentered: isCentered))
  }

  package init(
    checking length: Int, step: Int, window: Window = .hann, windowLength: Int,
    isCentered: Bool = true
  ) throws(TensorError) {
    transform = try FourierTransform(checking: length)
    guard step > 0 else {
      throw TensorError("short-time transform: a step of \(step) samples, and it must be positive")
    }
    guard windowLength > 0, windowLength <= length else {
      throw TensorError(
        "short-time transform: a window of \(windowLength) samples, and pieces of \(length) need one "
          + "between 1 and that")
    }
    (self.length, self.step, self.isCentered) = (length, step, isCentered)
    let before = (length - windowLength) / 2
    let around = [before, length - windowLength - before].map { [Float](repeating: 0, count: $0) }
    weights = Tensor(around[0] + window.weights(windowLength).scalars + around[1])
  }

  /// The number of frequencies, from 0 to half the samples a second in even steps.
  public var frequencyCount: Int { transform.frequencyCount }

  /// The number of pieces in a signal of so many samples.
  public func pieceCount(of samples: Int) -> Int {
    let all = samples + (isCentered ? length / 2 * 2 : 0)
    return all < length ? 0 : (all - length) / step + 1
  }

  /// The weighed pieces of a signal, [samples], as [pieces, length].
  public func pieces(of signal: Tensor) -> Tensor {
    required(try Self.check(signal.shape))
    let (count, before) = (signal.count, isCentered ? length / 2 : 0)
    return signal.read { x in
      weights.read { weights in
        Tensor(shape: [pieceCount(of: count), length]) { result in
          for piece in 0..<pieceCount(of: count) {
            let (start, row) = (piece * step - before, result + piece * length)
            for n in 0..<length {
              let place = start + n
              row[n] = place < 0 || place >= count ? 0 : x[place] * weights[n]
            }
          }
        }
      }
    }
  }

  /// The spectrum of every piece of a signal, [pieces, frequencies].
  public func spectrum(of signal: Tensor) -> Spectrum {
    transform.spectrum(of: pieces(of: signal))
  }

  /// The power of every frequency in every piece of a signal, [pieces, frequencies].
  public func power(of signal: Tensor) -> Tensor {
    spectrum(of: signal).power
  }

  package static func check(_ shape: [Int]) throws(TensorError) {
    guard shape.count == 1 else {
      throw TensorError(
        "short-time transform: a signal of shape \(shape) should be [samples]; of a recording take "
          + "mono")
    }
  }
}
