import Ladder
import XCTest

/// Examples with a weight each, which a reader's own loss would use.
private struct WeighedSet: DataSet {
  let features: Tensor
  let weights: [Float]

  var count: Int { weights.count }

  func rows(_ numbers: [Int]) -> WeighedSet {
    WeighedSet(features: features.rows(numbers), weights: numbers.map { weights[$0] })
  }

  func withFeatures(_ features: Tensor) -> WeighedSet {
    WeighedSet(features: features, weights: weights)
  }
}

extension Score {
  /// The share of predictions that are off by no more than a tolerance.
  fileprivate static func share(
    of predicted: Tensor, targets: Tensor, within tolerance: Float
  ) -> Double {
    Double(((predicted - targets).abs() .<= tolerance).mean().scalar)
  }
}

extension Figure {
  /// Values as dots on stems: a mark put together from marks.
  fileprivate func lollipops(_ values: [Double], label: String) -> Figure {
    values.enumerated().reduce(self) { figure, stem in
      figure.line([Double(stem.offset), Double(stem.offset)], [0, stem.element])
    }.scatter(values.indices.map(Double.init), values, label: label)
  }
}

final class DataTests: XCTestCase {
  func testADataSetOfOnesOwnIsSplitShuffledAndBatched() {
    var random = Random(seed: 5)
    let all = WeighedSet(
      features: Tensor.range(0..<10).reshaped([10, 1]), weights: (0..<10).map { Float($0) })
    let parts = all.split(Split(train: [0, 2, 4, 6, 8, 9], test: [1, 3, 5, 7]))
    XCTAssertEqual(parts.test.open("a test of the library").weights, [1, 3, 5, 7])
    var seen: [Float] = []
    for batch in parts.train.batches(of: 4, shuffledBy: &random) {
      XCTAssertEqual(batch.features.scalars, batch.weights)
      seen += batch.weights
    }
    XCTAssertEqual(seen.sorted(), [0, 2, 4, 6, 8, 9])
    let standard = Standardizer(fittedTo: parts.train)
    XCTAssertEqual(standard(parts.train).count, 6)
  }

  func testAMetricOfOnesOwn() {
    let share = Score.share(
      of: Tensor([1, 2, 3, 4]), targets: Tensor([1, 2.5, 5, 4]), within: 0.5)
    XCTAssertEqual(share, 0.75)
  }

  func testAMarkOfOnesOwn() {
    let figure = Figure("Dots on stems").lollipops([1, 3, 2], label: "height")
    XCTAssertFalse(figure.png().isEmpty)
  }
}
