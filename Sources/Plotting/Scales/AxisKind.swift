import Foundation

/// How an axis turns numbers into places.
package enum AxisKind: Sendable, Equatable {
  /// Equal differences take equal room.
  case linear
  /// Equal ratios take equal room; zero and below cannot be shown.
  case logarithmic
  /// Linear around zero, logarithmic far from it: `asinh(x / 2t)`, with `t` the threshold.
  case symmetric(threshold: Double)
  /// Names side by side; the first stands at 0, the next at 1.
  case category([String])

  /// A number on the straightened axis: NaN where this axis cannot show it.
  package func straightened(_ number: Double) -> Double {
    guard abs(number) < Extent.largest else { return .nan }
    switch self {
    case .linear, .category: return number
    case .logarithmic: return number > 0 ? log10(number) : .nan
    case .symmetric(let threshold): return asinh(number / (2 * threshold)) / log(10)
    }
  }

  /// The number that `straightened` maps to `place`.
  package func number(at place: Double) -> Double {
    switch self {
    case .linear, .category: return place
    case .logarithmic: return pow(10, place)
    case .symmetric(let threshold): return 2 * threshold * sinh(place * log(10))
    }
  }
}
