import Foundation
import Tensors

/// One number by which all logits are divided, so that their softmax means what it says: that with
/// the smallest cross-entropy on rows that the model has not learned from.
///
/// It is where ``$`\sum_i \left(\sum_j p_{ij} z_{ij} - z_{i y_i}\right) = 0`$``: the logit that the
/// probabilities expect of the truth is on average the one the truth has. No answer changes.
///
/// ```swift
/// let mended = TemperatureScaling(logits: tuning, labels: labels)
/// let probabilities = mended(logits)
/// ```
public struct TemperatureScaling: Sendable, Equatable, Codable {
  /// What logits are divided by: above 1 for a model that is too sure.
  public let temperature: Double

  /// A temperature that is known, above 0.
  public init(temperature: Double) {
    self = required(try TemperatureScaling(checking: temperature))
  }

  package init(checking temperature: Double) throws(TensorError) {
    guard temperature > 0, temperature.isFinite else {
      throw TensorError("Logits are divided by a temperature above 0, and \(temperature) is not.")
    }
    self.temperature = temperature
  }

  /// Finds the temperature between 1/100 and 100, by halving. An end comes out where no temperature is
  /// best: the lower one where every label has the highest logit of its row, the upper one where the
  /// logits of labels are on average no higher than the others.
  public init(logits: Tensor, labels: [Int]) {
    self = required(try TemperatureScaling(checking: logits, labels: labels))
  }

  package init(checking logits: Tensor, labels: [Int]) throws(TensorError) {
    try Score.check(logits, labels: labels)
    if let place = logits.scalars.firstIndex(where: { !$0.isFinite }) {
      throw TensorError(
        "A temperature divides finite logits, and one of example \(place / logits.shape[1]) is "
          + "\(logits.scalars[place]).")
    }
    var (low, high) = (log(0.01), log(100.0))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let excess = TemperatureScaling.imbalance(logits, labels, temperature: exp(middle))
      if excess > 0 { low = middle } else { high = middle }
    }
    temperature = exp((low + high) / 2)
  }

  /// The probabilities of logits of shape `[examples, classes]`.
  public func callAsFunction(_ logits: Tensor) -> Tensor {
    let cooled = logits / Float(temperature)
    return (cooled - cooled.logSumExp(axes: [-1], keepingAxes: true)).exp()
  }

  /// The logit that is expected of the truth less the one it has, summed over rows.
  static func imbalance(_ logits: Tensor, _ labels: [Int], temperature: Double) -> Double {
    let (z, width) = (logits.scalars, logits.shape[1])
    var sum = 0.0
    for (row, label) in labels.enumerated() {
      let start = row * width
      var largest = -Double.infinity
      for column in 0..<width { largest = max(largest, Double(z[start + column])) }
      var (weights, weighted) = (0.0, 0.0)
      for column in 0..<width {
        let logit = Double(z[start + column])
        let weight = exp((logit - largest) / temperature)
        weights += weight
        weighted += weight * logit
      }
      sum += weighted / weights - Double(z[start + label])
    }
    return sum
  }
}
