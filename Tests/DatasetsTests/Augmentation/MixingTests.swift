import Datasets
import Tensors
import XCTest

final class MixingTests: XCTestCase {
  /// Eight images of 6 by 5 pixels with two channels, all scalars different, in three classes.
  private let images = ClassificationSet(
    images: Tensor(shape: [8, 6, 5, 2], scalars: (0..<480).map { Float($0) }),
    labels: [0, 1, 2, 0, 1, 2, 0, 1], classNames: ["a", "b", "c"])

  func testEveryExampleIsAnAverageOfTwoAndItsLabelIsToo() {
    var random = Random(seed: 1)
    let mixed = images.mixedUp(alpha: 0.4, using: &random)
    XCTAssertEqual(mixed.images.shape, [8, 6, 5, 2])
    var partners: Set<Int> = []
    for row in 0..<8 {
      // Scalars of a row count up from 60 times its number, so their mean says the mixture.
      let own = mixed.features.row(row).scalars
      let level = Double(own[0]) / 60
      for (place, scalar) in own.enumerated() {
        XCTAssertEqual(Double(scalar), 60 * level + Double(place), accuracy: 1e-3)
      }
      let shares = mixed.shares.row(row).scalars.map(Double.init)
      XCTAssertEqual(shares.reduce(0, +), 1, accuracy: 1e-6)
      let share = shares[images.labels[row]]
      let candidates = (0..<8).filter { other in
        if images.labels[other] == images.labels[row] { return abs(share - 1) < 1e-6 }
        return abs(share * Double(row) + (1 - share) * Double(other) - level) < 1e-4
          && shares[images.labels[other]] > 0
      }
      XCTAssertFalse(candidates.isEmpty, "row \(row)")
      partners.formUnion(candidates)
    }
    XCTAssertEqual(partners.count, 8)
  }

  func testEveryImageIsMadeOfItsOwnPixelsAndARectangleOfAnother() {
    var random = Random(seed: 2)
    var sizes: Set<Int> = []
    for _ in 0..<50 {
      let mixed = images.cutMixed(using: &random)
      for row in 0..<8 {
        let own = mixed.features.row(row).scalars
        let origins = own.enumerated().map { (Int($1) - $0) / 60 }
        let foreign = origins.indices.filter { origins[$0] != row }
        let others = Set(foreign.map { origins[$0] })
        XCTAssertLessThanOrEqual(others.count, 1)
        sizes.insert(foreign.count)
        // A rectangle: as many pixels as the rows and columns that it touches.
        let rows = Set(foreign.map { $0 / 10 })
        let columns = Set(foreign.map { $0 % 10 / 2 })
        XCTAssertEqual(foreign.count, rows.count * columns.count * 2)
        let partner = others.first ?? row
        let share = 1 - Float(foreign.count) / 60
        var expected = [Float](repeating: 0, count: 3)
        expected[images.labels[row]] += share
        expected[images.labels[partner]] += 1 - share
        for (found, expected) in zip(mixed.shares.row(row).scalars, expected) {
          XCTAssertEqual(found, expected, accuracy: 1e-6)
        }
      }
    }
    XCTAssertGreaterThan(sizes.count, 8)
    XCTAssertTrue(sizes.contains(0))
  }

  func testTheSameSeedGivesTheSameMixtures() {
    func mixed(_ seed: UInt64) -> [MixedExamples] {
      var random = Random(seed: seed)
      return [images.mixedUp(using: &random), images.cutMixed(using: &random)]
    }
    XCTAssertEqual(mixed(3), mixed(3))
    XCTAssertNotEqual(mixed(3), mixed(4))
  }

  /// However many words the shares took, what follows is drawn from the same place.
  func testWhatFollowsDoesNotDependOnTheShares() {
    var (first, second) = (Random(seed: 5), Random(seed: 5))
    _ = images.mixedUp(alpha: 0.1, using: &first)
    _ = images.mixedUp(alpha: 8, using: &second)
    XCTAssertEqual(first, second)
  }

  func testSharesHaveTheMomentsOfTheBetaDistribution() {
    for shape in [0.05, 0.2, 0.7, 1, 3, 20] {
      var random = Random(seed: 6)
      let draws = (0..<20_000).map { _ in random.beta(shape) }
      XCTAssertTrue(draws.allSatisfy { (0...1).contains($0) })
      let mean = draws.reduce(0, +) / 20_000
      let variance = draws.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / 20_000
      XCTAssertEqual(mean, 0.5, accuracy: 0.013, "\(shape)")
      XCTAssertEqual(variance * 4 * (2 * shape + 1), 1, accuracy: 0.03, "\(shape)")
    }
    // Even for a shape of 1: a tenth of the draws in each tenth.
    var random = Random(seed: 7)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[min(9, Int(random.beta(1) * 10))] += 1 }
    XCTAssertTrue(counts.allSatisfy { abs($0 - 1000) < 120 }, "\(counts)")
  }

  func testMisuseIsASentence() {
    for alpha in [0, -1, .nan, .infinity] {
      XCTAssertThrowsError(try images.checkMixing(alpha: alpha)) {
        XCTAssertEqual(
          "\($0)",
          "Mixing draws shares from a beta distribution, whose shape is above 0 and finite; it was "
            + "\(alpha).")
      }
    }
  }

  func testAnEmptySetMixesToNothing() {
    var random = Random(seed: 8)
    let none = images.rows([])
    XCTAssertEqual(none.mixedUp(using: &random).count, 0)
    XCTAssertEqual(none.cutMixed(using: &random).images.shape, [0, 6, 5, 2])
  }
}
