import Foundation

/// An autoregressive moving average as a state that a Kalman filter follows, in units of the variance
/// of the surprises. Its first number is the value itself.
struct MovingState: Sendable, Equatable {
  private let own, surprises: [Double]
  private var state: [Double]
  private var covariance: [Double]
  private var size: Int { state.count }

  /// The state before the first value, as likely as it is in the long run; nil where the weights let
  /// it grow without bounds.
  init?(_ parameters: ARIMA.Parameters, period: Int) {
    let past = LagPolynomial.product(
      LagPolynomial.spread(parameters.own.map { -$0 }, every: 1),
      LagPolynomial.spread(parameters.seasonalOwn.map { -$0 }, every: period))
    let moving = LagPolynomial.product(
      LagPolynomial.spread(parameters.surprises, every: 1),
      LagPolynomial.spread(parameters.seasonalSurprises, every: period))
    let size = max(past.count - 1, moving.count)
    own = (1...size).map { $0 < past.count ? -past[$0] : 0 }
    surprises = (0..<size).map { $0 < moving.count ? moving[$0] : 0 }
    state = [Double](repeating: 0, count: size)
    covariance = []
    guard let settled = settledCovariance() else { return nil }
    covariance = settled
  }

  /// Follows the values; the sum of the squared errors, each in its own variance, and of the
  /// logarithms of those.
  mutating func run(_ values: [Double]) -> (squares: Double, logarithms: Double) {
    var (squares, logarithms) = (0.0, 0.0)
    for value in values {
      let (error, variance) = (value - state[0], covariance[0])
      squares += error * error / variance
      logarithms += log(variance)
      // What the error says of every number of the state, before it moves on.
      let gain = (0..<size).map { covariance[$0 * size] / variance }
      for row in 0..<size { state[row] += gain[row] * error }
      for row in 0..<size {
        for column in 0..<size {
          covariance[row * size + column] -= gain[row] * gain[column] * variance
        }
      }
      move()
    }
    return (squares, logarithms)
  }

  /// The means of the next values, and the covariance of each with those 0, 1, … steps after it.
  func ahead(_ steps: Int) -> (means: [Double], covariances: [[Double]]) {
    var (later, means, covariances) = (self, [Double](), [[Double]]())
    for step in 0..<steps {
      means.append(later.state[0])
      var column = (0..<size).map { later.covariance[$0 * size] }
      covariances.append(
        (step..<steps).map { _ in
          defer { column = moved(column) }
          return column[0]
        })
      later.move()
    }
    return (means, covariances)
  }

  /// One step on.
  private mutating func move() {
    state = moved(state)
    var half = covariance
    for row in 0..<size {
      for column in 0..<size {
        let next = row + 1 < size ? covariance[(row + 1) * size + column] : 0
        half[row * size + column] = own[row] * covariance[column] + next
      }
    }
    for row in 0..<size {
      for column in 0..<size {
        let next = column + 1 < size ? half[row * size + column + 1] : 0
        covariance[row * size + column] =
          own[column] * half[row * size] + next + surprises[row] * surprises[column]
      }
    }
  }

  private func moved(_ vector: [Double]) -> [Double] {
    (0..<size).map { own[$0] * vector[0] + ($0 + 1 < size ? vector[$0 + 1] : 0) }
  }

  /// The covariance that a step does not change, by adding up twice as many steps each time.
  private func settledCovariance() -> [Double]? {
    var step = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      step[row * size] = own[row]
      if row + 1 < size { step[row * size + row + 1] += 1 }
    }
    var sum = (0..<size * size).map { surprises[$0 / size] * surprises[$0 % size] }
    for _ in 0..<40 {
      let added = product(product(step, sum), turned(step))
      let largest = sum.reduce(0) { max($0, abs($1)) }
      let change = added.reduce(0) { max($0, abs($1)) }
      guard change.isFinite, largest < 1e12 else { return nil }
      for place in sum.indices { sum[place] += added[place] }
      if change <= 1e-17 * largest { return sum }
      step = product(step, step)
    }
    return nil
  }

  private func turned(_ matrix: [Double]) -> [Double] {
    matrix.indices.map { matrix[$0 % size * size + $0 / size] }
  }

  private func product(_ left: [Double], _ right: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for middle in 0..<size where left[row * size + middle] != 0 {
        let factor = left[row * size + middle]
        for column in 0..<size {
          product[row * size + column] += factor * right[middle * size + column]
        }
      }
    }
    return product
  }
}
