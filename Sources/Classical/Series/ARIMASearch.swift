import Foundation

/// The search for the most likely parameters, in numbers that may be anything: each is a partial
/// correlation between -1 and 1 after `tanh`, so that every point is stationary and invertible.
struct ARIMASearch {
  private let differences: [Double]
  private let order: ARIMA.Order
  private let centre, scale: Double

  init(_ differences: [Double], _ order: ARIMA.Order) {
    (self.differences, self.order) = (differences, order)
    centre = order.hasMean ? differences.reduce(0, +) / Double(differences.count) : 0
    let middle = centre
    scale = rootMeanSquare(differences.map { $0 - middle })
  }

  func run() -> ARIMA.Parameters {
    let count =
      order.own + order.surprises + order.seasonalOwn + order.seasonalSurprises
      + (order.hasMean ? 1 : 0)
    let starts = count == 0 ? [[]] : [0.0, 0.5, -0.5].map { [Double](repeating: $0, count: count) }
    let found = starts.map { NelderMead.lowest(from: $0, height) }
    return read(found.min { height($0) < height($1) } ?? [])
  }

  /// Less is more likely: the likelihood with its best variance.
  private func height(_ point: [Double]) -> Double {
    let parameters = read(point)
    guard var state = MovingState(parameters, period: order.period) else { return .infinity }
    let sums = state.run(differences.map { ($0 - parameters.mean) / scale })
    let count = Double(differences.count)
    return 0.5 * (count * log(sums.squares / count) + sums.logarithms)
  }

  private func read(_ point: [Double]) -> ARIMA.Parameters {
    var left = point[...]
    func weights(_ count: Int) -> [Double] {
      defer { left = left.dropFirst(count) }
      return ARIMASearch.weights(partials: left.prefix(count).map { tanh($0) })
    }
    var parameters = ARIMA.Parameters()
    parameters.own = weights(order.own)
    parameters.surprises = weights(order.surprises).map { -$0 }
    parameters.seasonalOwn = weights(order.seasonalOwn)
    parameters.seasonalSurprises = weights(order.seasonalSurprises).map { -$0 }
    if order.hasMean, let shift = left.first { parameters.mean = centre + scale * shift }
    return parameters
  }

  /// The autoregression with these partial correlations.
  static func weights(partials: [Double]) -> [Double] {
    var weights = [Double]()
    for partial in partials {
      let earlier = weights
      for place in weights.indices {
        weights[place] -= partial * earlier[weights.count - 1 - place]
      }
      weights.append(partial)
    }
    return weights
  }
}
