import Foundation
import Sound
import TestSupport
import Tensors
import XCTest

final class FourierTests: XCTestCase {
  func testSpectraEqualNumPys() throws {
    let cases = try SoundGolden.load().transforms
    XCTAssertEqual(cases.count, 16)
    for one in cases {
      let transform = FourierTransform(length: one.length)
      let spectrum = transform.spectrum(of: one.signal.tensor)
      expectClose(spectrum.real, one.real.tensor, relative: 3e-7, "real, \(one.length)")
      expectClose(spectrum.imaginary, one.imaginary.tensor, relative: 3e-7, "sines, \(one.length)")
      let back = transform.signal(
        from: Spectrum(real: one.backReal.tensor, imaginary: one.backImaginary.tensor))
      expectClose(back, one.back.tensor, relative: 3e-7, "back, \(one.length)")
    }
  }

  /// Every length up to 70 and some long ones: by its definition, a sum over all samples.
  func testSpectraEqualTheSum() {
    var random = Random(seed: 1)
    for length in Array(1...70) + [97, 105, 210, 211, 256, 257, 512] {
      let signal = Tensor.normal([length], using: &random)
      let transform = FourierTransform(length: length)
      let spectrum = transform.spectrum(of: signal)
      XCTAssertEqual(spectrum.real.shape, [length / 2 + 1])
      for k in 0...(length / 2) {
        var (real, imaginary) = (0.0, 0.0)
        for n in 0..<length {
          let angle = -2 * Double.pi * Double(k * n % length) / Double(length)
          real += Double(signal[n]) * cos(angle)
          imaginary += Double(signal[n]) * sin(angle)
        }
        XCTAssertEqual(Double(spectrum.real[k]), real, accuracy: 4e-6, "\(length), \(k)")
        XCTAssertEqual(Double(spectrum.imaginary[k]), imaginary, accuracy: 4e-6, "\(length), \(k)")
      }
      expectClose(transform.signal(from: spectrum), signal, relative: 1e-6, "\(length)")
    }
  }

  func testBatchesOfAnyShape() {
    var random = Random(seed: 2)
    let signals = Tensor.normal([2, 3, 10], using: &random)
    let transform = FourierTransform(length: 10)
    let spectrum = transform.spectrum(of: signals)
    XCTAssertEqual(spectrum.power.shape, [2, 3, 6])
    let second = transform.spectrum(of: Tensor(Array(signals.scalars[10..<20])))
    XCTAssertEqual(Array(spectrum.real.scalars[6..<12]), second.real.scalars)
    XCTAssertEqual(transform.spectrum(of: .zeros([0, 10])).real.shape, [0, 6])
    XCTAssertEqual(transform.signal(from: spectrum).shape, [2, 3, 10])
  }

  func testThreadsDoNotMatter() {
    var random = Random(seed: 3)
    for length in [256, 300] {
      let signals = Tensor.normal([100, length], using: &random)
      let transform = FourierTransform(length: length)
      let one = Parallel.$threads.withValue(1) { transform.spectrum(of: signals) }
      let three = Parallel.$threads.withValue(3) { transform.spectrum(of: signals) }
      XCTAssertEqual(one, three)
      let back = [1, 3].map { threads in
        Parallel.$threads.withValue(threads) { transform.signal(from: one) }
      }
      XCTAssertEqual(back[0], back[1])
    }
  }

  func testRefusals() {
    expectSentence(
      "Fourier transform: signals of 0 samples, and there must be between 1 and 2^28",
      try FourierTransform(checking: 0))
    expectSentence(
      "Fourier transform of length 4: signals of shape [2, 3] should have 4 numbers along the last "
        + "axis", try FourierTransform(length: 4).check([2, 3], width: 4, "signals"))
    expectSentence(
      "making a spectrum: the real part has shape [2] and the imaginary [3], which must be equal, "
        + "with at least one axis", try Spectrum(checking: .zeros([2]), .zeros([3])))
  }
}
