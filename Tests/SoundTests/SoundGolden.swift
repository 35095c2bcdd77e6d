import Foundation
import TestSupport
import Tensors

/// What NumPy, SciPy, librosa and libsndfile say (Tests/Golden/sound.py).
struct SoundGolden: Decodable {
  struct Transform: Decodable {
    let length: Int
    let signal: GoldenTensor
    let real: GoldenTensor
    let imaginary: GoldenTensor
    let backReal: GoldenTensor
    let backImaginary: GoldenTensor
    let back: GoldenTensor
  }

  struct Window: Decodable {
    let name: String
    let count: Int
    let isPeriodic: Bool
    let weights: GoldenTensor
  }

  struct Spectrogram: Decodable {
    let signal: GoldenTensor
    let length: Int
    let step: Int
    let windowLength: Int
    let window: String
    let isCentered: Bool
    let power: GoldenTensor
  }

  struct Scale: Decodable {
    let name: String
    let hertz: [Double]
    let mels: [Double]
    let back: [Double]
  }

  struct Filters: Decodable {
    let rate: Int
    let length: Int
    let count: Int
    let lowest: Double
    let highest: Double
    let scale: String
    let hasEqualAreas: Bool
    let weights: GoldenTensor
  }

  struct Features: Decodable {
    let signal: GoldenTensor
    let mel: GoldenTensor
    let logMel: GoldenTensor
    let decibels: GoldenTensor
    let ranged: GoldenTensor
    let cepstrum: GoldenTensor
    let cosines: GoldenTensor
  }

  struct File: Decodable {
    let kind: String
    let format: String
    let rate: Int
    let bytes: Data
    let samples: GoldenTensor
  }

  let transforms: [Transform]
  let windows: [Window]
  let spectrograms: [Spectrogram]
  let scales: [Scale]
  let filters: [Filters]
  let features: Features
  let files: [File]

  static func load() throws -> SoundGolden {
    try JSONDecoder().decode(SoundGolden.self, from: Golden.data("sound.json"))
  }
}
