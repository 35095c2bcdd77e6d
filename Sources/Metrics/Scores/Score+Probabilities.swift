import Foundation
import Tensors

extension Score {
  /// The mean of ``$`-\ln p`$`` of the probability given to the right class, from probabilities of
  /// shape `[examples, classes]`. A probability of 0 counts as the smallest difference from 1 that
  /// single precision knows, 1.2e-7, so that one certain mistake costs 16 and not infinity.
  ///
  ///     Score.logLoss(of: Tensor([[0.2, 0.8], [0.6, 0.4]]), labels: [1, 0])   // 0.367
  public static func logLoss(of probabilities: Tensor, labels: [Int]) -> Double {
    required(try checkedLogLoss(of: probabilities, labels: labels))
  }

  package static func checkedLogLoss(
    of probabilities: Tensor, labels: [Int]
  ) throws(TensorError) -> Double {
    try checkProbabilities(probabilities, labels: labels)
    let width = probabilities.shape[1]
    let smallest = Double(Float.ulpOfOne)
    let sum = labels.indices.reduce(0.0) { sum, row in
      let probability = Double(probabilities.scalars[row * width + labels[row]])
      return sum - log(min(max(probability, smallest), 1 - smallest))
    }
    return sum / Double(labels.count)
  }

  /// The mean squared distance of the probabilities from what happened:
  /// ``$`\frac1n \sum_i \sum_c (p_{ic} - [y_i = c])^2`$``, and half of it for two classes, where
  /// the two terms are equal.
  public static func brier(of probabilities: Tensor, labels: [Int]) -> Double {
    required(try checkProbabilities(probabilities, labels: labels))
    let width = probabilities.shape[1]
    var sum = 0.0
    for (row, label) in labels.enumerated() {
      for column in 0..<width {
        let probability = Double(probabilities.scalars[row * width + column])
        let distance = probability - (column == label ? 1 : 0)
        sum += distance * distance
      }
    }
    return sum / Double(labels.count) / (width == 2 ? 2 : 1)
  }

  /// How many equally likely tokens would be as surprising: ``$`e^{L}`$`` of the mean loss in nats.
  ///
  ///     Score.perplexity(ofLosses: [0.5, 1.5])   // 2.718
  public static func perplexity(ofLosses losses: [Double]) -> Double {
    required(try check(losses.count, against: losses.count, "losses"))
    return exp(losses.reduce(0, +) / Double(losses.count))
  }

  /// How many equally likely classes would be as surprising as the right ones were.
  public static func perplexity(of probabilities: Tensor, labels: [Int]) -> Double {
    exp(logLoss(of: probabilities, labels: labels))
  }

  /// The rule of metrics of probabilities: what holds for scores, and every row sums to 1.
  static func checkProbabilities(
    _ probabilities: Tensor, labels: [Int]
  ) throws(TensorError) {
    try check(probabilities, labels: labels)
    let width = probabilities.shape[1]
    for row in labels.indices {
      var sum = 0.0
      for column in 0..<width {
        let probability = probabilities.scalars[row * width + column]
        sum += Double(probability)
        guard probability >= 0, probability <= 1 else { sum = .nan; break }
      }
      guard abs(sum - 1) < 1e-3 else {
        throw TensorError(
          "The probabilities of an example lie between 0 and 1 and sum to 1, and those of example "
            + "\(row) do not. Scores become probabilities by softmax.")
      }
    }
  }
}
