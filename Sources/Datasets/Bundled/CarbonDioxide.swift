/// Carbon dioxide in the air over Mauna Loa, Hawaii, from March 1958 to December 2001, in parts per
/// million: a trend, a season, and almost nothing else.
///
/// ```swift
/// let months = try CarbonDioxide.months()
/// months.count                            // 526
/// try CarbonDioxide.weeks()["ppm"].missingCount   // 59
/// ```
public enum CarbonDioxide {
  /// The weeks: `year`, `month` and `day` of the Saturday, `ppm`, some of them missing.
  public static func weeks() throws -> Table { try BundledTable.load("co2.csv") }

  /// The mean of the weeks of each month, from March 1958 on; where a month has none, the line
  /// between its neighbours.
  public static func months() throws -> [Double] {
    let weeks = try weeks()
    let values = weeks["ppm"].numbers
    var sums: [Int: (sum: Double, count: Int)] = [:]
    for (week, (year, month)) in zip(weeks["year"].numbers, weeks["month"].numbers).enumerated() {
      guard let year, let month, let value = values[week] else { continue }
      sums[Int(year) * 12 + Int(month), default: (0, 0)].sum += value
      sums[Int(year) * 12 + Int(month), default: (0, 0)].count += 1
    }
    guard let first = sums.keys.min(), let last = sums.keys.max() else { return [] }
    return try SeriesGaps.filled(
      (first...last).map { month in sums[month].map { $0.sum / Double($0.count) } })
  }
}
