import Tensors

/// How a series resembles itself some steps earlier.
public enum Autocorrelation {
  /// The correlations with the series 0 to `lags` steps earlier, the first of them 1:
  /// ``$`r_k = \sum_t (y_t - \bar y)(y_{t-k} - \bar y) / \sum_t (y_t - \bar y)^2`$``.
  ///
  /// All are of one mean and one variance, so that the list belongs to some stationary series.
  ///
  ///     try Autocorrelation.of([1, 2, 3, 4], lags: 1)   // [1.0, 0.25]
  public static func of(_ series: [Double], lags: Int) throws -> [Double] {
    try SeriesRules.check(series, atLeast: 2, for: "Autocorrelation")
    guard lags >= 0, lags < series.count else {
      throw TensorError(
        "Autocorrelation of \(series.count) values has lags from 0 to \(series.count - 1), and was "
          + "asked for \(lags).")
    }
    let mean = series.reduce(0, +) / Double(series.count)
    let centred = series.map { $0 - mean }
    let squares = centred.reduce(0) { $0 + $1 * $1 }
    guard squares > 0 else {
      throw TensorError("Autocorrelation compares differences, and all values are \(series[0]).")
    }
    return (0...lags).map { lag in
      (lag..<series.count).reduce(0) { $0 + centred[$1] * centred[$1 - lag] } / squares
    }
  }

  /// What each lag adds to those before it: the last weight of the autoregression of that order, by
  /// the recursion of Durbin and Levinson; the first of them 1.
  public static func partial(of series: [Double], lags: Int) throws -> [Double] {
    autoregression(with: try of(series, lags: lags)).partials
  }

  /// The autoregression whose series has these correlations, the first of them 1: its weights, what
  /// each order added on the way there, and the share of the variance that is left.
  static func autoregression(
    with correlations: [Double]
  ) -> (weights: [Double], partials: [Double], left: Double) {
    var (weights, partials) = ([Double](), [1.0])
    var left = 1.0
    for lag in 0..<(correlations.count - 1) {
      let explained = weights.indices.reduce(0) { $0 + weights[$1] * correlations[lag - $1] }
      let partial = (correlations[lag + 1] - explained) / left
      let earlier = weights
      for place in weights.indices { weights[place] -= partial * earlier[lag - 1 - place] }
      weights.append(partial)
      partials.append(partial)
      left *= 1 - partial * partial
    }
    return (weights, partials, left)
  }
}
