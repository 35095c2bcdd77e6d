import Foundation
import TestSupport

/// What SciPy, statsmodels and scikit-learn say (Tests/Golden/statistics.py).
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

  let calibration: [CalibrationCurve]
  let shares: [Share]
  let normal: [Normal]
  let beta: [Beta]

  static func load() throws -> StatisticsGolden {
    try JSONDecoder().decode(StatisticsGolden.self, from: Golden.data("statistics.json"))
  }
}
