import Sound
import TestSupport
import Tensors
import XCTest

final class MelTests: XCTestCase {
  private let scales: [String: MelScale] = ["slaney": .slaney, "htk": .htk]

  func testScalesEqualLibrosas() throws {
    let cases = try SoundGolden.load().scales
    XCTAssertEqual(cases.count, 2)
    for one in cases {
      let scale = try XCTUnwrap(scales[one.name])
      for (hertz, mels) in zip(one.hertz, one.mels) {
        XCTAssertEqual(scale.mels(at: hertz), mels, accuracy: 1e-9 * max(1, mels), "\(one.name)")
        XCTAssertEqual(scale.hertz(at: mels), hertz, accuracy: 1e-9 * max(1, hertz), "\(one.name)")
      }
    }
  }

  func testFiltersEqualLibrosas() throws {
    let cases = try SoundGolden.load().filters
    XCTAssertEqual(cases.count, 5)
    for one in cases {
      let filters = MelFilters(
        one.count, length: one.length, samplesPerSecond: one.rate, from: one.lowest,
        to: one.highest,
        scale: try XCTUnwrap(scales[one.scale]), hasEqualAreas: one.hasEqualAreas)
      expectClose(
        filters.weights, one.weights.tensor, relative: 1e-6, absolute: 1e-9,
        "\(one.count) bands of \(one.length), \(one.scale)")
      XCTAssertEqual(filters.middles.count, one.count)
    }
  }

  func testFeaturesEqualLibrosas() throws {
    let golden = try SoundGolden.load().features
    let logMel = LogMel(bands: 16, length: 128, step: 64, samplesPerSecond: 8000)
    let signal = golden.signal.tensor
    let energies = logMel.filters.energies(of: logMel.transform.power(of: signal))
    expectClose(energies, golden.mel.tensor, relative: 3e-6, absolute: 1e-8)
    expectClose(logMel(signal), golden.logMel.tensor, relative: 3e-6, absolute: 3e-6)
    let decibels = energies.decibels(relativeTo: 2, floor: 1e-8)
    expectClose(decibels, golden.decibels.tensor, relative: 3e-6, absolute: 2e-5)
    let ranged = energies.decibels(relativeTo: 2, floor: 1e-8, range: 60)
    expectClose(ranged, golden.ranged.tensor, relative: 3e-6, absolute: 2e-5)
    let transform = CosineTransform(length: 16, keeping: 13)
    expectClose(
      transform(golden.ranged.tensor), golden.cepstrum.tensor, relative: 3e-6, absolute: 1e-4)
    let all = CosineTransform(length: 16)
    let waves = all(golden.ranged.tensor)
    expectClose(waves, golden.cosines.tensor, relative: 3e-6, absolute: 1e-4)
    expectClose(all.inverse(waves), golden.ranged.tensor, relative: 3e-6, absolute: 1e-4)
  }

  func testCosinesOfBatchesAndNothing() {
    let transform = CosineTransform(length: 3, keeping: 2)
    XCTAssertEqual(transform(.zeros([2, 4, 3])).shape, [2, 4, 2])
    XCTAssertEqual(transform.inverse(.zeros([2])).shape, [3])
    XCTAssertEqual(transform(.zeros([0, 3])).shape, [0, 2])
  }

  func testWhatIsNotANumberStaysSo() {
    XCTAssertTrue(Tensor([.nan]).decibels().scalar.isNaN)
    let logMel = LogMel(bands: 2, length: 8, step: 8, samplesPerSecond: 8000)
    XCTAssertTrue(logMel(.filled([16], with: .nan)).scalars.contains { $0.isNaN })
    XCTAssertEqual(Tensor.zeros([0]).decibels(range: 10), .zeros([0]))
  }

  func testRefusals() {
    expectSentence(
      "mel filters: 0 bands of a transform of 8 samples, and both must be positive",
      try MelFilters(checking: 0, length: 8, samplesPerSecond: 8000, to: 4000))
    expectSentence(
      "mel filters: bands from 0.0 to 5000.0 hertz, which should rise and lie between 0 and 4000.0, "
        + "half the samples a second",
      try MelFilters(checking: 2, length: 8, samplesPerSecond: 8000, to: 5000))
    expectSentence(
      "log mel: the transform has 5 frequencies and the filters 9; make both with one length",
      try LogMel.check(5, 9, floor: 1))
    expectSentence(
      "log mel: the floor is 0.0, and must be positive", try LogMel.check(5, 5, floor: 0))
    expectSentence(
      "decibels: the reference is 0.0 and the floor 1.0, and both must be positive",
      try Tensor.checkDecibels(0, floor: 1, range: nil))
    expectSentence(
      "decibels: the range is -1.0, and must not be negative",
      try Tensor.checkDecibels(1, floor: 1, range: -1))
    expectSentence(
      "cosine transform: 5 cosines of 4 numbers, and there must be between 1 and all",
      try CosineTransform(checking: 4, keeping: 5))
    expectSentence(
      "cosine transform: numbers of shape [2, 3] should have 4 along the last axis",
      try CosineTransform.check([2, 3], width: 4))
  }
}
