import Foundation
import Tensors

/// Naive Bayes for counts: how often each word stands in a document, how much ink in each pixel.
///
/// Each class draws its words independently from a list of chances of its own, which is estimated
/// from the counts ``$`N_j`$`` of its training rows as ``$`(N_j + \alpha) / (N + \alpha d)`$``. A
/// score is ``$`\log \pi + \sum x_j \log p_j`$``: linear in the counts. (The multinomial naive
/// Bayes.)
public struct CountingBayes: LogarithmicClassifier, StoredModel, Equatable {
  /// The logarithm of each class's share of the training rows: `[classes]`.
  public let logShares: Tensor
  /// The logarithm of the chance of each column in each class: `[classes, columns]`.
  public let logChances: Tensor

  /// Adds up the counts of each class.
  ///
  /// - Parameter smoothing: What is added to every count (``$`\alpha`$``), so that a word that a
  ///   class never used does not make it impossible.
  public init(
    fittedTo counts: Tensor, labels: [Int], classes: Int? = nil, smoothing: Float = 1
  ) throws {
    let name = "Naive Bayes for counts"
    let known = try TrainingRows(counts, labels, classes: classes, for: name)
    guard smoothing > 0, smoothing.isFinite else {
      throw TensorError("\(name) takes a smoothing above 0, and \(smoothing) is not.")
    }
    let width = counts.shape[1]
    if let place = counts.scalars.firstIndex(where: { $0 < 0 }) {
      throw TensorError(
        "\(name) takes counts, which are 0 or more, and column \(place % width) of row "
          + "\(place / width) holds \(counts.scalars[place]).")
    }
    let members = try known.membersOfEach(atLeast: 1, for: name)
    var scalars: [Float] = []
    for places in members {
      var sums = [Double](repeating: Double(smoothing), count: width)
      counts.read { x in
        for place in places {
          for column in 0..<width { sums[column] += Double(x[place * width + column]) }
        }
      }
      let total = sums.reduce(0, +)
      scalars += sums.map { Float(log($0 / total)) }
    }
    logShares = Tensor(members.map { Float(log(Double($0.count) / Double(labels.count))) })
    logChances = Tensor(shape: [known.classCount, width], scalars: scalars)
  }

  public var classCount: Int { logShares.count }

  /// The logarithm of each class's share and of its chance to draw these counts, up to a number
  /// that is the same for all classes: `[n, classes]`.
  public func callAsFunction(_ counts: Tensor) -> Tensor {
    required(
      try checkAsked(counts.shape, columns: logChances.shape[1], "This naive Bayes for counts"))
    return counts.matmul(logChances, transposeRight: true) + logShares
  }
}

extension CountingBayes {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [("logShares", logShares), ("logChances", logChances)]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "Naive Bayes for counts")
    logChances = try stored.tensor("logChances", [nil, nil])
    logShares = try stored.tensor("logShares", [logChances.shape[0]])
  }
}
