import Tensors

/// A value as a weighted sum of those before it: ``$`y_t = c + \sum_k a_k y_{t-k} + e_t`$``.
///
/// ```
/// let model = try Autoregression(fittedTo: years, order: 9)
/// model.forecast(11).means
/// ```
public struct Autoregression: Forecaster, Equatable {
  /// How the weights are found.
  public enum Method: Sendable, Equatable {
    /// By the least squared error of each value from those before it.
    case leastSquares
    /// From the autocorrelations, by the equations of Yule and Walker: never a series that grows
    /// without bounds, and a little short.
    case yuleWalker
  }

  /// What is added to the weighted sum.
  public let constant: Double
  /// The weights, that of the value before first.
  public let weights: [Double]
  /// The deviation of what the sum misses.
  public let deviation: Double
  private let last: [Double]

  /// Fits the weights of the `order` values before.
  public init(
    fittedTo series: [Double], order: Int, by method: Method = .leastSquares
  ) throws {
    guard order > 0 else {
      throw TensorError("An autoregression has an order of at least 1, and was given \(order).")
    }
    try SeriesRules.check(
      series, atLeast: 2 * order + 2, for: "An autoregression of order \(order)")
    let found =
      switch method {
      case .leastSquares: try Autoregression.leastSquares(series, order)
      case .yuleWalker: try Autoregression.yuleWalker(series, order)
      }
    (constant, weights, deviation) = found
    last = Array(series.suffix(order))
  }

  private init(_ other: Autoregression, last: [Double]) {
    (constant, weights, deviation) = (other.constant, other.weights, other.deviation)
    self.last = last
  }

  /// The mean to which forecasts go in the long run, where there is one.
  public var mean: Double { constant / (1 - weights.reduce(0, +)) }

  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    var values = last
    // How much of an error is left in the values after it.
    var left = [1.0]
    for step in 0..<steps {
      values.append(
        weights.indices.reduce(constant) { $0 + weights[$1] * values[values.count - 1 - $1] })
      left.append(
        weights.indices.prefix(step + 1).reduce(0) { $0 + weights[$1] * left[step - $1] })
    }
    var variance = 0.0
    return Forecast(
      means: Array(values.suffix(steps)),
      deviations: left.prefix(steps).map {
        variance += $0 * $0
        return deviation * variance.squareRoot()
      })
  }

  public func carried(to series: [Double]) throws -> Autoregression {
    try SeriesRules.check(
      series, atLeast: weights.count, for: "An autoregression of order \(weights.count)")
    return Autoregression(self, last: Array(series.suffix(weights.count)))
  }

  private static func leastSquares(
    _ series: [Double], _ order: Int
  ) throws(TensorError) -> (Double, [Double], Double) {
    let name = "An autoregression of order \(order)"
    // About the mean, so that a constant much larger than the moves costs no digits.
    let mean = series.reduce(0, +) / Double(series.count)
    let centred = series.map { $0 - mean }
    let rows = (order..<series.count).map { place in
      [1] + (1...order).map { centred[place - $0] }
    }
    let targets = Array(centred[order...])
    let solved = try RidgeSystem.solve(
      rows, targets, penalties: .init(repeating: 0, count: order + 1), for: name)
    let squares = zip(rows, targets).reduce(0.0) { sum, pair in
      let error = pair.1 - zip(pair.0, solved).reduce(0) { $0 + $1.0 * $1.1 }
      return sum + error * error
    }
    let weights = Array(solved.dropFirst())
    return (
      solved[0] + mean * (1 - weights.reduce(0, +)), weights,
      (squares / Double(rows.count)).squareRoot()
    )
  }

  private static func yuleWalker(
    _ series: [Double], _ order: Int
  ) throws -> (Double, [Double], Double) {
    let correlations = try Autocorrelation.of(series, lags: order)
    let mean = series.reduce(0, +) / Double(series.count)
    let variance =
      series.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(series.count)
    let found = Autocorrelation.autoregression(with: correlations)
    return (
      mean * (1 - found.weights.reduce(0, +)), found.weights, (variance * found.left).squareRoot()
    )
  }
}
