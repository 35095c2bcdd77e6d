import Foundation
import Tensors

extension RegressionSet {
  /// Points near a line: ``$`y = a x + b + \varepsilon`$``.
  public static func line(
    count: Int, slope: Float = 2, intercept: Float = 1, in range: ClosedRange<Float> = -1...1,
    noise: Float = 0.1, using random: inout Random
  ) -> RegressionSet {
    polynomial(
      [intercept, slope], count: count, in: range, noise: noise, using: &random)
  }

  /// Points near a polynomial: ``$`y = c_0 + c_1 x + c_2 x^2 + \dots + \varepsilon`$``.
  public static func polynomial(
    _ coefficients: [Float], count: Int, in range: ClosedRange<Float> = -1...1,
    noise: Float = 0.1, using random: inout Random
  ) -> RegressionSet {
    Synthetic.curve(count: count, in: range, noise: noise, using: &random) { x in
      coefficients.reversed().reduce(0) { $0 * x + Double($1) }
    }
  }

  /// Points near a sine: ``$`y = \sin(2\pi p x) + \varepsilon`$`` with ``$`p`$`` periods from 0 to 1.
  public static func noisySine(
    count: Int, periods: Float = 1, in range: ClosedRange<Float> = 0...1, noise: Float = 0.2,
    using random: inout Random
  ) -> RegressionSet {
    Synthetic.curve(count: count, in: range, noise: noise, using: &random) { x in
      sin(2 * .pi * Double(periods) * x)
    }
  }

  /// A sheet rolled up in space: three features, and the place along the sheet, the angle, as the
  /// target. Near in space is not near on the sheet.
  public static func swissRoll(
    count: Int, noise: Float = 0, using random: inout Random
  ) -> RegressionSet {
    required(try Synthetic.check(count: count, noise: noise))
    var (scalars, targets): ([Float], [Float]) = ([], [])
    for _ in 0..<count {
      let angle = 1.5 * .pi * (1 + 2 * random.unit())
      let height = 21 * random.unit()
      for coordinate in [angle * cos(angle), height, angle * sin(angle)] {
        scalars.append(Float(coordinate + Double(noise) * random.gaussian()))
      }
      targets.append(Float(angle))
    }
    return RegressionSet(
      features: Tensor(shape: [count, 3], scalars: scalars),
      targets: Tensor(shape: [count], scalars: targets), featureNames: ["x", "y", "z"],
      targetName: "angle")
  }
}
