import Foundation
import Tensors

/// Bayes' rule with the columns taken to be independent within a class, each of them normal.
///
/// ```swift
/// let model = try NaiveBayes(fittedTo: train.features, labels: train.labels)
/// model(validation.features)   // log P(class) + Σ log density of each column, [n, classes]
/// ```
///
/// With the mean ``$`\mu`$`` and variance ``$`v`$`` of each column in each class, a score is
/// ``$`\log \pi - \tfrac12 \sum (\log 2\pi v + (x - \mu)^2 / v)`$``. Where columns say the same
/// thing their evidence is counted more than once, so the probabilities are too sure; the ranking
/// may be as good as ever.
public struct NaiveBayes: LogarithmicClassifier, StoredModel, Equatable {
  /// The logarithm of each class's share of the training rows: `[classes]`.
  public let logShares: Tensor
  /// The mean of each column in each class: `[classes, columns]`.
  public let means: Tensor
  /// The variance of each column in each class, with what was added: `[classes, columns]`.
  public let variances: Tensor

  /// Finds means and variances, in double precision.
  ///
  /// - Parameter smoothing: What is added to every variance, as a share of the largest variance
  ///   that a column has over all rows. Some is needed where a column is constant within a class.
  public init(
    fittedTo rows: Tensor, labels: [Int], classes: Int? = nil, smoothing: Float = 1e-9
  ) throws {
    let name = "Naive Bayes"
    let known = try TrainingRows(rows, labels, classes: classes, for: name)
    guard smoothing >= 0, smoothing.isFinite else {
      throw TensorError("\(name) takes a smoothing from 0 up, and \(smoothing) is not.")
    }
    let members = try known.membersOfEach(atLeast: 1, for: name)
    let width = rows.shape[1]
    let largest = Moments(of: rows, at: Array(labels.indices)).variances.max() ?? 0
    let added = Double(smoothing) * largest
    var (means, variances) = ([Float](), [Float]())
    for (label, places) in members.enumerated() {
      let moments = Moments(of: rows, at: places)
      means += moments.means.map { Float($0) }
      variances += moments.variances.map { Float($0 + added) }
      if let flat = variances.suffix(width).firstIndex(where: { $0 < .leastNormalMagnitude }) {
        throw TensorError(
          "\(name) divides by the variance of each column in each class, and column "
            + "\(flat - label * width) of class \(label) has none. Give a smoothing above 0.")
      }
    }
    logShares = Tensor(members.map { Float(log(Double($0.count) / Double(labels.count))) })
    self.means = Tensor(shape: [known.classCount, width], scalars: means)
    self.variances = Tensor(shape: [known.classCount, width], scalars: variances)
  }

  public var classCount: Int { logShares.count }

  /// The logarithm of each class's share and density: `[n, classes]`.
  public func callAsFunction(_ rows: Tensor) -> Tensor {
    required(try checkAsked(rows.shape, columns: means.shape[1], "This naive Bayes"))
    let scores = (0..<classCount).map { label in
      let (mean, variance) = (means.row(label), variances.row(label))
      let distance = rows - mean
      let share: Float = logShares[label]
      let constant: Float = share - 0.5 * (variance * (2 * Float.pi)).log().sum().scalar
      return constant - 0.5 * (distance * distance / variance).sum(axes: [1])
    }
    return Tensor.stacked(scores, axis: 1)
  }
}

/// Means and variances of the columns of some rows, in double precision; the variance divides by
/// the number of rows.
struct Moments {
  var means: [Double]
  var variances: [Double]

  init(of rows: Tensor, at places: [Int]) {
    let width = rows.shape[1]
    var (means, variances) = ([Double](repeating: 0, count: width), [Double]())
    variances = means
    rows.read { x in
      for place in places {
        for column in 0..<width { means[column] += Double(x[place * width + column]) }
      }
      for column in 0..<width { means[column] /= Double(places.count) }
      for place in places {
        for column in 0..<width {
          let distance = Double(x[place * width + column]) - means[column]
          variances[column] += distance * distance
        }
      }
    }
    (self.means, self.variances) = (means, variances.map { $0 / Double(places.count) })
  }
}

extension NaiveBayes {
  public var namedTensors: [(name: String, tensor: Tensor)] {
    [("logShares", logShares), ("means", means), ("variances", variances)]
  }

  public init(namedTensors tensors: [String: Tensor]) throws {
    let stored = StoredTensors(tensors: tensors, model: "Naive Bayes")
    means = try stored.tensor("means", [nil, nil])
    variances = try stored.tensor("variances", means.shape)
    logShares = try stored.tensor("logShares", [means.shape[0]])
  }
}
