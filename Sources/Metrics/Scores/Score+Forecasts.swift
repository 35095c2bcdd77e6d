import Tensors

/// Errors of what was foretold of a series, in double precision.
extension Score {
  /// The mean error without its sign, in units of how far last season's value is off in the past:
  /// under 1 is better than that was. (Hyndman and Koehler, 2006.)
  ///
  ///     Score.meanAbsoluteScaledError(of: [5, 5], targets: [4, 6], past: [1, 3, 2, 4])   // 0.6
  ///
  /// - Parameter period: The steps of a season; 1 compares with the value before.
  public static func meanAbsoluteScaledError(
    of predicted: [Double], targets: [Double], past: [Double], period: Int = 1
  ) -> Double {
    required(try checkedScaledError(of: predicted, targets: targets, past: past, period: period))
  }

  /// The mean of ``$`2|y - \hat y| / (|y| + |\hat y|)`$``, between 0 and 2; where both are 0 there is
  /// no error. It is not symmetric: a forecast too low costs more than one as much too high.
  public static func symmetricPercentageError(
    of predicted: [Double], targets: [Double]
  ) -> Double {
    required(try check(predicted.count, against: targets.count, "predictions and targets"))
    return zip(predicted, targets).reduce(0) { sum, pair in
      let size = abs(pair.0) + abs(pair.1)
      return sum + (size == 0 ? 0 : 2 * abs(pair.0 - pair.1) / size)
    } / Double(targets.count)
  }

  /// The mean cost of quantiles: an error upwards costs `probability` times itself, one downwards
  /// `1 - probability` times; nothing costs less than the true quantile.
  ///
  ///     Score.pinball(of: [1, 1], targets: [3, 0], probability: 0.9)   // (1.8 + 0.1) / 2
  public static func pinball(
    of quantiles: [Double], targets: [Double], probability: Double
  ) -> Double {
    required(try check(quantiles.count, against: targets.count, "quantiles and targets"))
    required(try check(level: probability))
    return zip(quantiles, targets).reduce(0) { sum, pair in
      let error = pair.1 - pair.0
      return sum + max(probability * error, (probability - 1) * error)
    } / Double(targets.count)
  }

  /// The share of targets in their interval.
  public static func coverage(
    of intervals: [ClosedRange<Double>], targets: [Double]
  ) -> Double {
    required(try check(intervals.count, against: targets.count, "intervals and targets"))
    return Double(zip(intervals, targets).count { $0.contains($1) }) / Double(targets.count)
  }

  /// The mean width of the intervals, and for each target outside of its own the distance to it times
  /// 2 / (1 - level): wide intervals cost, and so do targets missed. (Winkler, 1972; Gneiting and
  /// Raftery, 2007.)
  public static func intervalScore(
    of intervals: [ClosedRange<Double>], targets: [Double], level: Double
  ) -> Double {
    required(try check(intervals.count, against: targets.count, "intervals and targets"))
    required(try check(level: level))
    return zip(intervals, targets).reduce(0) { sum, pair in
      let (interval, target) = pair
      let missed = max(0, interval.lowerBound - target, target - interval.upperBound)
      return sum + interval.upperBound - interval.lowerBound + 2 / (1 - level) * missed
    } / Double(targets.count)
  }

  package static func checkedScaledError(
    of predicted: [Double], targets: [Double], past: [Double], period: Int
  ) throws(TensorError) -> Double {
    try check(predicted.count, against: targets.count, "predictions and targets")
    guard period > 0, past.count > period else {
      throw TensorError(
        "A scaled error needs a past longer than its period, and these are \(past.count) and "
          + "\(period).")
    }
    let moves = (period..<past.count).reduce(0.0) { $0 + abs(past[$1] - past[$1 - period]) }
    guard moves > 0 else {
      throw TensorError(
        "A scaled error needs a past that moves, and in this one every value is that of \(period) "
          + "earlier.")
    }
    let scale = moves / Double(past.count - period)
    let sum = zip(predicted, targets).reduce(0) { $0 + abs($1.0 - $1.1) }
    return sum / Double(targets.count) / scale
  }

  private static func check(level: Double) throws(TensorError) {
    guard level > 0, level < 1 else {
      throw TensorError("A probability lies between 0 and 1, and \(level) was given.")
    }
  }
}
