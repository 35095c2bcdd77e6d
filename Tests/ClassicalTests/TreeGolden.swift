import Classical
import Foundation
import Tensors
import TestSupport
import XCTest

/// What scikit-learn makes of small sets of rows (Tests/Golden/trees.py).
struct TreeGolden: Decodable {
  struct OneTree: Decodable {
    let answers: [[Float]]
    let leaves: Int
    let importances: [Float]
  }
  struct Cuts: Decodable {
    let rows: [Int]
    let cuts: [Double]
  }
  let rows, fresh: [[Float]]
  let gaps, freshGaps: [[Float?]]
  let labels, binary: [Int]
  let targets: [Float]
  let trees: [String: OneTree]
  let boosting: [String: [[Float]]]
  let cutsToPart: Cuts
  let isolation: [Float]

  static func load() throws -> TreeGolden {
    try JSONDecoder().decode(TreeGolden.self, from: Golden.data("trees.json"))
  }

  /// Rows whose gaps are not-a-number.
  static func matrix(_ rows: [[Float?]]) -> Tensor {
    Tensor(rows.map { row in row.map { $0 ?? .nan } })
  }
}

/// Rows and labels of which a tree can learn something, with gaps.
func someRows(
  _ count: Int, columns: Int = 6, gaps: Bool = true, seed: UInt64 = 4
) -> (rows: Tensor, labels: [Int], targets: Tensor) {
  var random = Random(seed: seed)
  var rows = Tensor.normal([count, columns], using: &random)
  let targets = (0..<count).map { row in
    rows[row, 0] * rows[row, 1] + (rows[row, 2] > 0.5 ? 2 : 0)
  }
  if gaps {
    for place in 0..<rows.count where random.below(9) == 0 { rows.scalars[place] = .nan }
  }
  return (rows, targets.map { $0 < 0 ? 0 : $0 < 1 ? 1 : 2 }, Tensor(targets))
}
