import Tensors

/// Whether a model that says 80 percent is right 80 percent of the time: predictions in bins of
/// equal width by what was said.
public struct Calibration: Sendable, Equatable {
  /// The predictions whose confidence lies in one interval.
  public struct Bin: Sendable, Equatable {
    /// The interval, open below and closed above; the first is closed on both sides.
    public let range: ClosedRange<Double>
    /// How many predictions are in it.
    public let count: Int
    /// How many of them were right, or came true.
    public let hits: Int
    /// Their mean confidence; NaN when there are none.
    public let confidence: Double
    /// The share of them that is right; NaN when there are none.
    public var accuracy: Double { Double(hits) / Double(count) }

    /// Wilson's interval around the share; nil when there are no predictions.
    public func interval(level: Double = 0.95) -> Interval? {
      count == 0 ? nil : .wilson(hits, of: count, level: level)
    }
  }

  /// All bins from confidence 0 to 1, empty ones included.
  public let bins: [Bin]

  /// Sorts predictions into bins by their confidence, the highest probability, from probabilities of
  /// shape `[examples, classes]`.
  public init(probabilities: Tensor, labels: [Int], bins count: Int = 15) {
    required(try Score.checkProbabilities(probabilities, labels: labels))
    let predicted = Score.classes(of: probabilities)
    let width = probabilities.shape[1]
    self = required(
      try Calibration(
        checking: labels.indices.map {
          Double(probabilities.scalars[$0 * width + predicted[$0]])
        }, outcomes: labels.indices.map { predicted[$0] == labels[$0] }, bins: count))
  }

  /// Sorts forecasts into bins: with what probability each event was said to happen, and whether it
  /// did. The bins are scikit-learn's of `calibration_curve`, empty ones included.
  public init(probabilities: [Double], outcomes: [Bool], bins count: Int = 10) {
    self = required(try Calibration(checking: probabilities, outcomes: outcomes, bins: count))
  }

  package init(
    checking probabilities: [Double], outcomes: [Bool], bins binCount: Int
  ) throws(TensorError) {
    try Score.check(probabilities.count, against: outcomes.count, "probabilities and outcomes")
    guard binCount > 0 else {
      throw TensorError("Calibration needs at least one bin, and \(binCount) were asked for.")
    }
    if let place = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw TensorError(
        "A probability lies between 0 and 1, and that of example \(place) is "
          + "\(probabilities[place]).")
    }
    var counts = [Int](repeating: 0, count: binCount)
    var sums = [Double](repeating: 0, count: binCount)
    var hits = [Int](repeating: 0, count: binCount)
    for (probability, outcome) in zip(probabilities, outcomes) {
      let bin = min(max(Int((probability * Double(binCount)).rounded(.up)) - 1, 0), binCount - 1)
      counts[bin] += 1
      sums[bin] += probability
      hits[bin] += outcome ? 1 : 0
    }
    bins = (0..<binCount).map { bin in
      Bin(
        range: Double(bin) / Double(binCount)...Double(bin + 1) / Double(binCount),
        count: counts[bin], hits: hits[bin], confidence: sums[bin] / Double(counts[bin]))
    }
  }

  /// The expected calibration error: the mean distance of accuracy from confidence, each bin
  /// counted by its predictions.
  public var expectedError: Double {
    let total = bins.reduce(0) { $0 + $1.count }
    return bins.filter { $0.count > 0 }.reduce(0) { sum, bin in
      sum + Double(bin.count) / Double(total) * abs(bin.accuracy - bin.confidence)
    }
  }
}

extension Score {
  /// The expected calibration error in `bins` bins of equal width; see
  /// ``Calibration/expectedError``.
  public static func calibrationError(
    of probabilities: Tensor, labels: [Int], bins: Int = 15
  ) -> Double {
    Calibration(probabilities: probabilities, labels: labels, bins: bins).expectedError
  }
}
