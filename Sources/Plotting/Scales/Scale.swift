import Foundation

/// One axis with its ends fixed: from numbers to the unit interval and back.
package struct Scale: Sendable, Equatable {
  package let kind: AxisKind
  /// The numbers at the two ends of the axis.
  package let domain: ClosedRange<Double>
  /// Whether only whole numbers get ticks.
  package let isWhole: Bool
  /// Whether larger numbers stand nearer the start, as the rows of an image do.
  package let isReversed: Bool
  private let start: Double
  private let span: Double

  package init(
    _ kind: AxisKind, _ domain: ClosedRange<Double>, isWhole: Bool = false, isReversed: Bool = false
  ) {
    self.kind = kind
    self.domain = domain
    self.isWhole = isWhole
    self.isReversed = isReversed
    start = kind.straightened(domain.lowerBound)
    span = kind.straightened(domain.upperBound) - start
  }

  /// Where a number stands: 0 at the axis's start, 1 at its end, NaN where it cannot be shown.
  package func unit(_ number: Double) -> Double {
    let unit = (kind.straightened(number) - start) / span
    return isReversed ? 1 - unit : unit
  }

  /// The number that stands at a place of the unit interval.
  package func number(atUnit unit: Double) -> Double {
    kind.number(at: start + (isReversed ? 1 - unit : unit) * span)
  }

  /// Where each number stands, scaled to `length` from `origin`; NaN where it cannot be shown.
  package func places(_ numbers: [Double], from origin: Double, length: Double) -> [Double] {
    var places = [Double](repeating: .nan, count: numbers.count)
    let factor = (isReversed ? -1 : 1) * length / span
    let base = (isReversed ? origin + length : origin) - start * factor
    // The loops stand apart so that the common one has no branch but the test for size.
    switch kind {
    case .linear, .category:
      let limit = Extent.largest
      for index in 0..<numbers.count {
        let number = numbers[index]
        places[index] = abs(number) < limit ? base + number * factor : .nan
      }
    case .logarithmic, .symmetric:
      for index in 0..<numbers.count {
        places[index] = base + kind.straightened(numbers[index]) * factor
      }
    }
    return places
  }
}
