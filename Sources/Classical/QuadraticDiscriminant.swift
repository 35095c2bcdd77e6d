import Foundation
import Tensors

/// Bayes' rule with a normal density for each class, each with a covariance of its own: the borders
/// are bent.
///
/// It has to learn ``$`d(d+1)/2`$`` numbers for every class, so with few rows it needs shrinkage or
/// fewer columns.
public struct QuadraticDiscriminant: LogarithmicClassifier, StoredModel, Equatable {
  /// The logarithm of each class's share of the training rows: `[classes]`.
  public let logShares: Tensor
  /// The density of each class.
  public let densities: [NormalDensity]

  /// Finds mean and covariance of each class.
  ///
  /// - Parameter shrinkage: The share of each covariance, from 0 to 1, that is replaced by a round
  ///   one of the same total variance.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, shrinkage: Float = 0
  ) throws {
    let name = "A quadratic discriminant"
    let known = try TrainingRows(rows, labels, classes: classes, for: name)
    try Covariance.check(shrinkage: shrinkage, for: name)
    let members = try known.membersOfEach(atLeast: 2, for: name)
    densities = try members.enumerated().map { label, places in
      let own = rows.rows(places)
      let mean = own.mean(axes: [0])
      do {
        return try NormalDensity(
          mean: mean, covariance: Covariance.of(own - mean, shrinkage: shrinkage))
      } catch {
        throw TensorError(
          "\(name) divides by the variance of each class in every direction, and the "
            + "\(places.count) rows of class \(label) do not vary in some direction of "
            + "\(rows.shape[1]). Give a shrinkage above 0, or fewer columns.")
      }
    }
    logShares = Tensor(members.map { Float(log(Double($0.count) / Double(labels.count))) })
  }

  public var classCount: Int { logShares.count }

  /// The logarithm of each class's share and density: `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    Tensor.stacked(densities.map { $0.logDensity(of: rows) }, axis: 1) + logShares
  }
}

extension QuadraticDiscriminant {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [("logShares", logShares)] + densities.namedTensors
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "A quadratic discriminant")
    densities = try [NormalDensity](stored)
    logShares = try stored.tensor("logShares", [densities.count])
  }
}

extension [NormalDensity] {
  /// Means, whitenings and heights, stacked.
  var namedTensors: [(name: String, tensor: Tensor)] {
    [
      ("means", Tensor.stacked(map(\.mean))), ("whitenings", Tensor.stacked(map(\.whitening))),
      ("logHeights", Tensor(map(\.logHeight))),
    ]
  }

  init(_ stored: StoredTensors) throws(TensorError) {
    let means = try stored.tensor("means", [nil, nil])
    let (count, width) = (means.shape[0], means.shape[1])
    let whitenings = try stored.tensor("whitenings", [count, width, width])
    let heights = try stored.tensor("logHeights", [count])
    self = (0..<count).map { place in
      NormalDensity(
        mean: means.row(place), whitening: whitenings.row(place), logHeight: heights[place])
    }
  }
}
