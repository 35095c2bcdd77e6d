import Tensors

/// Steps instead of values, and values from steps again.
///
/// ```
/// let yearly = try Differencing(1, seasonal: 1, period: 12)
/// let steps = try yearly(series)                      // 13 fewer
/// try yearly.undone(ahead, after: series)             // continues the series
/// ```
public struct Differencing: Sendable, Equatable {
  /// What is taken of the values, this one first: of once differenced 1 and -1.
  public let weights: [Double]

  /// Differences from the value before, `plain` times, and from that one period before, `seasonal`
  /// times.
  public init(_ plain: Int, seasonal: Int = 0, period: Int = 1) throws {
    guard plain >= 0, seasonal >= 0, seasonal == 0 || period > 1 else {
      throw TensorError(
        "Differencing is done 0 times or more, for seasons with a period of at least 2 steps, and "
          + "was given \(plain), \(seasonal) and \(period).")
    }
    var weights = [1.0]
    for _ in 0..<plain { weights = LagPolynomial.product(weights, [1, -1]) }
    let season = [1] + [Double](repeating: 0, count: max(period - 1, 0)) + [-1]
    for _ in 0..<seasonal { weights = LagPolynomial.product(weights, season) }
    self.weights = weights
  }

  /// How many values at the beginning it uses up.
  public var lost: Int { weights.count - 1 }

  /// The differences.
  ///
  ///     try Differencing(1)([1, 4, 9])   // [3.0, 5.0]
  public func callAsFunction(_ series: [Double]) throws -> [Double] {
    try SeriesRules.check(series, atLeast: weights.count, for: "This differencing")
    return (lost..<series.count).map { place in
      weights.indices.reduce(0) { $0 + weights[$1] * series[place - $1] }
    }
  }

  /// The values whose differences are `differences`, where they go on after `series`.
  ///
  ///     try Differencing(1).undone([7, 9], after: [1, 4, 9])   // [16.0, 25.0]
  public func undone(_ differences: [Double], after series: [Double]) throws -> [Double] {
    if lost == 0 { return differences }
    try SeriesRules.check(series, atLeast: lost, for: "Undoing this differencing")
    var values = Array(series.suffix(lost))
    for difference in differences {
      let end = values.count
      values.append(
        (1...lost).reduce(difference) { $0 - weights[$1] * values[end - $1] })
    }
    return Array(values.dropFirst(lost))
  }
}

/// Polynomials in the step back in time, the constant first.
enum LagPolynomial {
  static func product(_ left: [Double], _ right: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: left.count + right.count - 1)
    for (i, a) in left.enumerated() where a != 0 {
      for (j, b) in right.enumerated() { product[i + j] += a * b }
    }
    return product
  }

  /// 1 plus the coefficients at every `period` steps.
  static func spread(_ coefficients: [Double], every period: Int) -> [Double] {
    var spread = [Double](repeating: 0, count: coefficients.count * period + 1)
    spread[0] = 1
    for (place, value) in coefficients.enumerated() { spread[(place + 1) * period] = value }
    return spread
  }
}
