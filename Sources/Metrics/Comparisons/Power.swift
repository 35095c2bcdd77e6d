import Tensors

/// How likely a comparison of two shares is to find a difference that is there.
///
/// The two are measured on rows of their own, `rows` each; on the same rows a paired test sees
/// smaller differences. The probabilities are those of the normal curve.
public enum Power {
  /// The probability that a difference of two shares is found at a level of confidence.
  ///
  ///     Power.ofTelling(0.97, from: 0.98, rows: 360)  // 0.138
  public static func ofTelling(
    _ first: Double, from second: Double, rows: Int, level: Double = 0.95
  ) -> Double {
    required(try check(first, second, rows: rows, level: level))
    let pooled = (first + second) / 2
    // The spread of the difference of one row each: if there were none, and as it is.
    let without = (2 * pooled * (1 - pooled)).squareRoot()
    let with = (first * (1 - first) + second * (1 - second)).squareRoot()
    let reach = NormalDistribution.quantile((1 + level) / 2)
    let effect = abs(first - second) * Double(rows).squareRoot()
    guard with > 0 else { return effect > reach * without ? 1 : 0 }
    return NormalDistribution.cumulative((effect - reach * without) / with)
      + NormalDistribution.cumulative((-effect - reach * without) / with)
  }

  /// The fewest rows, for each of the two, with which a difference of shares is found with a
  /// probability.
  ///
  ///     Power.rows(toTell: 0.97, from: 0.98)  // 3826
  public static func rows(
    toTell first: Double, from second: Double, power: Double = 0.8, level: Double = 0.95
  ) -> Int {
    required(try check(first, second, rows: 1, level: level))
    required(try checkRows(first, second, power: power))
    func isEnough(_ rows: Int) -> Bool {
      ofTelling(first, from: second, rows: rows, level: level) >= power
    }
    var (low, high) = (0, 1)
    while !isEnough(high) { (low, high) = (high, high * 2) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }

  package static func check(
    _ first: Double, _ second: Double, rows: Int, level: Double
  ) throws(TensorError) {
    guard (0...1).contains(first), (0...1).contains(second), rows > 0, level > 0, level < 1 else {
      throw TensorError(
        "The power of a comparison needs two shares between 0 and 1, rows and a level between 0 and "
          + "1, and \(first), \(second), \(rows) and \(level) were given.")
    }
  }

  package static func checkRows(
    _ first: Double, _ second: Double, power: Double
  ) throws(TensorError) {
    guard abs(first - second) > 1e-6, power > 0, power < 1 else {
      throw TensorError(
        "Rows enough to tell \(first) from \(second) with a power of \(power) are more than can be "
          + "counted: the shares have to differ, and the power lies between 0 and 1.")
    }
  }
}
