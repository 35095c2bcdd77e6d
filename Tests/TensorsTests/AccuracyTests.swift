import Foundation
import Tensors
import XCTest

/// The accuracy that Sources/Tensors/Kernels promises, in ulps: distances to the exact result as
/// multiples of the distance between neighbouring floats there.
final class AccuracyTests: XCTestCase {
  /// Floats of all exponents and both signs: some 2 million, which includes all powers of two,
  /// their neighbours, zeros, infinities and NaN.
  static let everywhere: Tensor = {
    var scalars: [Float] = []
    scalars.reserveCapacity(2_200_000)
    for bits in stride(from: UInt32(0), to: 0x7f80_0000, by: 2039) {
      scalars.append(Float(bitPattern: bits))
      scalars.append(-Float(bitPattern: bits))
    }
    for exponent in UInt32(0)...255 {
      for offset in [UInt32(0), 1, 2, 0x3f_ffff, 0x40_0000, 0x7f_fffe, 0x7f_ffff] {
        let bits = exponent << 23 | offset
        scalars.append(Float(bitPattern: bits))
        scalars.append(Float(bitPattern: bits | 0x8000_0000))
      }
    }
    return Tensor(scalars)
  }()

  /// The largest error in ulps of the exact result, and where it is.
  private func worst(
    _ x: Tensor, _ found: Tensor, _ exact: (Double) -> Double
  ) -> (ulps: Double, at: Float) {
    var worst = (ulps: 0.0, at: Float(0))
    for (input, output) in zip(x.scalars, found.scalars) {
      let expected = exact(Double(input))
      let rounded = Float(expected)
      if rounded.isNaN || output.isNaN {
        if rounded.isNaN != output.isNaN { return (.infinity, input) }
        continue
      }
      if rounded == output { continue }
      // The largest float's ulp stands for what lies between it and infinity.
      let size = min(rounded.magnitude, .greatestFiniteMagnitude)
      let found = output.isInfinite ? (output > 0 ? 0x1p128 : -0x1p128) : Double(output)
      let error = (found - max(-0x1p128, min(0x1p128, expected))).magnitude / Double(size.ulp)
      if error > worst.ulps { worst = (error, input) }
    }
    return worst
  }

  private func check(
    _ name: String, within ulps: Double, _ f: (Tensor) -> Tensor, _ exact: (Double) -> Double,
    line: UInt = #line
  ) {
    let x = Self.everywhere
    let found = worst(x, f(x), exact)
    XCTAssertLessThanOrEqual(found.ulps, ulps, "\(name) at \(found.at)", line: line)
  }

  func testExponentialsOverTheWholeRange() {
    check("exp", within: 1, { $0.exp() }, Foundation.exp)
    check("expm1", within: 2, { $0.expm1() }, Foundation.expm1)
    check("sigmoid", within: 2, { $0.sigmoid() }, { 1 / (1 + Foundation.exp(-$0)) })
    check("tanh", within: 3, { $0.tanh() }, Foundation.tanh)
    check("erf", within: 2, { $0.erf() }, Foundation.erf)
  }

  func testLogarithmsOverTheWholeRange() {
    check("log", within: 1, { $0.log() }, Foundation.log)
    check("log1p", within: 2, { $0.log1p() }, Foundation.log1p)
    check(
      "softplus", within: 3, { $0.softplus() },
      { max($0, 0) + Foundation.log1p(Foundation.exp(-abs($0))) })
    check(
      "logSigmoid", within: 3, { $0.logSigmoid() },
      { min($0, 0) - Foundation.log1p(Foundation.exp(-abs($0))) })
  }

  func testAnglesOverTheWholeRange() {
    check("sin", within: 2, { $0.sin() }, Foundation.sin)
    check("cos", within: 2, { $0.cos() }, Foundation.cos)
  }

  func testPowersOverTheWholeRange() {
    for exponent: Float in [3, -2, 0.5, 1.5, -0.75, 0.1, 10, 100.5, 1e-3] {
      check(
        "power \(exponent)", within: 1, { $0.power(exponent) },
        { Foundation.pow($0, Double(exponent)) })
    }
  }

  func testPowersThatAreNotFinite() {
    let x = Tensor([0, 0.5, 1, 2, .infinity, -1, -2])
    for exponent: Float in [.infinity, -.infinity, .nan] {
      for (found, base) in zip(x.power(exponent).scalars, x.scalars) {
        let expected = Foundation.powf(base, exponent)
        XCTAssertTrue(
          found == expected || found.isNaN && expected.isNaN, "\(base) to the \(exponent): \(found)"
        )
      }
    }
  }

