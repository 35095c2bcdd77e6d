import Foundation
import TestSupport

/// What SciPy, statsmodels and scikit-learn say (Tests/Golden/statistical.py).
struct StatisticsGolden: Decodable {
  struct CalibrationCurve: Decodable {
    let probabilities: [Double]
    let outcomes: [Int]
    let bins: Int
    let said: [Double]
    let cameTrue: [Double]
  }

  struct Share: Decodable {
    let successes: Int
    let count: Int
    let level: Double
    let wilson: [Double]
    let clopperPearson: [Double]
  }

  struct Normal: Decodable {
    let probability: Double
    let quantile: Double
  }

  struct Beta: Decodable {
    let a: Double
    let b: Double
    let probability: Double
    let quantile: Double
  }

  struct Permutation: Decodable {
    let first: [Double]
    let second: [Double]
    let probability: Double
  }

  struct Disagreement: Decodable {
    let onlyFirst: Int
    let onlySecond: Int
    let probability: Double
  }

  struct Several: Decodable {
    let probabilities: [Double]
    let holm: [Double]
    let benjaminiHochberg: [Double]
  }

  struct Comparison: Decodable {
    let first: Double
    let second: Double
    let rows: Int
    let level: Double
    let power: Double
  }

  struct Fit: Decodable {
    let rows: [[Double]]
    let targets: [Double]
    let coefficients: [Double]
    let errors: [Double]
    let deviation: Double
    let intervals: [[Double]]
  }

  let paired: [Permutation]
  let unpaired: [Permutation]
  let mcnemar: [Disagreement]
  let several: [Several]
  let power: [Comparison]
  let leastSquares: [Fit]
  let calibration: [CalibrationCurve]
  let shares: [Share]
  let normal: [Normal]
  let beta: [Beta]

  static func load() throws -> StatisticsGolden {
    try JSONDecoder().decode(StatisticsGolden.self, from: Golden.data("statistical.json"))
  }
}
