import Foundation

extension Scale {
  /// The scale that shows all of an extent, with a little air, or exactly the range asked for.
  ///
  /// It always succeeds: where there is nothing to show the axis runs from 0 to 1, a constant gets
  /// room on both sides, and a range that this kind of axis cannot show is widened to one it can.
  /// With `prefersZero` an axis that nearly starts at zero does.
  package static func fitting(
    _ extent: Extent, kind: AxisKind, range: ClosedRange<Double>?, isReversed: Bool = false,
    air: Double = 0.04, prefersZero: Bool = false
  ) -> Scale {
    var kind = kind
    if case .category(let names) = kind {
      return Scale(
        kind, -0.5...(Double(max(names.count, 1)) - 0.5), isWhole: true, isReversed: isReversed)
    }
    if case .symmetric(let threshold) = kind, !(threshold > 0 && threshold < Extent.largest) {
      kind = .symmetric(threshold: Scale.threshold(of: extent))
    }
    var extent = extent
    if prefersZero, kind == .linear, range == nil, !extent.isTight, extent.lowest >= 0,
      extent.lowest < 0.2 * extent.highest
    {
      // Zero is so near that a reader would take the axis for it.
      extent.standsOnZero = true
    }
    let ends = kind == .logarithmic ? positiveEnds(extent, range) : linearEnds(extent, range)
    if range != nil || extent.isTight {
      return Scale(kind, ends, isWhole: extent.isWhole, isReversed: isReversed)
    }
    let low = kind.straightened(ends.lowerBound)
    let high = kind.straightened(ends.upperBound)
    let margin = (high - low) * air
    // Bars grow from zero: no air between them and their axis.
    let below = extent.standsOnZero && extent.lowest >= 0 ? 0 : margin
    let above = extent.standsOnZero && extent.highest <= 0 ? 0 : margin
    let domain = kind.number(at: low - below)...kind.number(at: high + above)
    return Scale(kind, domain, isWhole: extent.isWhole, isReversed: isReversed)
  }

  /// The ends of an axis that is not logarithmic.
  private static func linearEnds(
    _ extent: Extent, _ range: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    var low = extent.isEmpty ? 0 : extent.lowest
    var high = extent.isEmpty ? 1 : extent.highest
    if extent.standsOnZero {
      low = min(low, 0)
      high = max(high, 0)
    }
    if let range, abs(range.lowerBound) < Extent.largest, abs(range.upperBound) < Extent.largest {
      low = range.lowerBound
      high = range.upperBound
    }
    // A range this small against its numbers cannot be told apart in their arithmetic.
    let size = max(abs(low), abs(high))
    if high - low <= size * 1e-11 || high - low < 1e-280 {
      let room = size > 1e-270 ? size * 0.1 : 0.5
      low -= extent.standsOnZero && low == 0 ? 0 : room
      high += room
    }
    return low...high
  }

  /// The ends of a logarithmic axis, both above zero.
  private static func positiveEnds(
    _ extent: Extent, _ range: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    var low = extent.lowestPositive
    var high = extent.highest
    if let range {
      if range.lowerBound > 0 { low = range.lowerBound }
      if range.upperBound > 0 { high = range.upperBound }
    }
    guard low.isFinite, high.isFinite, high > 0, high < Extent.largest else { return 0.1...10 }
    low = min(max(low, 1e-290), high)
    return high / low < 1 + 1e-9 ? low / 3...high * 3 : low...high
  }

  /// Where a symmetric axis changes from linear to logarithmic when nobody says: at the smallest
  /// size there is, but within six decades of the largest.
  private static func threshold(of extent: Extent) -> Double {
    guard !extent.isEmpty else { return 1 }
    let largest = max(abs(extent.lowest), abs(extent.highest))
    guard largest > 1e-280 else { return 1 }
    let smallest = min(extent.lowestPositive, -extent.highestNegative)
    return pow(10, log10(max(smallest, largest * 1e-6)).rounded(.down))
  }
}
