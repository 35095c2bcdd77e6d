import Foundation
import TestSupport

/// What scikit-learn, SciPy and NumPy say (Tests/Golden/calibrating.py).
struct CalibratingGolden: Decodable {
  struct Isotonic: Decodable {
    let scores: [Double]
    let outcomes: [Int]
    let asked: [Double]
    let values: [Double]
  }
  struct Platt: Decodable {
    let scores: [Double]
    let outcomes: [Int]
    let scale: Double
    let shift: Double
  }
  struct Temperature: Decodable {
    let logits: [Float]
    let classes: Int
    let labels: [Int]
    let temperature: Double
  }
  struct Conformal: Decodable {
    let probabilities: [Float]
    let classes: Int
    let labels: [Int]
    let missing: Double
    let bar: Double?
  }
  struct Gain: Decodable {
    let scores: [Double]
    let worth: [Double]
    let first: Int?
    let gain: Double
  }
  struct Matthews: Decodable {
    let predicted: [Int]
    let labels: [Int]
    let correlation: Double
  }
  struct Percentage: Decodable {
    let predicted: [Float]
    let targets: [Float]
    let error: Double
  }
  let isotonic: [Isotonic]
  let platt: [Platt]
  let temperature: [Temperature]
  let conformal: [Conformal]
  let gain: [Gain]
  let matthews: [Matthews]
  let percentage: [Percentage]

  static func load() throws -> CalibratingGolden {
    try JSONDecoder().decode(CalibratingGolden.self, from: Golden.data("calibrating.json"))
  }
}
