import Classical
import Foundation
import TestSupport

/// What statsmodels makes of a small series (Tests/Golden/series.py).
struct SeriesGolden: Decodable {
  struct Decomposition: Decodable {
    let period: Int
    let multiplicative: Bool
    let trend, season, rest: [Double?]
  }
  struct Smoothing: Decodable {
    let trend, season: String
    let parameters, pattern, expected, means: [Double]
    let deviations: [Double]?
    let level, slope, sumOfSquares, best: Double
  }
  struct Moving: Decodable {
    let order, seasonal: [Int]
    let hasMean: Bool
    let own, surprises, seasonalOwn, seasonalSurprises: [Double]
    let mean, logLikelihood, variance, best: Double
    let differences, means, deviations: [Double]
  }
  struct Autoregressive: Decodable {
    let order: Int
    let constant, deviation, yuleWalkerDeviation: Double
    let weights, means, deviations, yuleWalker: [Double]
  }
  struct Trend: Decodable {
    let periods: [Double]
    let waves: [Int]
    let bends: Int
    let penalty, deviation: Double
    let trend, weights, means: [Double]
  }
  let series, correlations, partials: [Double]
  let decompositions: [Decomposition]
  let smoothings: [Smoothing]
  let movings: [Moving]
  let autoregressions: [Autoregressive]
  let trends: [Trend]

  static func load() throws -> SeriesGolden {
    try JSONDecoder().decode(SeriesGolden.self, from: Golden.data("series.json"))
  }
}
