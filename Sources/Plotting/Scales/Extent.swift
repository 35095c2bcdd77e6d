/// The part of an axis that a mark needs, gathered number by number.
///
/// It keeps what every kind of axis may ask for: the lowest and the highest number, and the lowest
/// above zero, where a logarithmic axis begins.
package struct Extent: Sendable, Equatable {
  /// Numbers beyond this size would overflow in the arithmetic of the axis; they are left out.
  package static let largest = 1e290

  package var lowest = Double.infinity
  package var highest = -Double.infinity
  package var lowestPositive = Double.infinity
  /// The highest number below zero, where a symmetric axis changes from linear to logarithmic.
  package var highestNegative = -Double.infinity
  /// Whether all numbers are whole, so that ticks between whole numbers would mean nothing.
  package var isWhole = true
  /// Whether a mark wants the axis to end where the mark ends: an image, a field of regions.
  package var isTight = false
  /// Whether zero is the foot of the mark, as for bars: nothing is added below it.
  package var standsOnZero = false

  package init() {}

  package init(_ numbers: [Double]) {
    add(numbers)
  }

  /// An extent from one end to the other.
  package init(_ range: ClosedRange<Double>) {
    add([range.lowerBound, range.upperBound])
  }

  package var isEmpty: Bool { lowest > highest }

  /// Adds every number that an axis can show.
  package mutating func add(_ numbers: [Double]) {
    // Local copies: the loop runs over a million numbers.
    var (low, high, positive, negative) = (lowest, highest, lowestPositive, highestNegative)
    var whole = isWhole
    let limit = Extent.largest
    for number in numbers where abs(number) < limit {
      low = min(low, number)
      high = max(high, number)
      if number > 0 { positive = min(positive, number) }
      if number < 0 { negative = max(negative, number) }
      if whole, number != number.rounded() { whole = false }
    }
    (lowest, highest, lowestPositive, highestNegative) = (low, high, positive, negative)
    isWhole = whole
  }

  /// Adds what another mark needs.
  package mutating func add(_ other: Extent) {
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
    lowestPositive = min(lowestPositive, other.lowestPositive)
    highestNegative = max(highestNegative, other.highestNegative)
    isWhole = isWhole && other.isWhole
    isTight = isTight || other.isTight
    standsOnZero = standsOnZero || other.standsOnZero
  }
}
