import Foundation
import Tensors

/// Differences of a series as a sum of their own past and of past surprises, with a second such sum
/// over seasons: ARIMA(p, d, q)(P, D, Q), by exact Gaussian likelihood of the differences.
///
/// ```
/// let order = ARIMA.Order(
///   1, 1, 1, seasonal: (0, 1, 1), period: 12)
/// let model = try ARIMA(fittedTo: past, order)
/// model.forecast(24).intervals(level: 0.8)
/// ```
///
/// ``$`\phi(B)\Phi(B^s)(w_t - \mu) = \theta(B)\Theta(B^s)\varepsilon_t`$`` for the differences
/// ``$`w_t`$``, where ``$`\phi(B) = 1 - \phi_1 B - \dots`$`` and ``$`\theta(B) = 1 + \theta_1 B + \dots`$``.
public struct ARIMA: Forecaster, Equatable {
  /// How many terms of each kind.
  public struct Order: Sendable, Equatable {
    public let own, differences, surprises: Int
    public let seasonalOwn, seasonalDifferences, seasonalSurprises, period: Int
    /// Whether the differences have a mean other than 0.
    public let hasMean: Bool

    /// p, d and q, and the same of the season.
    public init(
      _ own: Int, _ differences: Int, _ surprises: Int, seasonal: (Int, Int, Int) = (0, 0, 0),
      period: Int = 1, hasMean: Bool = false
    ) {
      (self.own, self.differences, self.surprises) = (own, differences, surprises)
      (seasonalOwn, seasonalDifferences, seasonalSurprises) = seasonal
      (self.period, self.hasMean) = (period, hasMean)
    }
  }

  /// The weights of each kind, and the mean of the differences.
  public struct Parameters: Sendable, Equatable {
    public var own, surprises, seasonalOwn, seasonalSurprises: [Double]
    public var mean: Double
    public init(
      own: [Double] = [], surprises: [Double] = [], seasonalOwn: [Double] = [],
      seasonalSurprises: [Double] = [], mean: Double = 0
    ) {
      (self.own, self.surprises, self.mean) = (own, surprises, mean)
      (self.seasonalOwn, self.seasonalSurprises) = (seasonalOwn, seasonalSurprises)
    }
  }

  public let order: Order
  public let parameters: Parameters
  /// The variance of the surprises that makes the series most likely.
  public let variance: Double
  /// The logarithm of the likelihood of the differences.
  public let logLikelihood: Double
  private let differencing: Differencing
  private let end: MovingState
  private let last: [Double]

  /// Finds the most likely parameters, among those that are stationary and can be inverted.
  public init(fittedTo series: [Double], _ order: Order) throws {
    let differences = try ARIMA.differences(of: series, order)
    let found = ARIMASearch(differences, order).run()
    try self.init(of: series, order, parameters: found)
  }

  /// Runs through a series with given parameters; the variance is the most likely one.
  public init(of series: [Double], _ order: Order, parameters: Parameters) throws {
    try self.init(series, order, parameters, variance: nil)
  }

  private init(
    _ series: [Double], _ order: Order, _ parameters: Parameters, variance: Double?
  ) throws {
    let differences = try ARIMA.differences(of: series, order)
    guard parameters.own.count == order.own, parameters.surprises.count == order.surprises,
      parameters.seasonalOwn.count == order.seasonalOwn,
      parameters.seasonalSurprises.count == order.seasonalSurprises
    else {
      throw TensorError("The parameters of this ARIMA are not as many as its order says.")
    }
    guard var state = MovingState(parameters, period: order.period) else {
      throw TensorError(
        "The weights of this ARIMA on the past let the series grow without bounds.")
    }
    let sums = state.run(differences.map { $0 - parameters.mean })
    let count = Double(differences.count)
    self.variance = variance ?? sums.squares / count
    logLikelihood =
      -0.5
      * (count * log(2 * Double.pi * self.variance) + sums.logarithms
        + sums.squares / self.variance)
    (self.order, self.parameters, end) = (order, parameters, state)
    differencing = try ARIMA.differencing(order)
    last = Array(series.suffix(differencing.lost))
  }

  public func carried(to series: [Double]) throws -> ARIMA {
    try ARIMA(series, order, parameters, variance: variance)
  }

  public func forecast(_ steps: Int) -> Forecast {
    required(try SeriesRules.check(steps: steps))
    let (differences, covariances) = end.ahead(steps)
    let means = required(
      try differencing.undone(differences.map { $0 + parameters.mean }, after: last))
    // What a difference of 1 adds to each later value.
    var effects = [Double]()
    for step in 0..<steps {
      let earlier = stride(from: 1, through: min(step, differencing.lost), by: 1)
      effects.append(
        earlier.reduce(step == 0 ? 1 : 0) { $0 - differencing.weights[$1] * effects[step - $1] })
    }
    var variances = [Double](repeating: 0, count: steps)
    for step in 0..<steps {
      for i in 0...step {
        for j in 0...step {
          let both = effects[step - i] * effects[step - j]
          variances[step] += both * covariances[min(i, j)][abs(i - j)]
        }
      }
    }
    return Forecast(
      means: means, deviations: variances.map { (variance * max($0, 0)).squareRoot() })
  }

  private static func differencing(_ order: Order) throws -> Differencing {
    try Differencing(
      order.differences, seasonal: order.seasonalDifferences, period: order.period)
  }

  private static func differences(of series: [Double], _ order: Order) throws -> [Double] {
    let counts = [order.own, order.surprises, order.seasonalOwn, order.seasonalSurprises]
    guard counts.allSatisfy({ $0 >= 0 }),
      order.seasonalOwn + order.seasonalSurprises == 0 || order.period > 1
    else {
      throw TensorError(
        "An ARIMA has 0 terms of a kind or more, and a period of at least 2 steps where it has a "
          + "season.")
    }
    let differencing = try differencing(order)
    try SeriesRules.check(
      series, atLeast: differencing.lost + counts.reduce(2, +), for: "An ARIMA of this order")
    let differences = try differencing(series)
    guard differences.contains(where: { $0 != differences[0] }) else {
      throw TensorError(
        "An ARIMA explains how differences vary, and here all of them are \(differences[0]).")
    }
    return differences
  }
}
