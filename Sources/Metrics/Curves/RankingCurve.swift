import Tensors

/// What a model with a score and a threshold can do at every threshold: predict the positive class
/// where the score is at least that high.
public struct RankingCurve: Sendable, Equatable {
  /// The thresholds: every score that appears, the highest first.
  public let thresholds: [Double]
  /// How many positives are found at each threshold.
  let truePositives: [Int]
  /// How many negatives are taken for positives at each threshold.
  let falsePositives: [Int]

  /// Ranks examples by score; those labelled `positive` are to be found.
  public init(scores: [Float], labels: [Int], positive: Int = 1) {
    self = required(try RankingCurve(checking: scores, labels: labels, positive: positive))
  }

  package init(
    checking scores: [Float], labels: [Int], positive: Int
  ) throws(TensorError) {
    try Score.check(scores.count, against: labels.count, "scores and labels")
    if let place = scores.firstIndex(where: \.isNaN) {
      throw TensorError("The score of example \(place) is not a number.")
    }
    var (thresholds, truePositives, falsePositives): ([Double], [Int], [Int]) = ([], [], [])
    var (found, mistaken) = (0, 0)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    for (place, example) in order.enumerated() {
      if labels[example] == positive { found += 1 } else { mistaken += 1 }
      // Equal scores are on the same side of every threshold.
      if place + 1 == order.count || scores[order[place + 1]] != scores[example] {
        thresholds.append(Double(scores[example]))
        truePositives.append(found)
        falsePositives.append(mistaken)
      }
    }
    self.thresholds = thresholds
    self.truePositives = truePositives
    self.falsePositives = falsePositives
  }

  /// The receiver operating characteristic: of the negatives the share taken for positives, and of
  /// the positives the share found, at a threshold above all scores and then at each. NaN where
  /// there are no negatives or no positives.
  public var roc: (falsePositiveRate: [Double], truePositiveRate: [Double]) {
    func rates(_ counts: [Int]) -> [Double] {
      let total = Double(counts.last!)
      return ([0] + counts).map { total == 0 ? .nan : Double($0) / total }
    }
    return (rates(falsePositives), rates(truePositives))
  }

  /// The area under the receiver operating characteristic: the probability that a positive has a
  /// higher score than a negative, ties counted as one half. NaN where a class has no example.
  public var area: Double {
    let (x, y) = roc
    return zip(1..<max(x.count, 1), x.dropFirst()).reduce(0) { area, step in
      area + (step.1 - x[step.0 - 1]) * (y[step.0] + y[step.0 - 1]) / 2
    }
  }

  /// Precision against recall: recall 0 with precision 1, and then each threshold. Recall is 1
  /// everywhere where there are no positives, as in scikit-learn.
  public var precisionRecall: (recall: [Double], precision: [Double]) {
    let total = Double(truePositives.last!)
    let recall = truePositives.map { total == 0 ? 1 : Double($0) / total }
    let precision = zip(truePositives, falsePositives).map { Double($0) / Double($0 + $1) }
    return ([0] + recall, [1] + precision)
  }

  /// The precision at each threshold weighted by the recall it adds: ``$`\sum (R_i - R_{i-1}) P_i`$``.
  public var averagePrecision: Double {
    let (recall, precision) = precisionRecall
    return (1..<recall.count).reduce(0) { $0 + (recall[$1] - recall[$1 - 1]) * precision[$1] }
  }
}

extension Score {
  /// The area under the receiver operating characteristic of two classes; see
  /// ``RankingCurve/area``.
  ///
  ///     Score.areaUnderROC(of: [0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1])   // 0.75
  public static func areaUnderROC(
    of scores: [Float], labels: [Int], positive: Int = 1
  ) -> Double {
    RankingCurve(scores: scores, labels: labels, positive: positive).area
  }

  /// The mean over classes of the area under the receiver operating characteristic of that class
  /// against all others, from scores of shape `[examples, classes]`.
  public static func areaUnderROC(of scores: Tensor, labels: [Int]) -> Double {
    required(try check(scores, labels: labels))
    let width = scores.shape[1]
    let areas = (0..<width).map { column in
      let own = labels.indices.map { scores.scalars[$0 * width + column] }
      return areaUnderROC(of: own, labels: labels, positive: column)
    }
    return areas.reduce(0, +) / Double(width)
  }

  /// The area under the precision-recall curve, by steps; see ``RankingCurve/averagePrecision``.
  public static func averagePrecision(
    of scores: [Float], labels: [Int], positive: Int = 1
  ) -> Double {
    RankingCurve(scores: scores, labels: labels, positive: positive).averagePrecision
  }
}
