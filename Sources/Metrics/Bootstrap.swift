import Foundation
import Tensors

/// Confidence intervals for any metric, without a formula for it: the metric of many samples drawn
/// with replacement from the examples at hand spreads about as it would over new examples.
///
/// The interval goes between two percentiles of those values. Percentiles alone are too narrow for
/// few examples, so they are taken further out, as far as Student's distribution lies outside the
/// normal one (Hesterberg, "What teachers should know about the bootstrap", 2015). Of five normal
/// numbers the interval of the mean then holds the truth 91 times in 100, the plain percentiles 82
/// times (Tests/MetricsTests/BootstrapTests.swift). For the mean of so few, one for each seed,
/// ``Interval/student(of:level:)`` is the better choice: 95 times.
public enum Bootstrap {
  /// The interval of a metric over `count` examples. `metric` gets the numbers of the examples in a
  /// sample, some of them more than once. Samples in which the metric is not a number are left out.
  ///
  /// ```swift
  /// let interval = Bootstrap.interval(count: labels.count, using: &random) { rows in
  ///   Score.f1(of: rows.map { predicted[$0] }, labels: rows.map { labels[$0] }, averaged: .macro)
  /// }
  /// ```
  public static func interval(
    count: Int, level: Double = 0.95, samples: Int = 2000, using random: inout Random,
    of metric: ([Int]) -> Double
  ) -> Interval {
    required(try check(count: count, level: level, samples: samples))
    let estimate = metric(Array(0..<count))
    let values = draws(count: count, samples: samples, using: &random, of: metric)
      .filter { !$0.isNaN }.sorted()
    let tail = tail(level: level, count: count)
    return Interval(
      estimate: estimate, lower: quantile(tail, of: values), upper: quantile(1 - tail, of: values),
      level: level)
  }

  /// The interval of the mean of `values`, one for each example.
  public static func mean(
    of values: [Double], level: Double = 0.95, samples: Int = 2000, using random: inout Random
  ) -> Interval {
    interval(count: values.count, level: level, samples: samples, using: &random) { rows in
      rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
    }
  }

  /// The interval of the mean of `first - second`, value by value: two models on the same examples,
  /// seeds or folds. What moves both alike does not widen it, so it sees smaller differences than
  /// two intervals side by side.
  public static func difference(
    of first: [Double], and second: [Double], level: Double = 0.95, samples: Int = 2000,
    using random: inout Random
  ) -> Interval {
    required(try Score.check(first.count, against: second.count, "pairs of values"))
    return mean(
      of: zip(first, second).map { $0 - $1 }, level: level, samples: samples, using: &random)
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

  package static func check(count: Int, level: Double, samples: Int) throws(TensorError) {
    guard count > 0, samples > 0, level > 0, level < 1 else {
      throw TensorError(
        "A bootstrap needs examples, samples and a level between 0 and 1, and \(count) examples, "
          + "\(samples) samples and a level of \(level) were given.")
    }
  }

  /// The share of samples to be left out at each end.
  package static func tail(level: Double, count: Int) -> Double {
    let plain = (1 - level) / 2
    guard count > 1 else { return plain }
    let size = Double(count)
    let reach = StudentT(degreesOfFreedom: size - 1).quantile(1 - plain)
    return erfc((size / (size - 1)).squareRoot() * reach / 2.0.squareRoot()) / 2
  }

  /// How much further than its plain percentiles an interval over a handful of seeds must reach:
  /// √(n/(n−1)) t/z, where t and z are the quantiles of Student's distribution with n − 1 degrees of
  /// freedom and of the normal one. The bootstrap's own variance is (n−1)/n of the right one, which
  /// is what the root makes good; for a mean the result is close to Student's interval.
  ///
  /// It is the other way to make good what ``tail(level:count:)`` does. Percentiles further out stay
  /// where a metric can be, between 0 and 1 for an accuracy, but of five values there is none far
  /// enough out; stretching finds it.
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
