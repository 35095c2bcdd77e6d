import Foundation
import Tensors

/// Confidence intervals for any metric, without a formula for it: the metric of many samples drawn
/// with replacement from the examples at hand spreads about as it would over new examples.
///
/// The interval goes between two percentiles of those values. Percentiles alone are too near for few
/// examples, so their distances from the estimate are stretched as far as Student's distribution
/// reaches beyond the normal one for that many. Of five normal numbers the interval of the mean then
/// holds the truth 93 times in 100, between plain percentiles 82 times
/// (Tests/MetricsTests/BootstrapTests.swift). This is the one interval of the book: `bootstrap` of
/// the notebook, over seeds, is the same rule.
public enum Bootstrap {
  /// The interval of a metric over `count` examples. `metric` gets the numbers of the examples in a
  /// sample, some of them more than once. Samples in which the metric is not a number are left out.
  /// A single example tells nothing about luck: both ends are then NaN.
  ///
  /// ```swift
  /// let interval = Bootstrap.interval(count: labels.count, within: 0...1, using: &random) { rows in
  ///   Score.f1(of: rows.map { predicted[$0] }, labels: rows.map { labels[$0] }, averaged: .macro)
  /// }
  /// ```
  ///
  /// - Parameter range: Where the metric can lie; the ends are kept in it.
  public static func interval(
    count: Int, level: Double = 0.95, samples: Int = 2000,
    within range: ClosedRange<Double> = -.infinity ... .infinity, using random: inout Random,
    of metric: ([Int]) -> Double
  ) -> Interval {
    required(try check(count: count, level: level, samples: samples))
    let values = draws(count: count, samples: samples, using: &random, of: metric)
      .filter { !$0.isNaN }
    let interval = interval(
      around: metric(Array(0..<count)), drawn: values, count: count, level: level)
    guard let ends = interval.range?.clamped(to: range) else { return interval }
    return Interval(
      estimate: interval.estimate, lower: ends.lowerBound, upper: ends.upperBound, level: level)
  }

  /// The interval of the mean of `values`, one for each example. Where each is 0 or 1, right or
  /// wrong, it stays between 0 and 1.
  public static func mean(
    of values: [Double], level: Double = 0.95, samples: Int = 2000, using random: inout Random
  ) -> Interval {
    let isShare = values.allSatisfy { $0 == 0 || $0 == 1 }
    return interval(
      count: values.count, level: level, samples: samples,
      within: isShare ? 0...1 : -.infinity ... .infinity, using: &random
    ) { rows in rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }
  }

  /// The interval of the mean of `first - second`, value by value: two models on the same examples,
  /// seeds or folds. What moves both alike does not widen it, so it sees smaller differences than
  /// two intervals side by side.
  public static func difference(
    of first: [Double], and second: [Double], level: Double = 0.95, samples: Int = 2000,
    using random: inout Random
  ) -> Interval {
    required(try Score.check(first.count, against: second.count, "pairs of values"))
    return interval(count: first.count, level: level, samples: samples, using: &random) { rows in
      rows.reduce(0) { $0 + (first[$1] - second[$1]) } / Double(rows.count)
    }
  }

  /// What a metric comes to on each of many samples of `count` examples, drawn with replacement.
  /// All bootstraps of the book, over examples here and over seeds in Notebook, are these draws.
  package static func draws(
    count: Int, samples: Int, using random: inout Random, of metric: ([Int]) throws -> Double
  ) rethrows -> [Double] {
    var rows = [Int](repeating: 0, count: count)
    var values: [Double] = []
    values.reserveCapacity(samples)
    for _ in 0..<samples {
      for place in 0..<count { rows[place] = random.below(count) }
      values.append(try metric(rows))
    }
    return values
  }

  /// The interval around an estimate over `count` examples, from what the metric came to on samples
  /// of them; both ends NaN where there is none.
  package static func interval(
    around estimate: Double, drawn values: [Double], count: Int, level: Double
  ) -> Interval {
    guard count > 1, !values.isEmpty, !estimate.isNaN else {
      return Interval(estimate: estimate, lower: .nan, upper: .nan, level: level)
    }
    let values = values.sorted()
    let stretch = stretch(level: level, count: count)
    let lower = estimate + stretch * (quantile((1 - level) / 2, of: values) - estimate)
    let upper = estimate + stretch * (quantile((1 + level) / 2, of: values) - estimate)
    // Of a lopsided metric both percentiles may lie on one side; the estimate is always inside.
    return Interval(
      estimate: estimate, lower: min(lower, estimate), upper: max(upper, estimate), level: level)
  }

  package static func check(count: Int, level: Double, samples: Int) throws(TensorError) {
    guard count > 0, samples > 0, level > 0, level < 1 else {
      throw TensorError(
        "A bootstrap needs examples, samples and a level between 0 and 1, and \(count) examples, "
          + "\(samples) samples and a level of \(level) were given.")
    }
  }

  /// How much further than its plain percentiles an interval over a handful of examples must reach:
  /// √(n/(n−1)) t/z, where t and z are the quantiles of Student's distribution with n − 1 degrees of
  /// freedom and of the normal one. The bootstrap's own variance is (n−1)/n of the right one, which
  /// is what the root makes good; for a mean the result is close to Student's interval.
  ///
  /// To take percentiles further out instead (Hesterberg, "What teachers should know about the
  /// bootstrap", 2015) keeps the ends among the values drawn, of which five examples have none that
  /// is far enough out.
  package static func stretch(level: Double, count: Int) -> Double {
    let size = Double(count)
    let probability = (1 + level) / 2
    let reach = StudentT(degreesOfFreedom: size - 1).quantile(probability)
    // With a million degrees of freedom Student's distribution is the normal one to six digits.
    let normal = StudentT(degreesOfFreedom: 1e6).quantile(probability)
    return (size / (size - 1)).squareRoot() * reach / normal
  }

  /// The value below which a share of the sorted `values` lies, interpolated between neighbours.
  package static func quantile(_ share: Double, of values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let place = share * Double(values.count - 1)
    let below = Int(place)
    let above = min(below + 1, values.count - 1)
    let weight = place - Double(below)
    return values[below] + weight * (values[above] - values[below])
  }
}
