import Tensors

extension Score {
  /// Matthews' correlation: that of label and prediction, both as indicators of classes. 1 for
  /// perfect predictions, 0 for those that do not depend on the label; 0, as in scikit-learn, where
  /// all labels or all predictions are the same.
  ///
  /// With ``$`t_k`$`` examples of class ``$`k`$``, ``$`p_k`$`` predictions of it, ``$`c`$`` right ones
  /// and ``$`s`$`` in all:
  /// ``$`\left(cs - \sum p_k t_k\right) / \sqrt{(s^2 - \sum p_k^2)(s^2 - \sum t_k^2)}`$``.
  ///
  ///     Score.matthews(of: [1, 0, 1, 1], labels: [1, 0, 0, 1])   // 0.577
  public static func matthews(of predicted: [Int], labels: [Int]) -> Double {
    required(try checkedMatthews(of: predicted, labels: labels))
  }

  package static func checkedMatthews(
    of predicted: [Int], labels: [Int]
  ) throws(TensorError) -> Double {
    try check(predicted.count, against: labels.count, "predictions and labels")
    var (taken, given): ([Int: Double], [Int: Double]) = ([:], [:])
    var right = 0.0
    for (prediction, label) in zip(predicted, labels) {
      taken[prediction, default: 0] += 1
      given[label, default: 0] += 1
      if prediction == label { right += 1 }
    }
    let all = Double(labels.count)
    // Whole numbers, so the order of a dictionary does not show in the sums.
    let together = taken.reduce(0) { $0 + $1.value * (given[$1.key] ?? 0) }
    let ofTaken = all * all - taken.values.reduce(0) { $0 + $1 * $1 }
    let ofGiven = all * all - given.values.reduce(0) { $0 + $1 * $1 }
    guard ofTaken > 0, ofGiven > 0 else { return 0 }
    return (right * all - together) / (ofTaken * ofGiven).squareRoot()
  }
}
