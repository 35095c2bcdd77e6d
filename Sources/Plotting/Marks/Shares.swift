extension Figure {
  /// Adds the ROC curve of a classifier: of the negatives the share taken for positives, and of the
  /// positives the share found, at each threshold. The area below it stands in its name, and the
  /// diagonal is chance. ``RankingCurve`` of Metrics has all three.
  public func rocCurve(
    falsePositiveRates: some Plottable, truePositiveRates: some Plottable, area: Double,
    label: String = "", hue: Hue? = nil
  ) -> Figure {
    let (x, y) = (falsePositiveRates.plotValues, truePositiveRates.plotValues)
    required(
      try requireSameCount(
        "drawing a ROC curve", ("false positive rates", x.count), ("true positive rates", y.count)))
    let name = area.isNaN ? [] : ["area \(NumberText.fixed(area, decimals: 3))"]
    return squareOfShares(x: "false positives", y: "true positives")
      .line(x, y, label: ((label.isEmpty ? [] : [label]) + name).joined(separator: ", "), hue: hue)
  }

  /// Adds how often what was said with some probability came true, with the ends of an interval
  /// around each share; on the diagonal the probabilities mean what they say. ``Calibration`` of
  /// Metrics has the numbers.
  public func calibration(
    said: some Plottable, cameTrue: some Plottable, lower: some Plottable, upper: some Plottable,
    label: String = "", hue: Hue? = nil
  ) -> Figure {
    let (said, shares) = (said.plotValues, cameTrue.plotValues)
    let (lower, upper) = (lower.plotValues, upper.plotValues)
    for (name, count) in [
      ("shares", shares.count), ("lower ends", lower.count), ("upper ends", upper.count),
    ] {
      required(
        try requireSameCount("drawing calibration", ("probabilities", said.count), (name, count)))
    }
    return squareOfShares(x: "probability said", y: "share that came true")
      .adding(CalibrationMark(said: said, shares: shares, label: label, hue: hue))
      .adding(CalibrationIntervals(said: said, lower: lower, upper: upper, hue: hue))
  }

  /// Two axes from 0 to 1 with the diagonal, where the figure does not have them yet.
  private func squareOfShares(x: String, y: String) -> Figure {
    naming(x: x, y: y).changing { figure in
      // All curves end in the same corner, so that names at their ends would tell nothing.
      if figure.legend == .automatic { figure.legend = .bottomRight }
      figure.x.range = figure.x.range ?? 0...1
      figure.y.range = figure.y.range ?? 0...1
      let hasDiagonal = figure.marks.contains { ($0 as? ReferenceMark)?.kind == .slope(1, 0) }
      if !hasDiagonal {
        figure.marks.append(ReferenceMark(kind: .slope(1, 0), label: "", isSquare: true))
      }
    }
  }
}
