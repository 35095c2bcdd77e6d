import Tensors

/// One moment from which a forecast is made: what is known then, and what is to be foretold.
public struct Origin: Sendable, Equatable {
  /// The places of the series that are known.
  public let past: Range<Int>
  /// The places that are foretold.
  public let ahead: Range<Int>
}

extension Origin {
  /// Origins from front to back, each `step` places after the one before, the first where `first`
  /// values are known; each has `horizon` values ahead of it in the series.
  ///
  /// With a step of the horizon nothing is foretold twice; with a smaller one neighbouring errors
  /// share values, and count for less than their number.
  ///
  ///     Origin.rolling(over: 10, first: 4, horizon: 3)
  ///     // past 0..<4 and ahead 4..<7, then past 0..<7 and ahead 7..<10
  ///
  /// - Parameter window: How many of the known values count as past; all of them without it.
  public static func rolling(
    over count: Int, first: Int, horizon: Int, step: Int? = nil, window: Int? = nil
  ) -> [Origin] {
    required(try check(count, first, horizon, step ?? horizon, window))
    return stride(from: first, through: count - horizon, by: step ?? horizon).map { end in
      Origin(past: max(0, end - (window ?? end))..<end, ahead: end..<(end + horizon))
    }
  }

  package static func check(
    _ count: Int, _ first: Int, _ horizon: Int, _ step: Int, _ window: Int?
  ) throws(TensorError) {
    guard first > 0, horizon > 0, step > 0, window ?? 1 > 0 else {
      throw TensorError(
        "An origin knows at least one value, foretells at least one and moves on by at least one.")
    }
    guard first + horizon <= count else {
      throw TensorError(
        "\(first) known values and \(horizon) ahead are \(first + horizon), and the series has "
          + "\(count).")
    }
  }
}
