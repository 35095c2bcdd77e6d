import Tensors

extension Score {
  /// The share of predictions that equal their label.
  ///
  ///     Score.accuracy(of: [1, 0, 2, 2], labels: [1, 0, 2, 1])   // 0.75
  public static func accuracy(of predicted: [Int], labels: [Int]) -> Double {
    required(try checkedAccuracy(of: predicted, labels: labels))
  }

  package static func checkedAccuracy(
    of predicted: [Int], labels: [Int]
  ) throws(TensorError) -> Double {
    try check(predicted.count, against: labels.count, "predictions and labels")
    let correct = labels.indices.count { predicted[$0] == labels[$0] }
    return Double(correct) / Double(labels.count)
  }

  /// 1 for each prediction that equals its label and 0 for each other: what ``Bootstrap`` takes to
  /// compare two models example by example.
  ///
  ///     Score.correctness(of: [1, 0, 2], labels: [1, 0, 1])   // [1.0, 1.0, 0.0]
  public static func correctness(of predicted: [Int], labels: [Int]) -> [Double] {
    required(try check(predicted.count, against: labels.count, "predictions and labels"))
    return labels.indices.map { predicted[$0] == labels[$0] ? 1 : 0 }
  }

  /// The share of examples whose label is among the `k` classes with the highest scores. Of equal
  /// scores the class with the higher number counts as the better, as in scikit-learn.
  ///
  ///     Score.topK(2, of: Tensor([[0.1, 0.7, 0.2], [0.6, 0.1, 0.3]]), labels: [2, 1])   // 0.5
  public static func topK(_ k: Int, of scores: Tensor, labels: [Int]) -> Double {
    required(try checkedTopK(k, of: scores, labels: labels))
  }

  package static func checkedTopK(
    _ k: Int, of scores: Tensor, labels: [Int]
  ) throws(TensorError) -> Double {
    try check(scores, labels: labels)
    let width = scores.shape[1]
    guard k > 0 else { throw TensorError("The best \(k) of \(width) classes are none.") }
    let found = labels.indices.count { row in
      let label = labels[row]
      let own = scores.scalars[row * width + label]
      let better = (0..<width).count { column in
        let other = scores.scalars[row * width + column]
        return other > own || other == own && column > label
      }
      return better < k
    }
    return Double(found) / Double(labels.count)
  }
}
