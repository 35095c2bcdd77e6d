import Tensors

/// A model of one series of equally spaced numbers that says how it goes on.
///
/// ```
/// let models: [any Forecaster] = [
///   try NaiveForecast(fittedTo: past), try SeasonalNaiveForecast(fittedTo: past, period: 12),
/// ]
/// for model in models { print(model.forecast(12).intervals(level: 0.8)) }
/// ```
public protocol Forecaster: Sendable {
  /// What the next `steps` values will be, as seen from the end of the series.
  func forecast(_ steps: Int) -> Forecast

  /// The same parameters at the end of another series, usually the one that is known some steps
  /// later: nothing is fitted anew.
  func carried(to series: [Double]) throws -> Self
}

/// The rules of all that is done to a series.
enum SeriesRules {
  /// The series is long enough and has no gaps.
  static func check(
    _ series: [Double], atLeast least: Int, for what: String
  ) throws(TensorError) {
    guard series.count >= least else {
      throw TensorError("\(what) needs at least \(least) values, and was given \(series.count).")
    }
    if let place = series.firstIndex(where: { !$0.isFinite }) {
      throw TensorError(
        "\(what) needs numbers, and value \(place) is \(series[place]). Fill the gaps first.")
    }
  }

  /// A season has at least two steps.
  static func check(period: Int, for what: String) throws(TensorError) {
    guard period > 1 else {
      throw TensorError("\(what) needs a period of at least 2 steps, and was given \(period).")
    }
  }

  /// One step ahead is the nearest there is.
  static func check(steps: Int) throws(TensorError) {
    guard steps > 0 else {
      throw TensorError("A forecast goes at least one step ahead, and was asked for \(steps).")
    }
  }
}
