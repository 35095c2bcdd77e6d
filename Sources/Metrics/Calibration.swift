import Tensors

/// Whether a model that says 80 percent is right 80 percent of the time: predictions in bins of
/// equal width by their confidence, the highest probability.
public struct Calibration: Sendable, Equatable {
  /// The predictions whose confidence lies in one interval.
  public struct Bin: Sendable, Equatable {
    /// The interval, open below and closed above.
    public let range: ClosedRange<Double>
    /// How many predictions are in it.
    public let count: Int
    /// Their mean confidence; NaN when there are none.
    public let confidence: Double
    /// The share of them that is right; NaN when there are none.
    public let accuracy: Double
  }

  /// All bins from confidence 0 to 1, empty ones included.
  public let bins: [Bin]

  /// Sorts predictions into bins, from probabilities of shape `[examples, classes]`.
  public init(probabilities: Tensor, labels: [Int], bins binCount: Int = 15) {
    required(try Score.checkProbabilities(probabilities, labels: labels))
    required(try Calibration.check(bins: binCount))
    let predicted = Score.classes(of: probabilities)
    var counts = [Int](repeating: 0, count: binCount)
    var confidences = [Double](repeating: 0, count: binCount)
    var correct = [Int](repeating: 0, count: binCount)
    for (row, label) in labels.enumerated() {
      let confidence = Double(
        probabilities.scalars[row * probabilities.shape[1] + predicted[row]])
      let bin = min(max(Int((confidence * Double(binCount)).rounded(.up)) - 1, 0), binCount - 1)
      counts[bin] += 1
      confidences[bin] += confidence
      correct[bin] += predicted[row] == label ? 1 : 0
    }
    bins = (0..<binCount).map { bin in
      let count = Double(counts[bin])
      return Bin(
        range: Double(bin) / Double(binCount)...Double(bin + 1) / Double(binCount),
        count: counts[bin], confidence: confidences[bin] / count,
        accuracy: Double(correct[bin]) / count)
    }
  }

  package static func check(bins: Int) throws(TensorError) {
    guard bins > 0 else {
      throw TensorError("Calibration needs at least one bin, and \(bins) were asked for.")
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
