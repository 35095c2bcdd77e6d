import Foundation

/// A scale of pitch on which steps that sound alike are equal: below 1000 hertz nearly even, above it
/// by ratios. Two formulas go by this name, and filters made by one are not those of the other.
public enum MelScale: Sendable, Equatable, CaseIterable {
  /// Of Slaney's Auditory Toolbox, librosa's own: 15 mels are 1000 hertz; below, 3 mels are 200 hertz,
  /// and above, 27 mels are a factor of 6.4.
  case slaney
  /// Of the Hidden Markov Toolkit: 2595 log10(1 + f / 700).
  case htk

  /// The place of a frequency on the scale.
  ///
  ///     MelScale.slaney.mels(at: 1000)   // 15
  ///     MelScale.htk.mels(at: 700)       // 781.17
  public func mels(at hertz: Double) -> Double {
    switch self {
    case .slaney:
      hertz < Self.bend
        ? hertz / Self.step : Self.bend / Self.step + log(hertz / Self.bend) / Self.ratio
    case .htk: 2595 * log10(1 + hertz / 700)
    }
  }

  /// The frequency at a place of the scale.
  ///
  ///     MelScale.slaney.hertz(at: 42)    // 6400
  public func hertz(at mels: Double) -> Double {
    switch self {
    case .slaney:
      mels < Self.bend / Self.step
        ? mels * Self.step : Self.bend * exp((mels - Self.bend / Self.step) * Self.ratio)
    case .htk: 700 * (pow(10, mels / 2595) - 1)
    }
  }

  /// Where the even part ends, the hertz of one of its mels, and the logarithm of the ratio of two
  /// frequencies a mel apart above it.
  private static let (bend, step, ratio) = (1000.0, 200.0 / 3, log(6.4) / 27)
}
