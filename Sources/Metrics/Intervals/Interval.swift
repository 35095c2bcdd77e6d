import Foundation

/// A number and how far it may be off.
public struct Interval: Sendable, Equatable, Codable {
  /// The number as it was measured.
  public let estimate: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// How often such intervals contain the truth.
  public let level: Double

  /// An interval from its parts.
  public init(estimate: Double, lower: Double, upper: Double, level: Double) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// Student's interval of the mean of `values`: for a few numbers that spread about normally, for
  /// instance the accuracy of the same model from five seeds. NaN on both sides for fewer than two.
  public static func student(of values: [Double], level: Double = 0.95) -> Interval {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else {
      return Interval(estimate: mean, lower: .nan, upper: .nan, level: level)
    }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let reach = StudentT(degreesOfFreedom: count - 1).quantile((1 + level) / 2)
    let half = reach * (variance / count).squareRoot()
    return Interval(estimate: mean, lower: mean - half, upper: mean + half, level: level)
  }

  /// Whether `value` lies in the interval. A difference whose interval contains 0 may be none.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// From end to end, as a claim's condition takes it; nil where the ends are not numbers.
  public var range: ClosedRange<Double>? { lower <= upper ? lower...upper : nil }

  /// The distance from end to end.
  public var width: Double { upper - lower }
}

extension Interval: CustomStringConvertible {
  /// The estimate and both ends: `0.973 (0.961 to 0.984)`.
  public var description: String {
    String(format: "%.4g (%.4g to %.4g)", estimate, lower, upper)
  }
}
