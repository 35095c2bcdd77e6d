import Sound
import TestSupport
import Tensors
import XCTest

final class SpectrogramTests: XCTestCase {
  private let windows: [String: Window] = [
    "hann": .hann, "hamming": .hamming, "boxcar": .rectangular,
  ]

  func testWindowsEqualSciPys() throws {
    let cases = try SoundGolden.load().windows
    XCTAssertEqual(cases.count, 36)
    for one in cases {
      let window = try XCTUnwrap(windows[one.name])
      expectClose(
        window.weights(one.count, isPeriodic: one.isPeriodic), one.weights.tensor, relative: 2e-7,
        absolute: 1e-9, "\(one.name) of \(one.count)")
    }
  }

  func testSpectrogramsEqualLibrosas() throws {
    let cases = try SoundGolden.load().spectrograms
    XCTAssertEqual(cases.count, 6)
    for one in cases {
      let transform = ShortTimeTransform(
        length: one.length, step: one.step, window: try XCTUnwrap(windows[one.window]),
        windowLength: one.windowLength, isCentered: one.isCentered)
      let signal = one.signal.tensor
      XCTAssertEqual(transform.pieceCount(of: signal.count), one.power.tensor.shape[0])
      expectClose(
        transform.power(of: signal), one.power.tensor, relative: 3e-6, absolute: 2e-6,
        "length \(one.length), step \(one.step)")
    }
  }

  func testShortSignals() {
    let plain = ShortTimeTransform(length: 8, step: 4, isCentered: false)
    XCTAssertEqual([0, 7, 8, 11, 12].map(plain.pieceCount), [0, 0, 1, 1, 2])
    XCTAssertEqual(plain.power(of: .zeros([7])).shape, [0, 5])
    let centered = ShortTimeTransform(length: 8, step: 4)
    XCTAssertEqual(centered.power(of: .zeros([0])), .zeros([1, 5]))
  }

  /// A tone of so many swings a piece is where it belongs, and nowhere else.
  func testAToneHasItsPlace() {
    let signal = Tensor((0..<1000).map { Float($0 % 8 < 4 ? 1 : -1) })
    let power = ShortTimeTransform(length: 64, step: 64, isCentered: false).power(of: signal)
    for piece in 0..<power.shape[0] {
      let row = Array(power.scalars[(piece * 33)..<((piece + 1) * 33)])
      XCTAssertEqual(row.firstIndex(of: row.max()!), 8)
    }
  }

  func testRefusals() {
    expectSentence(
      "short-time transform: a step of 0 samples, and it must be positive",
      try ShortTimeTransform(checking: 8, step: 0, windowLength: 8))
    expectSentence(
      "short-time transform: a window of 9 samples, and pieces of 8 need one between 1 and that",
      try ShortTimeTransform(checking: 8, step: 4, windowLength: 9))
    expectSentence(
      "short-time transform: a signal of shape [1, 8] should be [samples]; of a recording take mono",
      try ShortTimeTransform.check([1, 8]))
  }
}