  /// GELU is promised in absolute terms: relative to the size of x.
  func testGELU() {
    let x = Tensor.linear(from: -20, to: 20, count: 400_001)
    let exact = x.scalars.map { Double($0) * 0.5 * erfc(-Double($0) / 2.0.squareRoot()) }
    var error = 0.0
    for ((found, exact), x) in zip(zip(x.gelu().scalars, exact), x.scalars) {
      error = max(error, (Double(found) - exact).magnitude / (1 + Double(x.magnitude)))
    }
    XCTAssertLessThan(error, 1e-7)
    XCTAssertEqual(Tensor([-.infinity, .infinity]).gelu(), Tensor([0, .infinity]))
    XCTAssertEqual(Tensor([-.infinity, .infinity]).gelu(.tanh), Tensor([0, .infinity]))
    XCTAssertEqual(Tensor([-.infinity, .infinity]).silu(), Tensor([0, .infinity]))
  }

  /// A kernel gives the same result wherever in a tensor a number stands: in the middle of the
  /// vector loop or in the rest behind it.
  func testPlaceDoesNotMatter() {
    let x = Tensor.linear(from: -4, to: 4, count: 67)
    let functions: [(Tensor) -> Tensor] = [
      { $0.exp() }, { $0.abs().log() }, { $0.tanh() }, { $0.erf() }, { $0.gelu() }, { $0.sin() },
      { $0.sigmoid() }, { $0.softplus() }, { $0.power(3) }, { $0.log1p() }, { $0.expm1() },
    ]
    for f in functions {
      let whole = f(x)
      for place in 0..<x.count {
        XCTAssertEqual(f(Tensor([x[place]]))[0].bitPattern, whole[place].bitPattern)
      }
    }
  }

  func testSumsOfTensOfMillionsAreExactToAMillionth() {
    var random = Random(seed: 4)
    let count = 47_000_000
    let x = Tensor.uniform([count], using: &random)
    let exact = x.read { x in (0..<count).reduce(0.0) { $0 + Double(x[$1]) } }
    XCTAssertEqual(Double(x.sum().scalar) / exact, 1, accuracy: 1e-6)
    XCTAssertEqual(Double(x.mean().scalar) * Double(count) / exact, 1, accuracy: 1e-6)
    let columns = x.reshaped([count / 10, 10]).sum(axes: [0])
    XCTAssertEqual(columns.scalars.reduce(0.0) { $0 + Double($1) } / exact, 1, accuracy: 1e-6)
  }

  func testSumsLoseNothingThatFloatsCanHold() {
    // A million tenths: adding them one after another gives 100958.
    let tenths = Tensor.filled([1_000_000], with: 0.1)
    XCTAssertEqual(tenths.sum().scalar, 100_000, accuracy: 0.02)
    XCTAssertEqual(tenths.reshaped([100_000, 10]).sum(axes: [0])[3], 10_000, accuracy: 0.01)
    XCTAssertEqual(tenths.mean().scalar, 0.1, accuracy: 2e-8)
    var random = Random(seed: 3)
    let x = Tensor.uniform([1_000_003], using: &random)
    let exact = x.scalars.reduce(0.0) { $0 + Double($1) }
    XCTAssertEqual(Double(x.sum().scalar) / exact, 1, accuracy: 2e-7)
  }

  /// The sum of two logarithms, where the numbers themselves would be 0 or too large to hold.
  func testLogSum() {
    for (a, b) in [(0.0, 0.0), (-1, 2), (3, -40), (0.5, 0.25)] {
      XCTAssertEqual(
        Elementary.logSum(a, b), Foundation.log(Foundation.exp(a) + Foundation.exp(b)),
        accuracy: 1e-15 * max(1, abs(a), abs(b)))
      XCTAssertEqual(
        Elementary.logSum(a - 5000, b - 5000), Elementary.logSum(a, b) - 5000, accuracy: 1e-11)
      XCTAssertEqual(Elementary.logSum(a, b), Elementary.logSum(b, a))
    }
    XCTAssertEqual(Elementary.logSum(-.infinity, 3), 3)
    XCTAssertEqual(Elementary.logSum(3, -.infinity), 3)
    XCTAssertEqual(Elementary.logSum(-.infinity, -.infinity), -.infinity)
    XCTAssertTrue(Elementary.logSum(.nan, 3).isNaN && Elementary.logSum(3, .nan).isNaN)
    XCTAssertTrue(Elementary.logSum(-.infinity, .nan).isNaN)
  }
}
