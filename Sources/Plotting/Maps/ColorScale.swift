/// A colour map laid over a range of numbers.
package struct ColorScale: Sendable {
  package let map: ColorMap
  package let range: ClosedRange<Double>
  private let colors: [Color]
  private let missing: Color

  /// How many colours a scale has: more than the eye or the levels of a screen can tell apart.
  private static let count = 256

  /// A scale over all of the numbers; around zero where the map has two sides.
  package init(_ map: ColorMap, _ extent: Extent, range: ClosedRange<Double>?, theme: Theme) {
    var low = range?.lowerBound ?? (extent.isEmpty ? 0 : extent.lowest)
    var high = range?.upperBound ?? (extent.isEmpty ? 1 : extent.highest)
    if map == .diverging, range == nil {
      let size = max(abs(low), abs(high))
      (low, high) = (-size, size)
    }
    if !(high - low > max(abs(low), abs(high)) * 1e-12) || !(high - low < Extent.largest) {
      let room = max(abs(low) * 0.1, 0.5)
      (low, high) = (low - room, high + room)
    }
    self.map = map
    self.range = low...high
    colors = map.colors(ColorScale.count, theme: theme)
    missing = theme.background.mixed(with: theme.quiet, by: 0.35)
  }

  /// The colour of a number: of the nearest end outside the range, grey where there is none.
  package func color(_ number: Double) -> Color {
    let unit = (number - range.lowerBound) / (range.upperBound - range.lowerBound)
    guard !unit.isNaN else { return missing }
    let index = Int(min(max(unit, 0), 1) * Double(ColorScale.count - 1) + 0.5)
    return colors[index]
  }

  /// The map that suits numbers when nobody chose one: two-sided where both signs count.
  package static func suitable(for extent: Extent) -> ColorMap {
    guard !extent.isEmpty, extent.lowest < 0, extent.highest > 0 else { return .sequential }
    return min(-extent.lowest, extent.highest) > 0.1 * max(-extent.lowest, extent.highest)
      ? .diverging : .sequential
  }
}
