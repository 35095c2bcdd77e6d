import Metrics
import Plotting

// What metrics count, as marks of a figure. Metrics knows no figures, and Plotting, which draws
// numbers, knows no statistics; here they meet.

extension Figure {
  /// Adds how often each class was taken for each: rows are what is true, columns what was said.
  ///
  /// The darkness of a cell is its share of the row, so that a rare class is as visible as a common
  /// one; the number is the count.
  public func confusionMatrix(_ matrix: ConfusionMatrix) -> Figure {
    let names = matrix.classNames
    let figure = heatMap(
      matrix.tensor, values: true, rows: names, columns: names, map: .sequential, range: 0...1,
      tones: PlotMatrix(
        rows: names.count, columns: names.count, values: matrix.shares.flatMap { $0 }), bar: false)
    return figure.naming(x: "predicted", y: "actual")
  }

  /// Adds the ROC curve of a ranking, with the area below it in its name, and the diagonal of
  /// chance.
  ///
  ///     Figure("Two classifiers").rocCurve(RankingCurve(scores: scores, labels: labels), label: "network")
  public func rocCurve(
    _ curve: RankingCurve, label: String = "", hue: Hue? = nil
  ) -> Figure {
    let (x, y) = curve.roc
    return rocCurve(
      falsePositiveRates: x, truePositiveRates: y, area: curve.area, label: label, hue: hue)
  }

  /// Adds how often what was said with some probability came true, in the bins that hold any, each
  /// with its 95 per cent interval; on the diagonal the probabilities mean what they say.
  public func calibration(
    _ calibration: Calibration, label: String = "", hue: Hue? = nil
  ) -> Figure {
    let bins = calibration.bins.filter { $0.count > 0 }
    let intervals = bins.compactMap { $0.interval() }
    return self.calibration(
      said: bins.map(\.confidence), cameTrue: bins.map(\.accuracy), lower: intervals.map(\.lower),
      upper: intervals.map(\.upper), label: label, hue: hue)
  }
}
