import Datasets
import Foundation
import Tensors
import XCTest

final class SyntheticTests: XCTestCase {
  /// The features of one example.
  func row(_ set: some DataSet, _ number: Int) -> [Double] {
    let width = set.features.shape[1]
    return set.features.scalars[(number * width)..<((number + 1) * width)].map(Double.init)
  }

  func testTheSameSeedGivesTheSameSet() {
    let makers: [(inout Random) -> ClassificationSet] = [
      { .moons(count: 20, using: &$0) }, { .circles(count: 20, using: &$0) },
      { .spirals(count: 20, classes: 3, using: &$0) }, { .blobs(count: 20, using: &$0) },
      { .xor(count: 20, using: &$0) },
    ]
    for make in makers {
      let sets = ([3, 3, 4] as [UInt64]).map { seed in
        var random = Random(seed: seed)
        return make(&random)
      }
      XCTAssertEqual(sets[0], sets[1])
      XCTAssertNotEqual(sets[0], sets[2])
      XCTAssertEqual(sets[0].count, 20)
      XCTAssertLessThanOrEqual(
        sets[0].classCounts.max()! - sets[0].classCounts.min()!, 1)
      var random = Random(seed: 1)
      XCTAssertNotEqual(sets[0].labels, sets[0].labels.sorted())
      XCTAssertEqual(ClassificationSet.moons(count: 0, using: &random).count, 0)
    }
  }

  func testMoonsAreTwoHalfCircles() {
    var random = Random(seed: 1)
    let moons = ClassificationSet.moons(count: 101, noise: 0, using: &random)
    XCTAssertEqual(moons.classCounts, [50, 51])
    for number in 0..<101 {
      let (x, y) = (row(moons, number)[0], row(moons, number)[1])
      if moons.labels[number] == 0 {
        XCTAssertEqual(hypot(x, y), 1, accuracy: 1e-6)
        XCTAssertGreaterThanOrEqual(y, -1e-6)
      } else {
        XCTAssertEqual(hypot(x - 1, y - 0.5), 1, accuracy: 1e-6)
        XCTAssertLessThanOrEqual(y, 0.5 + 1e-6)
      }
    }
  }

  func testCirclesHaveTheirRadii() {
    var random = Random(seed: 2)
    let circles = ClassificationSet.circles(count: 60, inner: 0.3, noise: 0, using: &random)
    for number in 0..<60 {
      let point = row(circles, number)
      XCTAssertEqual(
        hypot(point[0], point[1]), circles.labels[number] == 0 ? 1 : 0.3, accuracy: 1e-6)
    }
    XCTAssertEqual(Set(circles.features.scalars.map { Int($0 * 1e4) }).count > 30, true)
  }

  func testSpiralsWindWithTheirRadius() {
    var random = Random(seed: 3)
    let spirals = ClassificationSet.spirals(
      count: 90, classes: 3, turns: 0.5, noise: 0, using: &random)
    XCTAssertEqual(spirals.classCounts, [30, 30, 30])
    for number in 0..<90 {
      let point = row(spirals, number)
      let radius = hypot(point[0], point[1])
      let angle = 2 * .pi * Double(spirals.labels[number]) / 3 + .pi * radius
      XCTAssertEqual(point[0], radius * cos(angle), accuracy: 1e-6)
      XCTAssertEqual(point[1], radius * sin(angle), accuracy: 1e-6)
    }
  }

  func testBlobsLieAroundTheirCentres() {
    var random = Random(seed: 4)
    let blobs = ClassificationSet.blobs(
      count: 3000, centers: [[0, 0, 5], [8, 0, 0]], deviation: 0.5, using: &random)
    for (label, center) in [[0, 0, 5], [8, 0, 0]].enumerated() {
      let members = blobs.rows(blobs.labels.indices.filter { blobs.labels[$0] == label })
      let fit = Standardizer(fittedTo: members)
      for axis in 0..<3 {
        XCTAssertEqual(fit.mean[axis], Float(center[axis]), accuracy: 0.05)
        XCTAssertEqual(fit.deviation[axis], 0.5, accuracy: 0.03)
      }
    }
    let drawn = ClassificationSet.blobs(count: 12, classes: 4, dimensions: 7, using: &random)
    XCTAssertEqual(drawn.features.shape, [12, 7])
    XCTAssertEqual(drawn.classCounts, [3, 3, 3, 3])
  }

