/// How a run of values goes, in words.
package enum Trend {
  /// A sentence about a line: where it starts and ends, whether it rises or falls, its extremes.
  package static func sentence(_ name: String, x: [Double], y: [Double], axes: AxisNames) -> String
  {
    let what = name.isEmpty ? "The line" : Markup.plain(name)
    let pairs = zip(x, y).filter { axes.show($0, $1) }
    guard let first = pairs.first, let last = pairs.last else {
      return "\(what) has no values that can be shown."
    }
    guard pairs.count > 1 else {
      return "\(what) is a single point, \(text(first.1)) at \(axes.x) \(text(first.0))."
    }
    var (low, high) = (first, first)
    for pair in pairs {
      if pair.1 < low.1 { low = pair }
      if pair.1 > high.1 { high = pair }
    }
    let range = high.1 - low.1
    guard range > max(abs(low.1), abs(high.1)) * 1e-9 else {
      return "\(what) stays at \(text(first.1)) throughout."
    }
    func far(_ a: Double, _ b: Double) -> Bool { abs(a - b) > 0.15 * range }
    let start = text(first.1)
    let end = text(last.1)
    if far(first.1, low.1), far(last.1, low.1) {
      return "\(what) falls from \(start) to \(text(low.1)) at \(axes.x) \(text(low.0)), "
        + "then rises to \(end)\(peak(high, first, last, axes))."
    }
    if far(first.1, high.1), far(last.1, high.1) {
      return "\(what) rises from \(start) to \(text(high.1)) at \(axes.x) \(text(high.0)), "
        + "then falls to \(end)."
    }
    guard far(first.1, last.1) else {
      return "\(what) stays between \(text(low.1)) and \(text(high.1)), from \(start) to \(end)."
    }
    let isRising = last.1 > first.1
    let steps = zip(pairs.dropFirst(), pairs).map { $0.1 - $1.1 }
    let isSteady = steps.allSatisfy { isRising ? $0 >= 0 : $0 <= 0 }
    let verb = (isRising ? "rises" : "falls") + (isSteady ? " steadily" : "")
    var extremes = ""
    if !isRising, low.1 < last.1 - 0.02 * range {
      extremes = ", lowest \(text(low.1)) at \(axes.x) \(text(low.0))"
    }
    if isRising, high.1 > last.1 + 0.02 * range {
      extremes = ", highest \(text(high.1)) at \(axes.x) \(text(high.0))"
    }
    return "\(what) \(verb) from \(start) to \(end)\(extremes)."
  }

  /// Mentions a peak that is neither the start nor the end.
  private static func peak(
    _ high: (Double, Double), _ first: (Double, Double), _ last: (Double, Double), _ axes: AxisNames
  ) -> String {
    guard high.1 > max(first.1, last.1) * 1.001 else { return "" }
    return ", highest \(text(high.1)) at \(axes.x) \(text(high.0))"
  }

  private static func text(_ number: Double) -> String { NumberText.short(number) }
}
