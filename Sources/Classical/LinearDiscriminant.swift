import Foundation
import Tensors

/// Bayes' rule with a normal density for each class and one covariance for all: the borders are
/// flat.
///
/// ```swift
/// let model = try LinearDiscriminant(
///   fittedTo: train.features, labels: train.labels, shrinkage: 0.01)
/// ```
///
/// What the densities have in common cancels, their squared terms among it, and a score is
/// ``$`x^\top \Sigma^{-1} \mu - \tfrac12 \mu^\top \Sigma^{-1} \mu + \log \pi`$``: one weight for
/// each column, found by solving once.
public struct LinearDiscriminant: LogarithmicClassifier, StoredModel, Equatable {
  /// The mean of all training rows, which is taken off: `[columns]`.
  public let centre: Tensor
  /// What each column speaks for each class: `[columns, classes]`.
  public let weights: Tensor
  /// What each class has to begin with: `[classes]`.
  public let bias: Tensor

  /// Finds the means of the classes and the covariance around them.
  ///
  /// - Parameter shrinkage: The share of the covariance, from 0 to 1, that is replaced by a round
  ///   one of the same total variance. Columns that do not vary, or that repeat others, need some.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, shrinkage: Float = 0
  ) throws {
    let name = "A linear discriminant"
    let known = try TrainingRows(rows, labels, classes: classes, for: name)
    try Covariance.check(shrinkage: shrinkage, for: name)
    let members = try known.membersOfEach(atLeast: 1, for: name)
    let centre = rows.mean(axes: [0])
    let centred = rows - centre
    let means = Tensor.stacked(members.map { centred.rows($0).mean(axes: [0]) })
    let covariance = Covariance.of(centred - means.rows(labels), shrinkage: shrinkage)
    do {
      weights = try covariance.solve(means.transposed())
    } catch {
      throw TensorError(
        "\(name) divides by the variance within the classes in every direction, and one of the "
          + "\(rows.shape[1]) directions has none within rounding. Give a shrinkage above 0, or "
          + "leave out columns that do not vary.")
    }
    let shares = members.map { Float(log(Double($0.count) / Double(labels.count))) }
    bias = Tensor(shares) - 0.5 * (means * weights.transposed()).sum(axes: [1])
    self.centre = centre
  }

  public var classCount: Int { bias.count }

  /// The logarithm of each class's share and density, up to what all classes have in common.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: centre.count, "This discriminant"))
    return (rows - centre).matmul(weights) + bias
  }
}

extension LinearDiscriminant {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [("centre", centre), ("weights", weights), ("bias", bias)]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A linear discriminant")
    weights = try stored.tensor("weights", [nil, nil])
    centre = try stored.tensor("centre", [weights.shape[0]])
    bias = try stored.tensor("bias", [weights.shape[1]])
  }
}
