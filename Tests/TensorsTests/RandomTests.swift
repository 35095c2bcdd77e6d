import Foundation
import TestSupport
import Tensors
import XCTest

final class RandomTests: XCTestCase {
  /// Vectors published with the generator (Random123, kat_vectors).
  func testBlocksAreThoseOfPhilox() {
    let zero = Philox.block(counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0))
    XCTAssertEqual(zero, SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox.block(counter: SIMD4(repeating: ~0), key: SIMD2(repeating: ~0))
    XCTAssertEqual(ones, SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.block(
      counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: SIMD2(0xa409_3822, 0x299f_31d0))
    XCTAssertEqual(pi, SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  /// These numbers are the promise: no version of the library may change them.
  func testStreamsStayTheSame() {
    var random = Random(seed: 7)
    XCTAssertEqual(
      (0..<3).map { _ in random.next() },
      [13_837_866_057_460_644_397, 1_580_108_719_113_026_114, 14_670_401_102_720_962_203])
    XCTAssertEqual(random.position, 6)
    random = Random(seed: 7)
    XCTAssertEqual(
      Tensor.uniform([4], using: &random),
      Tensor([
        0.954_597_115_516_662_6, 0.750_152_170_658_111_6, 0.114_177_346_229_553_22,
        0.085_657_835_006_713_87,
      ]))
    expectClose(
      Tensor.normal([4], using: &random),
      Tensor([0.235_370_98, -0.538_013, 0.947_081_3, -0.105_841_16]), relative: 1e-6)
    XCTAssertEqual(random.position, 8)
    XCTAssertEqual(Tensor.permutation(10, using: &random), [3, 6, 4, 1, 8, 5, 9, 2, 7, 0])
    XCTAssertEqual(random.position, 26)
  }

  func testLargeTensorsDrawTheSameWordsAsSmallOnes() {
    for start in 0..<5 {
      var whole = Random(key: 9, position: UInt64(start))
      var parts = whole
      let long = Tensor.uniform([100_001], using: &whole)
      let short = [1, 2, 3, 995, 99_000].map { Tensor.uniform([$0], using: &parts) }
      XCTAssertEqual(Tensor.concatenated(short), long)
      XCTAssertEqual(whole, parts)
      let word = Philox.word(at: UInt64(start + 77_777), key: 9)
      XCTAssertEqual(long[77_777], Float(word >> 8) * 0x1p-24)
    }
  }

  func testASavedGeneratorGoesOn() throws {
    var random = Random(seed: 12)
    _ = Tensor.normal([5], using: &random)
    let saved = try JSONEncoder().encode(random)
    let expected = Tensor.normal([5], using: &random)
    var restored = try JSONDecoder().decode(Random.self, from: saved)
    XCTAssertEqual(Tensor.normal([5], using: &restored), expected)
  }

  func testSplitStreamsDiffer() {
    var random = Random(seed: 1)
    var (first, second) = (random.split(), random.split())
    XCTAssertNotEqual(first.key, second.key)
    let (a, b) = (Tensor.normal([10_000], using: &first), Tensor.normal([10_000], using: &second))
    XCTAssertEqual((a * b).mean().scalar, 0, accuracy: 0.03)
  }

  func testDistributions() {
    var random = Random(seed: 5)
    let count = 200_000
    let uniform = Tensor.uniform([count], in: -1..<3, using: &random)
    XCTAssertEqual(uniform.mean().scalar, 1, accuracy: 0.01)
    XCTAssertGreaterThanOrEqual(uniform.minimum().scalar, -1)
    XCTAssertLessThan(uniform.maximum().scalar, 3)
    let normal = Tensor.normal([count], mean: 2, deviation: 3, using: &random)
    XCTAssertEqual(normal.mean().scalar, 2, accuracy: 0.03)
    XCTAssertEqual(normal.variance().scalar, 9, accuracy: 0.12)
    let standard = (normal - 2) / 3
    XCTAssertEqual(standard.power(3).mean().scalar, 0, accuracy: 0.04)
    XCTAssertEqual(standard.power(4).mean().scalar, 3, accuracy: 0.1)
    for bound: Float in [-2, -1, 0, 0.5, 1.5, 3] {
      let expected = Float(0.5 * erfc(-Double(bound) / 2.0.squareRoot()))
      XCTAssertEqual((standard .< bound).mean().scalar, expected, accuracy: 0.005)
    }
    let truncated = Tensor.truncatedNormal([count], deviation: 0.5, cutoff: 2, using: &random)
    XCTAssertLessThanOrEqual(truncated.abs().maximum().scalar, 1)
    XCTAssertEqual(truncated.variance().scalar, 0.25 * 0.7737, accuracy: 0.003)
    let coins = Tensor.bernoulli([count], probability: 0.3, using: &random)
    XCTAssertEqual(coins.mean().scalar, 0.3, accuracy: 0.005)
    XCTAssertEqual(coins.unique(), Tensor([0, 1]))
    let weights = Tensor([1, 0, 3]).tiled([count]).reshaped([count, 3])
    let choices = Tensor.oneHot(Tensor.categorical(weights, using: &random), classes: 3)
    expectClose(choices.mean(axes: [0]), Tensor([0.25, 0, 0.75]), absolute: 0.005)
  }

  func testPermutationsAreEven() {
    var random = Random(seed: 8)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 { counts[Tensor.permutation(3, using: &random), default: 0] += 1 }
    XCTAssertEqual(counts.count, 6)
    for count in counts.values { XCTAssertEqual(Double(count), 1000, accuracy: 150) }
    XCTAssertEqual(Tensor.permutation(0, using: &random), [])
  }

  func testQuantilesOfTheNormalDistribution() {
    for q in [0.5, 0.4999, 0.25, 0.1, 0.01, 1e-4, 1e-7, 0x1p-32] {
      let z = Double(Elementary.upperNormalQuantile(Float(q)))
      XCTAssertEqual(
        0.5 * erfc(z / 2.0.squareRoot()) / Double(Float(q)), 1, accuracy: 4e-6 * (1 + z * z))
    }
  }

  func testRefusals() {
    expectSentence(
      "categorical: weights of shape [2, 0] leave nothing to choose from",
      try Tensor.checkWeights(.zeros([2, 0])))
    expectSentence(
      "categorical: the weights of line 1 must be finite, not negative, and not all 0",
      try Tensor.checkWeights(Tensor([[1, 0], [0, 0]])))
  }
}
