import Tensors

/// Filters that gather the frequencies of a spectrum into a few bands, as wide as the ear hears them.
///
/// Each is a triangle, from 0 at the middle of the band before to 1 at its own middle and to 0 at the
/// middle of the next; the middles are evenly spaced in mels. They are librosa's, `filters.mel`, row
/// for column. Where bands are narrower than the distance of two frequencies a filter may be empty.
///
///     let filters = MelFilters(40, length: 512, samplesPerSecond: 16_000)
///     filters.weights.shape   // [257, 40]
public struct MelFilters: Sendable, Equatable {
  /// How much of each frequency goes into each band, [frequencies, bands].
  public let weights: Tensor
  /// The middle of each band, in hertz.
  public let middles: [Double]

  /// Filters of a transform of `length` samples, between two frequencies; where no highest is given
  /// it is the highest there is, half the samples a second.
  ///
  /// - Parameter hasEqualAreas: Divides each triangle by half its width in hertz, so that noise of all
  ///   frequencies gives every band the same: Slaney's way, and librosa's. Otherwise all peaks are 1.
  public init(
    _ count: Int, length: Int, samplesPerSecond: Int, from lowest: Double = 0,
    to highest: Double? = nil, scale: MelScale = .slaney, hasEqualAreas: Bool = true
  ) {
    self = required(
      try MelFilters(
        checking: count, length: length, samplesPerSecond: samplesPerSecond, from: lowest,
        to: highest ?? Double(samplesPerSecond) / 2, scale: scale, hasEqualAreas: hasEqualAreas))
  }

  package init(
    checking count: Int, length: Int, samplesPerSecond: Int, from lowest: Double = 0,
    to highest: Double, scale: MelScale = .slaney, hasEqualAreas: Bool = true
  ) throws(TensorError) {
    guard count > 0, length > 0 else {
      throw TensorError(
        "mel filters: \(count) bands of a transform of \(length) samples, and both must be positive"
      )
    }
    let end = Double(samplesPerSecond) / 2
    guard lowest >= 0, lowest < highest, highest <= end else {
      throw TensorError(
        "mel filters: bands from \(lowest) to \(highest) hertz, which should rise and lie between 0 "
          + "and \(end), half the samples a second")
    }
    let (bottom, top) = (scale.mels(at: lowest), scale.mels(at: highest))
    let corners = (0...(count + 1)).map { place in
      scale.hertz(at: bottom + (top - bottom) * Double(place) / Double(count + 1))
    }
    let frequencies = length / 2 + 1
    var weights = Tensor.zeros([frequencies, count])
    for band in 0..<count {
      let (left, middle, right) = (corners[band], corners[band + 1], corners[band + 2])
      let factor = hasEqualAreas ? 2 / (right - left) : 1
      for place in 0..<frequencies {
        let hertz = Double(place) * Double(samplesPerSecond) / Double(length)
        let height = min((hertz - left) / (middle - left), (right - hertz) / (right - middle))
        weights.scalars[place * count + band] = Float(max(0, height) * factor)
      }
    }
    self.weights = weights
    middles = Array(corners[1...count])
  }

  /// What each band holds, [..., bands], of the power of the frequencies, [..., frequencies].
  public func energies(of power: Tensor) -> Tensor {
    power.matmul(weights)
  }
}
