import Tensors

/// A sound as models take it: the logarithm of the energy in each mel band, from moment to moment.
///
///     log max(Σ power x filter, floor)
///
/// Ears hear ratios of loudness, not differences, and a logarithm turns one into the other. It is the
/// natural one; ``Tensors/Tensor/decibels(relativeTo:floor:range:)`` has the other unit.
///
///     let logMel = LogMel(bands: 13, length: 256, step: 80, samplesPerSecond: 8000)
///     logMel(Tensor.zeros([8000])).shape   // [101, 13]
public struct LogMel: Sendable {
  /// The pieces and their spectra.
  public let transform: ShortTimeTransform
  /// The bands.
  public let filters: MelFilters
  /// The energy that silence counts as, since its logarithm has no end.
  public let floor: Float

  /// Bands of the pieces of a transform.
  public init(transform: ShortTimeTransform, filters: MelFilters, floor: Float = 1e-10) {
    required(try Self.check(transform.frequencyCount, filters.weights.shape[0], floor: floor))
    (self.transform, self.filters, self.floor) = (transform, filters, floor)
  }

  /// The usual: Hann windows and Slaney's bands over all frequencies.
  public init(bands: Int, length: Int, step: Int, samplesPerSecond: Int, floor: Float = 1e-10) {
    self.init(
      transform: ShortTimeTransform(length: length, step: step),
      filters: MelFilters(bands, length: length, samplesPerSecond: samplesPerSecond),
      floor: floor)
  }

  /// The logarithms, [pieces, bands], of a signal, [samples].
  public func callAsFunction(_ signal: Tensor) -> Tensor {
    let floor = floor
    return filters.energies(of: transform.power(of: signal))
      .mapped { $0.each { max($0, floor) } }.log()
  }

  package static func check(_ frequencies: Int, _ filtered: Int, floor: Float) throws(TensorError) {
    guard frequencies == filtered else {
      throw TensorError(
        "log mel: the transform has \(frequencies) frequencies and the filters \(filtered); make both "
          + "with one length")
    }
    guard floor > 0 else {
      throw TensorError("log mel: the floor is \(floor), and must be positive")
    }
  }
}
