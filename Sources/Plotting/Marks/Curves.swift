import Foundation

/// The curve of a classifier's two kinds of success as its threshold falls.
package enum ROC {
  /// The corners of the curve and the area below it. Scores that are equal are taken in one step.
  package static func curve(
    scores: [Double], isPositive: [Bool]
  ) -> (x: [Double], y: [Double], area: Double) {
    let order = scores.indices.filter { !scores[$0].isNaN }.sorted { scores[$0] > scores[$1] }
    let positives = Double(order.filter { isPositive[$0] }.count)
    let negatives = Double(order.count) - positives
    var (x, y, area) = ([0.0], [0.0], 0.0)
    var (hits, misses) = (0.0, 0.0)
    var index = 0
    while index < order.count {
      let score = scores[order[index]]
      while index < order.count, scores[order[index]] == score {
        if isPositive[order[index]] { hits += 1 } else { misses += 1 }
        index += 1
      }
      let next = (
        x: negatives > 0 ? misses / negatives : 0, y: positives > 0 ? hits / positives : 0
      )
      area += (next.x - x[x.count - 1]) * (next.y + y[y.count - 1]) / 2
      x.append(next.x)
      y.append(next.y)
    }
    return (x, y, area)
  }
}

/// How often what was said with some probability came true.
package enum Calibration {
  package struct Bin: Sendable, Equatable {
    package let mean: Double
    package let share: Double
    package let count: Int
    /// The ends of Wilson's interval around the share, at 95 per cent.
    package let low: Double
    package let high: Double
  }

  package static func bins(_ probabilities: [Double], _ outcomes: [Bool], count: Int) -> [Bin] {
    var members = [[Int]](repeating: [], count: max(count, 1))
    for (index, probability) in probabilities.enumerated()
    where probability >= 0 && probability <= 1 {
      members[min(Int(probability * Double(members.count)), members.count - 1)].append(index)
    }
    return members.filter { !$0.isEmpty }.map { bin in
      let n = Double(bin.count)
      let share = Double(bin.filter { outcomes[$0] }.count) / n
      let z = 1.96
      let center = (share + z * z / (2 * n)) / (1 + z * z / n)
      let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
      return Bin(
        mean: bin.map { probabilities[$0] }.reduce(0, +) / n, share: share, count: bin.count,
        low: max(center - reach, 0), high: min(center + reach, 1))
    }
  }
}

extension Figure {
  /// Adds the ROC curve of scores, with the area below it in its name, and the diagonal of chance.
  public func rocCurve(
    scores: some Plottable, positives: [Bool], label: String = "", hue: Hue? = nil
  ) -> Figure {
    let scores = scores.plotValues
    required(
      try requireSameCount(
        "drawing a ROC curve", ("scores", scores.count), ("answers", positives.count)))
    let curve = ROC.curve(scores: scores, isPositive: positives)
    let area = "area \(NumberText.fixed(curve.area, decimals: 3))"
    return squareOfShares(x: "false positives", y: "true positives")
      .line(curve.x, curve.y, label: label.isEmpty ? area : "\(label), \(area)", hue: hue)
  }

  /// Adds how often what was said with some probability came true, in bins, each with its 95 per
  /// cent interval; on the diagonal the probabilities mean what they say.
  public func calibration(
    probabilities: some Plottable, outcomes: [Bool], bins: Int = 10, label: String = "",
    hue: Hue? = nil
  ) -> Figure {
    let values = probabilities.plotValues
    required(
      try requireSameCount(
        "drawing calibration", ("probabilities", values.count), ("outcomes", outcomes.count)))
    let bins = Calibration.bins(values, outcomes, count: min(max(bins, 1), 200))
    return squareOfShares(x: "probability said", y: "share that came true")
      .adding(CalibrationMark(bins: bins, label: label, hue: hue))
      .adding(CalibrationIntervals(bins: bins, hue: hue))
  }

  /// Two axes from 0 to 1 with the diagonal, where the figure does not have them yet.
  private func squareOfShares(x: String, y: String) -> Figure {
    changing { figure in
      if figure.x.label.isEmpty { figure.x.label = x }
      if figure.y.label.isEmpty { figure.y.label = y }
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