  func testXORNeedsBothFeatures() {
    var random = Random(seed: 5)
    let set = ClassificationSet.xor(count: 400, noise: 0, using: &random)
    for number in 0..<400 {
      let point = row(set, number)
      XCTAssertEqual(set.labels[number], point[0] * point[1] > 0 ? 0 : 1)
    }
  }

  func testCurvesFollowTheirFormula() {
    var random = Random(seed: 6)
    let cubic = RegressionSet.polynomial(
      [1, 0, -2, 3], count: 50, in: -2...2, noise: 0, using: &random)
    let line = RegressionSet.line(count: 50, slope: -1, intercept: 4, noise: 0, using: &random)
    let sine = RegressionSet.noisySine(count: 50, periods: 3, noise: 0, using: &random)
    for number in 0..<50 {
      let x = row(cubic, number)[0]
      XCTAssertTrue((-2...2).contains(x))
      XCTAssertEqual(
        Double(cubic.targets.scalars[number]), 1 - 2 * x * x + 3 * x * x * x, accuracy: 1e-4)
      XCTAssertEqual(
        Double(line.targets.scalars[number]), 4 - row(line, number)[0], accuracy: 1e-5)
      XCTAssertEqual(
        Double(sine.targets.scalars[number]), sin(6 * .pi * row(sine, number)[0]), accuracy: 1e-5)
    }
  }

  func testNoiseHasTheDeviationAskedFor() {
    var random = Random(seed: 7)
    let line = RegressionSet.line(count: 20_000, slope: 0, intercept: 0, noise: 0.3, using: &random)
    XCTAssertEqual(line.targets.variance().scalar, 0.09, accuracy: 0.003)
  }

  func testTheSwissRollUnrolls() {
    var random = Random(seed: 8)
    let roll = RegressionSet.swissRoll(count: 100, using: &random)
    for number in 0..<100 {
      let point = row(roll, number)
      XCTAssertEqual(
        hypot(point[0], point[2]), Double(roll.targets.scalars[number]), accuracy: 1e-4)
      XCTAssertTrue((0...21).contains(point[1]))
    }
  }

  func testImbalancedSetsHaveTheirShares() {
    var random = Random(seed: 9)
    let moons = ClassificationSet.moons(count: 400, using: &random)
    let rare = moons.imbalanced(shares: [0.95, 0.05], using: &random)
    XCTAssertEqual(rare.classCounts, [200, 11])
    XCTAssertEqual(moons.imbalanced(shares: [1, 0], using: &random).classCounts, [200, 0])
    XCTAssertEqual(moons.imbalanced(shares: [1, 1], using: &random), moons)
    XCTAssertThrowsError(try moons.sizes(shares: [1])) {
      XCTAssertEqual(
        "\($0)",
        "Each of the 2 classes needs a share that is not negative, and the shares are [1.0].")
    }
  }

  func testShiftedSetsMove() {
    var random = Random(seed: 10)
    let blobs = ClassificationSet.blobs(count: 500, using: &random)
    let moved = blobs.shifted(by: [1, -2], stretchedBy: 2)
    let (before, after) = (Standardizer(fittedTo: blobs), Standardizer(fittedTo: moved))
    for (axis, offset) in [Float(1), -2].enumerated() {
      XCTAssertEqual(after.mean[axis], before.mean[axis] + offset, accuracy: 1e-3)
      XCTAssertEqual(after.deviation[axis], 2 * before.deviation[axis], accuracy: 1e-3)
    }
    XCTAssertEqual(moved.labels, blobs.labels)
    XCTAssertThrowsError(try blobs.shiftedFeatures(by: [1], stretchedBy: 1)) {
      XCTAssertEqual(
        "\($0)", "Shifting needs an offset for each of the 2 features, and 1 were given.")
    }
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try ClassificationSet.checkCenters([[1, 2], [3]])) {
      XCTAssertEqual(
        "\($0)",
        "Clouds need at least one centre, all with the same number of coordinates, and these have "
          + "[2, 1].")
    }
  }
}
