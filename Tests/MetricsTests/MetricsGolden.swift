import Foundation
import TestSupport
import XCTest

/// What scikit-learn says (Tests/Golden/metrics.py).
struct MetricsGolden: Decodable {
  struct Classification: Decodable {
    let labels: [Int]
    let predicted: [Int]
    let names: [String]
    let accuracy: Double
    let confusion: [[Int]]
    let perClass: [[Double]]
    let present: [String: [Double]]
    let all: [String: [Double]]
    let report: String
  }

  struct Ranking: Decodable {
    let labels: [Int]
    let scores: [Float]
    let fpr: [Double?]
    let tpr: [Double?]
    let area: Double?
    let precision: [Double]
    let recall: [Double]
    let thresholds: [Double]
    let averagePrecision: Double
  }

  struct Probabilities: Decodable {
    let labels: [Int]
    let rows: [[Float]]
    let logLoss: Double
    let brier: Double
    let area: Double?
    let topK: [Double]
    let calibrationError: Double
  }

  struct Regression: Decodable {
    let predicted: [Float]
    let targets: [Float]
    let rSquared: Double?
    let meanSquaredError: Double
    let rootMeanSquaredError: Double
    let meanAbsoluteError: Double
  }

  struct Student: Decodable {
    let degrees: Double
    let probability: Double
    let quantile: Double
  }

  let classification: [Classification]
  let ranking: [Ranking]
  let probabilities: [Probabilities]
  let regression: [Regression]
  let student: [Student]

  static func load() throws -> MetricsGolden {
    try JSONDecoder().decode(MetricsGolden.self, from: Golden.data("metrics.json"))
  }
}

/// Compares numbers to twelve digits; nil stands for NaN. Lists of different lengths differ.
func assertClose(
  _ ours: [Double], _ theirs: [Double?], tolerance: Double = 1e-12, _ what: String = "",
  line: UInt = #line
) {
  XCTAssertEqual(ours.count, theirs.count, what, line: line)
  for (place, (ours, theirs)) in zip(ours, theirs).enumerated() {
    if let theirs {
      XCTAssertEqual(
        ours, theirs, accuracy: tolerance * max(1, abs(theirs)), "\(what) at \(place)", line: line)
    } else {
      XCTAssertTrue(ours.isNaN, "\(what) at \(place) is \(ours), not NaN", line: line)
    }
  }
}
