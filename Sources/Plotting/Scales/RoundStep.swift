import Foundation

/// A step between ticks: 1, 2 or 5 times a power of ten.
package struct RoundStep: Sendable, Equatable {
  package let digit: Int
  package let exponent: Int

  package var value: Double { multiple(1).value }

  /// `count` steps from zero.
  package func multiple(_ count: Int) -> Decimal10 {
    Decimal10(count * digit, exponent: exponent)
  }

  /// The step that divides `span` into about `count` parts.
  package static func dividing(_ span: Double, into count: Double, isWhole: Bool) -> RoundStep {
    let raw = span / max(count, 1)
    var exponent = Int(log10(raw).rounded(.down))
    let ratio = raw / pow(10, Double(exponent))
    // The borders are the geometric means between neighbours.
    var digit = 10
    for (border, candidate) in [(1.42, 1), (3.17, 2), (7.08, 5)] where ratio < border {
      digit = candidate
      break
    }
    if digit == 10 { (digit, exponent) = (1, exponent + 1) }
    if isWhole, exponent < 0 { (digit, exponent) = (1, 0) }
    return RoundStep(digit: digit, exponent: exponent)
  }

  /// The next larger step, for when labels do not fit.
  package var next: RoundStep {
    switch digit {
    case 1: return RoundStep(digit: 2, exponent: exponent)
    case 2: return RoundStep(digit: 5, exponent: exponent)
    default: return RoundStep(digit: 1, exponent: exponent + 1)
    }
  }

  /// How many small steps one of these holds: marks between ticks.
  package var minorSteps: Int { digit == 2 ? 4 : 5 }

  /// The multiples of this step within a range.
  package func multiples(within range: ClosedRange<Double>) -> [Decimal10] {
    // As wide as the rounding of the borders themselves may be.
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    let tolerance = value * 1e-9 + size * 4e-16
    let first = ((range.lowerBound - tolerance) / value).rounded(.up)
    let last = ((range.upperBound + tolerance) / value).rounded(.down)
    guard first <= last, abs(first) < 1e15, abs(last) < 1e15, last - first < 1000 else { return [] }
    return (Int(first)...Int(last)).map(multiple)
      .filter {
        $0.value >= range.lowerBound - tolerance && $0.value <= range.upperBound + tolerance
      }
  }
}
