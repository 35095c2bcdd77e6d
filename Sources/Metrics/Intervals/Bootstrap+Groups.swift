import Tensors

extension Bootstrap {
  /// The interval of a metric over rows that belong together in groups: the images of one writer, the
  /// days of one week. Whole groups are drawn, since rows of one group share their luck; drawn row by
  /// row the interval is far too narrow.
  ///
  /// - Parameter groups: The group of each row, by any number.
  public static func interval(
    groups: [Int], level: Double = 0.95, samples: Int = 2000,
    within range: ClosedRange<Double> = -.infinity ... .infinity, using random: inout Random,
    of metric: ([Int]) -> Double
  ) -> Interval {
    var members: [[Int]] = []
    var numbers: [Int: Int] = [:]
    for (row, group) in groups.enumerated() {
      let number = numbers[group] ?? members.count
      if number == members.count {
        numbers[group] = number
        members.append([])
      }
      members[number].append(row)
    }
    return interval(
      count: members.count, level: level, samples: samples, within: range, using: &random
    ) { drawn in metric(drawn.flatMap { members[$0] }) }
  }

  /// The interval of the mean of `values`, one for each row, where whole groups of rows are drawn: how
  /// far it could lie from here with other writers, not only with other images by the same ones.
  public static func mean(
    of values: [Double], groups: [Int], level: Double = 0.95, samples: Int = 2000,
    using random: inout Random
  ) -> Interval {
    required(try Score.check(values.count, against: groups.count, "values and groups"))
    let isShare = values.allSatisfy { (0...1).contains($0) }
    return interval(
      groups: groups, level: level, samples: samples,
      within: isShare ? 0...1 : -.infinity ... .infinity, using: &random
    ) { rows in rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }
  }

  /// The interval of the difference of two metrics on the same rows, which each sample takes for
  /// both: pairs stay pairs.
  public static func difference(
    count: Int, level: Double = 0.95, samples: Int = 2000, using random: inout Random,
    of first: ([Int]) -> Double, and second: ([Int]) -> Double
  ) -> Interval {
    interval(count: count, level: level, samples: samples, using: &random) { rows in
      first(rows) - second(rows)
    }
  }
}
